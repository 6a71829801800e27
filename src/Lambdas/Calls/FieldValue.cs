using System.Globalization;
using System.Text.Json;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Calls;

/// <summary>What a field of a call holds, as it travels.</summary>
internal static class FieldValue
{
    internal static JsonElement Json(object? value) => value switch
    {
        null => Parse("null"),
        string text => JsonSerializer.SerializeToElement(text, WireJson.Default.String),
        bool flag => Parse(flag ? "true" : "false"),
        int number => Parse(number.ToString(CultureInfo.InvariantCulture)),
        Instant instant => JsonSerializer.SerializeToElement(instant.ToString(), WireJson.Default.String),
        Enum word => JsonSerializer.SerializeToElement(JsonNamingPolicy.CamelCase.ConvertName(word.ToString()), WireJson.Default.String),
        _ => throw new InvalidOperationException($"A call has no field of type {value.GetType()}."),
    };

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
