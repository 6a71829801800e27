using System.Globalization;

namespace Ooak.LocalCloud.Events;

/// <summary>A schedule expression of EventBridge: <c>rate(5 minutes)</c> or <c>cron(minutes hours day-of-month month day-of-week year)</c>, by the
/// wall clock of a time zone. A time that a clock change skips is skipped, one that comes twice counts once.</summary>
/// <remarks>Amazon EventBridge User Guide, "Setting a schedule pattern for scheduled rules"; EventBridge Scheduler User Guide, "Schedule types".</remarks>
internal sealed class Schedule
{
    private static readonly string[] Days = ["", "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
    private static readonly string[] Months = ["", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    private readonly TimeSpan? _rate;
    private readonly string[] _fields = [];

    private readonly TimeZoneInfo _zone;

    /// <param name="owner">Named when the expression is not understood.</param>
    /// <param name="timeZone">IANA name; rules know UTC only.</param>
    public Schedule(string owner, string expression, string timeZone = "UTC")
    {
        _zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone)
            ? zone
            : throw new LocalCloudException($"{owner} has the time zone {timeZone}, which does not exist");
        var open = expression.IndexOf('(', StringComparison.Ordinal);
        var parts = open > 0 ? expression[(open + 1)..].TrimEnd(')').Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        if (expression.StartsWith("rate(", StringComparison.Ordinal) && parts.Length == 2 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var number))
        {
            _rate = parts[1].TrimEnd('s') switch { "minute" => TimeSpan.FromMinutes(number), "hour" => TimeSpan.FromHours(number), _ => TimeSpan.FromDays(number) };
        }
        else if (expression.StartsWith("cron(", StringComparison.Ordinal) && parts.Length == 6 && !Array.Exists(parts, p => p.AsSpan().IndexOfAny('L', 'W', '#') >= 0 && !p.Contains("WED", StringComparison.Ordinal) && !p.Contains("JUL", StringComparison.Ordinal)))
        {
            _fields = parts;
        }
        else
        {
            throw new LocalCloudException($"{owner} has the schedule {expression}, which LocalCloud does not know");
        }
    }

    /// <summary>The first moment after <paramref name="after"/>; null when there is none within two years.</summary>
    public DateTime? Next(DateTime after)
    {
        if (_rate is { } rate)
        {
            return after + rate;
        }

        var local = TimeZoneInfo.ConvertTimeFromUtc(after, _zone);
        var minute = new DateTime(local.Year, local.Month, local.Day, local.Hour, local.Minute, 0, DateTimeKind.Unspecified);
        for (var i = 0; i < 2 * 366 * 24 * 60; i++)
        {
            minute = minute.AddMinutes(1);
            if (Fits(_fields[3], minute.Month, 1, Months) && Fits(_fields[2], minute.Day, 1, []) && Fits(_fields[4], (int)minute.DayOfWeek + 1, 1, Days)
                && Fits(_fields[1], minute.Hour, 0, []) && Fits(_fields[0], minute.Minute, 0, []) && Fits(_fields[5], minute.Year, 1970, []))
            {
                if (Instant(minute) is { } instant && instant > after)
                {
                    return instant;
                }
            }
        }

        return null;
    }

    private DateTime? Instant(DateTime minute)
    {
        if (_zone.IsInvalidTime(minute))
        {
            return null;
        }

        var offset = _zone.IsAmbiguousTime(minute) ? _zone.GetAmbiguousTimeOffsets(minute).Max() : _zone.GetUtcOffset(minute);
        return DateTime.SpecifyKind(minute - offset, DateTimeKind.Utc);
    }

    private static bool Fits(string field, int value, int first, string[] names) => field.Split(',').Any(part =>
    {
        var step = part.Split('/');
        var every = step.Length == 2 ? int.Parse(step[1], CultureInfo.InvariantCulture) : 1;
        if (step[0] is "*" or "?")
        {
            return (value - first) % every == 0;
        }

        var range = step[0].Split('-').Select(text => Number(text, names)).ToArray();
        var to = range.Length == 2 ? range[1] : step.Length == 2 ? int.MaxValue : range[0];
        return value >= range[0] && value <= to && (value - range[0]) % every == 0;
    });

    private static int Number(string text, string[] names)
    {
        var named = Array.IndexOf(names, text.ToUpperInvariant());
        return named > 0 ? named : int.Parse(text, CultureInfo.InvariantCulture);
    }
}
