using Ooak.Lambdas.Dashboard;

namespace Ooak.Lambdas.Reports;

/// <summary>A week's figures on the topic. docs/integration.md promises it to others: fields are added, never changed. It names nobody:
/// who did what stands on the dashboard, behind a sign-in.</summary>
/// <param name="Version">Of this format.</param>
/// <param name="Id">Follows from the week: a report that comes twice is the same report.</param>
/// <param name="Organisation">The stack's name.</param>
/// <param name="From">The organisation's Monday.</param>
/// <param name="To">The Sunday after.</param>
/// <param name="Previous">The week before.</param>
public sealed record WeeklyReport(
    int Version,
    string Id,
    string Organisation,
    string From,
    string To,
    Figures Totals,
    Figures Previous,
    IReadOnlyList<DayFigures> ByDay)
{
    internal const int CurrentVersion = 1;
}
