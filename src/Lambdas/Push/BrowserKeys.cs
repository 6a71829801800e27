using System.Buffers.Text;

namespace Ooak.Lambdas.Push;

/// <summary>What a browser gave for the encryption of messages to it (RFC 8291 §2).</summary>
/// <param name="Point">Its public key, <c>p256dh</c>.</param>
/// <param name="Secret">16 bytes, <c>auth</c>.</param>
internal sealed record BrowserKeys(byte[] Point, byte[] Secret)
{
    private const int SecretLength = 16;

    /// <summary>Of a P-256 point in base64url, 87 characters; padding is let pass.</summary>
    private const int Longest = 100;

    /// <summary>Null: of no use.</summary>
    internal static BrowserKeys? Parse(string? point, string? secret) =>
        PointOf(point) is { } bytes && Bytes(secret) is { Length: SecretLength } auth ? new BrowserKeys(bytes, auth) : null;

    /// <summary>Null: no point of the curve.</summary>
    internal static byte[]? PointOf(string? text) => Bytes(text) is { } bytes && Points.IsOnCurve(bytes) ? bytes : null;

    private static byte[]? Bytes(string? text) =>
        text is { Length: > 0 and <= Longest } && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
