using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Settings;

namespace Ooak.Lambdas.Dashboard;

/// <summary>Puts a range's figures together from counters; calls are never read.</summary>
internal sealed class DashboardReader(CounterStore counters, EmployeeStore employees, OrganisationStore organisation)
{
    /// <param name="employeeId">Null: the whole organisation.</param>
    public async Task<DashboardResponse> ReadAsync(DateOnly first, DateOnly last, string? employeeId, CancellationToken cancellation)
    {
        var length = last.DayNumber - first.DayNumber + 1;
        var current = employeeId is null
            ? counters.OfEverybodyAsync(first, last, cancellation)
            : counters.OfOneAsync(employeeId, first, last, cancellation);
        var previous = counters.OfOneAsync(employeeId, first.AddDays(-length), last.AddDays(-length), cancellation);
        var names = await employees.AllAsync(cancellation).ToDictionaryAsync(employee => employee.Id, employee => employee.Name, cancellationToken: cancellation);
        var targets = organisation.TargetsAsync(names.Keys.Where(id => employeeId is null || id == employeeId), cancellation);
        await Task.WhenAll(current, previous, targets);
        return DashboardResponse.Of(first, last, employeeId, await current, await previous, names, await targets);
    }
}
