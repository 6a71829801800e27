using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ooak.Lambdas.Wire;

/// <summary>Times: ISO 8601, UTC, milliseconds. Any offset is accepted; what is finer than a millisecond is dropped.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Instant.TryParse(reader.GetString(), out var instant)
            ? instant
            : throw new JsonException("A time is ISO 8601 with an offset, such as 2026-05-04T09:30:00.000Z.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Instant.Text(value));
}

/// <summary>Text of times; 24 characters, so that text order is time order.</summary>
public static class Instant
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string Text(DateTimeOffset value) => value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Years 2000 to 2099; text order would break beyond 9999 and nobody phoned before 2000.</summary>
    public static bool TryParse(string? text, out DateTimeOffset instant)
    {
        instant = default;
        if (text is not { Length: >= 20 and <= 35 }
            || !(text[^1] is 'Z' or 'z' || text.AsSpan(19).IndexOfAny('+', '-') >= 0)
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var parsed)
            || parsed.Year is < 2000 or > 2099)
        {
            return false;
        }

        instant = new DateTimeOffset(parsed.Ticks - (parsed.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        return true;
    }

    /// <summary>For text that we wrote ourselves.</summary>
    public static DateTimeOffset Parse(string text) =>
        TryParse(text, out var instant) ? instant : throw new FormatException($"Not a stored time: {text}");
}
