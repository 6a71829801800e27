using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ooak.EndToEnd.Tests;

/// <summary>What a schema of docs/openapi.json says of a value beside its kind: format, pattern, length, range.</summary>
internal static class ApiBounds
{
    /// <summary>Null: it is within them.</summary>
    public static string? Fault(JsonNode schema, JsonNode? value)
    {
        if (value?.GetValueKind() == JsonValueKind.Number)
        {
            var number = decimal.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
            return number < Number(schema["minimum"]) || number > Number(schema["maximum"]) ? "out of range" : null;
        }

        if (value?.GetValueKind() != JsonValueKind.String)
        {
            return null;
        }

        var text = (string)value!;
        return text.Length > (int?)schema["maxLength"] ? "too long"
            : text.Length < (int?)schema["minLength"] ? "too short"
            : (string?)schema["pattern"] is { } pattern && !Regex.IsMatch(text, pattern) ? $"not like {pattern}"
            : !HasFormat((string?)schema["format"], text) ? $"no {schema["format"]}"
            : null;
    }

    private static decimal? Number(JsonNode? bound) => bound is null ? null : decimal.Parse(bound.ToString(), CultureInfo.InvariantCulture);

    private static bool HasFormat(string? format, string text) => format switch
    {
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _),
        "date-time" => DateTimeOffset.TryParseExact(text, "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        _ => true,
    };
}
