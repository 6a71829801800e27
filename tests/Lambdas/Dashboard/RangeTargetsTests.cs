using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Targets;

namespace Ooak.Lambdas.Tests.Dashboard;

/// <summary>What people were to reach in a range in which targets changed.</summary>
public sealed class RangeTargetsTests
{
    private static readonly DateOnly Monday = new(2026, 5, 4);
    private static readonly List<DateOnly> Week = [.. Enumerable.Range(0, 5).Select(Monday.AddDays)];

    [Fact]
    public void Each_day_counts_by_the_target_that_held_on_it() =>
        Of([("2026-01-01", 10), ("2026-05-06", 20)], []).ShouldBe((20, (2 * 10) + (3 * 20)));

    [Fact]
    public void Ones_own_target_counts_from_its_day_on_and_the_organisations_before_and_after() =>
        Of([("2026-01-01", 10)], [("2026-05-05", 30), ("2026-05-07", null)]).ShouldBe((10, 10 + (2 * 30) + (2 * 10)));

    [Fact]
    public void A_target_that_ended_is_none_today_and_counts_for_the_days_before() =>
        Of([("2026-01-01", 10), ("2026-05-06", 0)], []).ShouldBe((null, 20));

    [Fact]
    public void A_target_that_comes_later_is_none_yet() => Of([("2026-06-01", 10)], []).ShouldBe((null, null));

    [Fact]
    public void Without_a_working_day_there_is_nothing_to_reach() => Of([("2026-01-01", 10)], [], []).ShouldBe((10, null));

    private static (long? Today, long? InRange) Of((string From, int? Calls)[] organisation, (string From, int? Calls)[] own, List<DateOnly>? days = null)
    {
        var plans = own.Length == 0 ? new Dictionary<string, TargetPlan>() : new() { ["ada"] = Plan("ada", own) };
        return new RangeTargets(Plan(null, organisation), plans, days ?? Week, Week[^1]).Of("ada");
    }

    private static TargetPlan Plan(string? employeeId, (string From, int? Calls)[] entries) =>
        new(employeeId, [.. entries.Select(entry => new TargetEntry(entry.From, entry.Calls))], 1);
}
