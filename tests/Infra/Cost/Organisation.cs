namespace Ooak.Infra.Tests.Cost;

/// <summary>Who uses it, and how much.</summary>
/// <param name="Dashboards">Open all day.</param>
internal sealed record Organisation(int Employees, int Dashboards)
{
    internal double CallsADay { get; init; } = 60;
    internal double DaysAMonth { get; init; } = 22;
    internal double HoursADay { get; init; } = 9;

    /// <summary>Of 1.</summary>
    internal double Recorded { get; init; } = 0.2;
    internal double RecordingMegabytes { get; init; } = 1;
    internal double RetentionDays { get; init; } = 60;

    /// <summary>Months since it began: what is kept for good grows.</summary>
    internal double Months { get; init; } = 12;
    internal bool Tracing { get; init; }

    internal double Calls => Employees * CallsADay * DaysAMonth;
    internal double Recordings => Calls * Recorded;
    internal double RecordingGigabytes => Employees * CallsADay * Recorded * RecordingMegabytes * RetentionDays * (DaysAMonth / 30.4) / 1024;
}
