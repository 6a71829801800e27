using Ooak.Lambdas.Targets;

namespace Ooak.Lambdas.Dashboard;

/// <summary>What people were to reach in a range: each of its working days by the target that held on it.</summary>
internal sealed class RangeTargets(TargetPlan organisation, IReadOnlyDictionary<string, TargetPlan> own, IReadOnlyList<DateOnly> days, DateOnly today)
{
    private static readonly TargetPlan None = new(EmployeeId: null, [], 0);

    // Of everybody without a plan of their own.
    private readonly (long? Today, long? InRange) everybodys = Sum(None, organisation, days, today);

    /// <summary>Calls a day as of today, and calls in the range; null: none.</summary>
    public (long? Today, long? InRange) Of(string employeeId) =>
        own.TryGetValue(employeeId, out var plan) ? Sum(plan, organisation, days, today) : everybodys;

    private static (long? Today, long? InRange) Sum(TargetPlan plan, TargetPlan organisation, IReadOnlyList<DateOnly> days, DateOnly today)
    {
        var sum = days.Sum(day => TargetPlan.Of(plan, organisation, day)?.Calls ?? 0);
        return (TargetPlan.Of(plan, organisation, today)?.Calls, sum > 0 ? sum : null);
    }
}
