using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Settings;

namespace Ooak.Lambdas.Dashboard;

/// <summary>Puts a range's figures together from counters; calls are never read.</summary>
internal sealed class DashboardReader(CounterStore counters, EmployeeStore employees, OrganisationStore organisation, OrganisationClock clock, WorkingWeek week)
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
        var plans = organisation.PlansAsync(names.Keys.Where(id => employeeId is null || id == employeeId), cancellation);
        await Task.WhenAll(current, previous, plans);
        var (everybodys, own) = await plans;

        // Nobody is behind on a day that has not come.
        var days = CounterStore.Days(first, last).Where(day => day <= clock.Today && week.Includes(day)).ToList();
        return DashboardResponse.Of(first, last, employeeId, await current, await previous, names, new RangeTargets(everybodys, own, days, clock.Today));
    }
}
