using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Employees;

/// <summary>Who can be given something to do.</summary>
internal sealed class AblePeople(DataTable table)
{
    /// <summary>Those of them who are here and not disabled.</summary>
    public async Task<HashSet<string>> AmongAsync(IEnumerable<string> employeeIds, CancellationToken cancellation)
    {
        var items = await table.BatchGetAsync(employeeIds.Select(id => Item.Key(Keys.Employee(id), Keys.Profile)), consistent: true, cancellation);
        return [.. items.Select(EmployeeItem.FromItem).Where(stored => stored.Employee.Status != EmployeeStatus.Disabled).Select(stored => stored.Employee.Id)];
    }
}
