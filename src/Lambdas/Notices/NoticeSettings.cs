namespace Ooak.Lambdas.Notices;

/// <summary>What a person wants to be told on their phone. The inbox has everything all the same.</summary>
/// <param name="QuietFrom">Of the person's wall clock, such as 20:00; null with <paramref name="QuietTo"/>: no quiet hours.</param>
/// <param name="QuietTo">Such as 07:00; may be on the next day.</param>
/// <param name="TimeZone">IANA; where the person is.</param>
/// <param name="WeeklyReport">By e-mail, for managers.</param>
public sealed record NoticeSettings(
    bool Assignment,
    bool Target,
    bool Performance,
    bool Announcement,
    bool MissedCall,
    string? QuietFrom,
    string? QuietTo,
    string? TimeZone,
    bool WeeklyReport = false)
{
    /// <summary>Where nobody chose.</summary>
    internal static NoticeSettings Default { get; } = new(true, true, true, true, MissedCall: false, null, null, null);

    /// <summary>Whether a phone may make itself heard.</summary>
    /// <param name="organisation">The zone of who did not say theirs.</param>
    internal bool Allows(NoticeKind kind, DateTimeOffset now, TimeZoneInfo organisation)
    {
        var wanted = kind switch
        {
            NoticeKind.Assignment => Assignment,
            NoticeKind.Target => Target,
            NoticeKind.Performance => Performance,
            NoticeKind.Announcement => Announcement,
            _ => MissedCall,
        };
        return wanted && !IsQuiet(now, organisation);
    }

    private bool IsQuiet(DateTimeOffset now, TimeZoneInfo organisation)
    {
        if (!TryTime(QuietFrom, out var from) || !TryTime(QuietTo, out var to))
        {
            return false;
        }

        var zone = TimeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var own) ? own : organisation;
        return TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime).IsBetween(from, to);
    }

    internal static bool TryTime(string? text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, "HH:mm", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out time);
}
