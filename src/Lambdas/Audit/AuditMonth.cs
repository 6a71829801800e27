using System.Globalization;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Audit;

/// <summary>A month of the organisation's wall clock, such as 2026-05. The trail is kept by UTC months: where the two differ, a month's
/// first or last hours lie in its neighbour's.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="To">The next one's.</param>
internal sealed record AuditMonth(string Text, DateTimeOffset From, DateTimeOffset To)
{
    private const string Format = "yyyy-MM";

    /// <summary>An id may be of a somewhat later time than its entry.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromHours(1);

    /// <summary>Where its entries lie, the latest first.</summary>
    public IReadOnlyList<string> Partitions { get; } = [.. new[] { To.AddTicks(-1), From }.Select(Keys.Audit).Distinct()];

    /// <summary>The bounds of its entries' ids.</summary>
    public string FirstId { get; } = Ids.FirstOf(From);
    public string LastId { get; } = Ids.FirstOf(To + Late);

    public bool Has(DateTimeOffset at) => at >= From && at < To;

    /// <summary>Whether reading can go on from there: DynamoDB refuses a start outside of what is asked for.</summary>
    public bool Holds(AuditPosition position) =>
        Partitions.Contains(position.Partition) && string.CompareOrdinal(position.Id, FirstId) >= 0 && string.CompareOrdinal(position.Id, LastId) <= 0;

    /// <summary>The month of a query, or this one. A bad one is added to the errors.</summary>
    internal static AuditMonth Read(string? text, OrganisationClock clock, Dictionary<string, string[]> errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Of(clock.Today, clock);
        }

        if (DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) && first.Year is >= 2000 and <= 2099)
        {
            return Of(first, clock);
        }

        errors["month"] = ["A month such as 2026-05."];
        return Of(clock.Today, clock);
    }

    private static AuditMonth Of(DateOnly day, OrganisationClock clock)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        return new(first.ToString(Format, CultureInfo.InvariantCulture), clock.StartOf(first), clock.StartOf(first.AddMonths(1)));
    }
}
