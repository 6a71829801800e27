using System.Globalization;

namespace Ooak.Lambdas.Audit;

/// <summary>A UTC month, by its first instant: 2026-05.</summary>
internal static class AuditMonth
{
    private const string Format = "yyyy-MM";

    internal static DateTimeOffset Of(DateTimeOffset instant) => new(instant.UtcDateTime.Year, instant.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);

    internal static string Text(DateTimeOffset month) => month.ToString(Format, CultureInfo.InvariantCulture);

    internal static DateTimeOffset Read(string? text, DateTimeOffset absent, Dictionary<string, string[]> errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return absent;
        }

        if (DateTimeOffset.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var month) && month.Year is >= 2000 and <= 2099)
        {
            return month;
        }

        errors["month"] = ["A month such as 2026-05."];
        return absent;
    }
}
