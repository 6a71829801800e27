using System.Globalization;

namespace Ooak.Lambdas.Functions;

/// <summary>Ids as they travel: lower-case UUIDs.</summary>
public static class Ids
{
    /// <summary>What JSON Schema calls their format.</summary>
    internal const string Format = "uuid";

    /// <summary>A call's id: any RFC 9562 UUID in lower case, made on the phone as version 7.</summary>
    public static bool IsUuid(string? text) =>
        text is { Length: 36 } && !text.AsSpan().ContainsAnyInRange('A', 'Z') && Guid.TryParseExact(text, "D", out _);

    /// <summary>An employee's id is the user's <c>sub</c>.</summary>
    public static bool IsEmployeeId(string? text) => IsUuid(text);

    public static string New() => Guid.CreateVersion7().ToString("D");

    /// <summary>What sorts before every version 7 id of an instant, and after those of the ones before.</summary>
    internal static string FirstOf(DateTimeOffset at)
    {
        var milliseconds = at.ToUnixTimeMilliseconds().ToString("x12", CultureInfo.InvariantCulture);
        return $"{milliseconds[..8]}-{milliseconds[8..]}";
    }
}
