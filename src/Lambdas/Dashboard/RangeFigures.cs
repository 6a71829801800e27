namespace Ooak.Lambdas.Dashboard;

/// <summary>Figures of a range of days from those of its days.</summary>
internal static class RangeFigures
{
    /// <summary>A contact counts on its first day of the range, so not on a day whose day before lies in the range, too.</summary>
    /// <param name="days">Of one employee, or of the organisation.</param>
    /// <param name="first">The range's.</param>
    internal static Figures Of(IEnumerable<Counters> days, DateOnly first) => days.Aggregate(Figures.Zero, (sum, day) =>
    {
        var again = day.Values.Gaps.AsSpan(0, Math.Min(CounterValues.LongestGap, day.Day.DayNumber - first.DayNumber));
        var figures = day.Values.Figures;
        return sum + (figures with { UniqueContacts = figures.UniqueContacts - Sum(again) });
    });

    private static long Sum(ReadOnlySpan<long> numbers)
    {
        var sum = 0L;
        foreach (var number in numbers)
        {
            sum += number;
        }

        return sum;
    }
}
