using System.Globalization;

namespace Ooak.Lambdas.Functions;

/// <summary>The organisation's days and hours: counters and reports follow its wall clock, not UTC.</summary>
public sealed class OrganisationClock(FunctionSettings settings, TimeProvider time)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(settings.Optional(FunctionSettings.TimeZone) ?? "Etc/UTC");

    public string ZoneId => zone.Id;

    public TimeZoneInfo Zone => zone;

    public DateTimeOffset UtcNow => time.GetUtcNow();

    public DateOnly Today => DayOf(UtcNow);

    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    public DateTime WallClock(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    public int HourOf(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).Hour;

    /// <summary>The instant at which a day begins; where a clock change skips midnight, the first that exists.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }

        // An ambiguous midnight happens twice; the day begins with the first, which has the larger offset.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A day of a query, or what holds where it is absent. A bad one is added to the errors.</summary>
    public static DateOnly ReadDay(string name, string? text, DateOnly absent, Dictionary<string, string[]> errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return absent;
        }

        if (IsDay(text) && TryReadDay(text, out var day))
        {
            return day;
        }

        errors[name] = ["A day such as 2026-05-04."];
        return absent;
    }

    /// <summary>Of the years 2000 to 2099.</summary>
    public static bool IsDay(string? text) => TryReadDay(text, out var day) && day.Year is >= 2000 and <= 2099;

    public static bool TryReadDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
