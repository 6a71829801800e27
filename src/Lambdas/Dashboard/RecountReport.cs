using Ooak.Lambdas.Operations;

namespace Ooak.Lambdas.Dashboard;

/// <summary>How a recount went.</summary>
/// <param name="Days">Compared with their calls.</param>
/// <param name="Differences">Counters and ledgers that were wrong, and were mended.</param>
/// <param name="Postponed">Days that moved meanwhile, or for which no time was left: the next night takes them.</param>
internal sealed record RecountReport(int Days, int Differences, int Postponed)
{
    /// <summary>The alarm watches the differences.</summary>
    internal void Write(TextWriter output, DateTimeOffset at) =>
        MetricLine.Write(output, at, ProductMetrics.CounterDifferences, Differences, ("days", Days), ("postponed", Postponed));
}
