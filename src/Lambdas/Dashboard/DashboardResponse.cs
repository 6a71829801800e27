using System.Text.Json.Serialization;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Dashboard;

public sealed record DayFigures : Figures
{
    /// <summary>As it is read again from a message.</summary>
    [JsonConstructor]
    public DayFigures()
    {
    }

    public DayFigures(string day, Figures figures)
        : base(figures) => Day = day;

    public string Day { get; init; } = "";
}

public sealed record EmployeeFigures : Figures
{
    public EmployeeFigures(string employeeId, string name, (long? Today, long? InRange) target, Figures figures)
        : base(figures)
    {
        EmployeeId = employeeId;
        Name = name;
        (Target, TargetCalls) = target;
    }

    public string EmployeeId { get; }
    public string Name { get; }

    /// <summary>Calls a day, as of today; null: none is set.</summary>
    public long? Target { get; }

    /// <summary>Calls in the range: the sum over its working days up to today, each by the target that held on it; null: none.</summary>
    public long? TargetCalls { get; }
}

/// <param name="Outcome">Null: none was chosen.</param>
public sealed record OutcomeCalls(string? Outcome, long Calls);

/// <param name="Previous">The same number of days just before.</param>
/// <param name="ByHour">[weekday, Monday first][hour], calls.</param>
/// <param name="ByOutcome">Most calls first, those without an outcome last.</param>
/// <param name="ByEmployee">Most calls first.</param>
public sealed record DashboardResponse(
    string From,
    string To,
    Figures Totals,
    Figures Previous,
    IReadOnlyList<DayFigures> ByDay,
    IReadOnlyList<long[]> ByHour,
    IReadOnlyList<OutcomeCalls> ByOutcome,
    IReadOnlyList<EmployeeFigures> ByEmployee)
{
    internal static DashboardResponse Of(
        DateOnly first,
        DateOnly last,
        string? employeeId,
        List<Counters> current,
        List<Counters> previous,
        IReadOnlyDictionary<string, string> names,
        RangeTargets targets)
    {
        var whole = current.Where(item => item.EmployeeId == employeeId).ToDictionary(item => item.Day);
        var byHour = Enumerable.Range(0, 7).Select(_ => new long[24]).ToArray();
        foreach (var item in whole.Values)
        {
            var weekday = ((int)item.Day.DayOfWeek + 6) % 7;
            for (var hour = 0; hour < 24; hour++)
            {
                byHour[weekday][hour] += item.Values.Hours[hour];
            }
        }

        return new DashboardResponse(
            OrganisationClock.Text(first),
            OrganisationClock.Text(last),
            RangeFigures.Of(whole.Values, first),
            RangeFigures.Of(previous, first.AddDays(first.DayNumber - last.DayNumber - 1)),
            [.. CounterStore.Days(first, last).Select(day => new DayFigures(
                OrganisationClock.Text(day),
                whole.TryGetValue(day, out var item) ? item.Values.Figures : Figures.Zero))],
            byHour,
            Outcomes(whole.Values),
            [.. current
                .Where(item => item.EmployeeId is not null)
                .GroupBy(item => item.EmployeeId!)
                .Select(group => new EmployeeFigures(group.Key, names.GetValueOrDefault(group.Key, ""), targets.Of(group.Key), RangeFigures.Of(group, first)))
                .OrderByDescending(item => item.Calls)
                .ThenBy(item => item.Name, StringComparer.Ordinal)]);
    }

    private static List<OutcomeCalls> Outcomes(IEnumerable<Counters> days)
    {
        var sum = new CounterValues();
        foreach (var day in days)
        {
            sum.Add(day.Values);
        }

        var without = sum.Figures.Calls - sum.Outcomes.Values.Sum();
        return
        [
            .. sum.Outcomes.OrderByDescending(pair => pair.Value).Select(pair => new OutcomeCalls(pair.Key, pair.Value)),
            .. without > 0 ? [new OutcomeCalls(null, without)] : Array.Empty<OutcomeCalls>(),
        ];
    }
}
