using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ooak.Lambdas.Wire;

/// <summary>A time as it travels and is stored: UTC, whole milliseconds, 24 characters of ISO 8601, so that text order is time order.</summary>
[JsonConverter(typeof(InstantConverter))]
public readonly record struct Instant : IComparable<Instant>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>What is finer than a millisecond is dropped.</summary>
    public Instant(DateTimeOffset value) => Value = new DateTimeOffset(value.UtcTicks - (value.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    public DateTimeOffset Value { get; }

    public static implicit operator Instant(DateTimeOffset value) => new(value);

    public static implicit operator DateTimeOffset(Instant instant) => instant.Value;

    public static bool operator <(Instant left, Instant right) => left.Value < right.Value;

    public static bool operator >(Instant left, Instant right) => left.Value > right.Value;

    public static bool operator <=(Instant left, Instant right) => left.Value <= right.Value;

    public static bool operator >=(Instant left, Instant right) => left.Value >= right.Value;

    public int CompareTo(Instant other) => Value.CompareTo(other.Value);

    public override string ToString() => Text(Value);

    public static string Text(DateTimeOffset value) => value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Any offset; years 2000 to 2099: text order would break beyond 9999 and nobody phoned before 2000.</summary>
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

        instant = new Instant(parsed);
        return true;
    }

    /// <summary>For text that we wrote ourselves.</summary>
    public static DateTimeOffset Parse(string text) =>
        TryParse(text, out var instant) ? instant : throw new FormatException($"Not a stored time: {text}");
}

internal sealed class InstantConverter : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Instant.TryParse(reader.GetString(), out var instant)
            ? instant
            : throw new JsonException("A time is ISO 8601 with an offset, such as 2026-05-04T09:30:00.000Z.");

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
