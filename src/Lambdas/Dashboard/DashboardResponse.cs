using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Dashboard;

public sealed record DayFigures : Figures
{
    public DayFigures(string day, Figures figures)
        : base(figures) => Day = day;

    public string Day { get; }
}

public sealed record EmployeeFigures : Figures
{
    public EmployeeFigures(string employeeId, string name, Figures figures)
        : base(figures)
    {
        EmployeeId = employeeId;
        Name = name;
    }

    public string EmployeeId { get; }
    public string Name { get; }
}

/// <param name="Previous">The same number of days just before.</param>
/// <param name="ByHour">[weekday, Monday first][hour], calls.</param>
/// <param name="ByEmployee">Most calls first.</param>
public sealed record DashboardResponse(
    string From,
    string To,
    Figures Totals,
    Figures Previous,
    IReadOnlyList<DayFigures> ByDay,
    IReadOnlyList<long[]> ByHour,
    IReadOnlyList<EmployeeFigures> ByEmployee)
{
    internal static DashboardResponse Of(
        DateOnly first,
        DateOnly last,
        string? employeeId,
        List<Counters> current,
        List<Counters> previous,
        IReadOnlyDictionary<string, string> names)
    {
        var whole = current.Where(item => item.EmployeeId == employeeId).ToDictionary(item => item.Day);
        var byHour = Enumerable.Range(0, 7).Select(_ => new long[24]).ToArray();
        foreach (var item in whole.Values)
        {
            var weekday = ((int)item.Day.DayOfWeek + 6) % 7;
            for (var hour = 0; hour < 24; hour++)
            {
                byHour[weekday][hour] += item.Hours[hour];
            }
        }

        return new DashboardResponse(
            OrganisationClock.Text(first),
            OrganisationClock.Text(last),
            Sum(whole.Values),
            Sum(previous),
            [.. CounterStore.Days(first, last).Select(day => new DayFigures(
                OrganisationClock.Text(day),
                whole.TryGetValue(day, out var item) ? item.Figures : Figures.Zero))],
            byHour,
            [.. current
                .Where(item => item.EmployeeId is not null)
                .GroupBy(item => item.EmployeeId!)
                .Select(group => new EmployeeFigures(group.Key, names.GetValueOrDefault(group.Key, ""), Sum(group)))
                .OrderByDescending(item => item.Calls)
                .ThenBy(item => item.Name, StringComparer.Ordinal)]);
    }

    private static Figures Sum(IEnumerable<Counters> items) => items.Aggregate(Figures.Zero, (sum, item) => sum + item.Figures);
}
