using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ooak.LocalCloud.Aws;

/// <summary>Unwraps an aws-chunked body: chunk sizes, chunk signatures and trailing checksums.</summary>
/// <remarks>S3 API Reference, "Signature Calculations for the Authorization Header: Transferring Payload in Multiple Chunks".</remarks>
internal static class AwsChunked
{
    private static readonly string EmptyHash = SigV4.Hex(SHA256.HashData([]));

    public static bool Applies(string payloadHash) => payloadHash.StartsWith("STREAMING-", StringComparison.Ordinal);

    public static (byte[] Body, Dictionary<string, string> Trailers) Decode(byte[] wire, SignedCall call)
    {
        var signed = !call.PayloadHash.Contains("UNSIGNED", StringComparison.Ordinal);
        var previous = call.Signature;
        var body = new MemoryStream();
        var at = 0;
        while (true)
        {
            var head = Line(wire, ref at).Split(';');
            if (!int.TryParse(head[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var size) || size < 0 || at + size > wire.Length)
            {
                throw Malformed();
            }

            var chunk = wire.AsSpan(at, size);
            at += size;
            if (signed)
            {
                var given = head.Skip(1).Select(h => h.Split('=', 2)).FirstOrDefault(h => h[0] == "chunk-signature")?[1];
                previous = Check(call, $"AWS4-HMAC-SHA256-PAYLOAD\n{call.Date}\n{call.Scope}\n{previous}\n{EmptyHash}\n{SigV4.Hex(SHA256.HashData(chunk))}", given);
            }

            if (size == 0)
            {
                return (body.ToArray(), Trailers(wire, at, call, signed, previous));
            }

            body.Write(chunk);
            if (Line(wire, ref at).Length != 0)
            {
                throw Malformed();
            }
        }
    }

    private static Dictionary<string, string> Trailers(byte[] wire, int at, SignedCall call, bool signed, string previous)
    {
        var trailers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (at < wire.Length && Line(wire, ref at) is { Length: > 0 } line)
        {
            var parts = line.Split(':', 2);
            trailers[parts[0].Trim()] = parts.Length == 2 ? parts[1].Trim() : throw Malformed();
        }

        if (signed && trailers.Remove("x-amz-trailer-signature", out var signature))
        {
            var canonical = string.Concat(trailers.Select(t => $"{t.Key.ToLowerInvariant()}:{t.Value}\n"));
            _ = Check(call, $"AWS4-HMAC-SHA256-TRAILER\n{call.Date}\n{call.Scope}\n{previous}\n{SigV4.Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}", signature);
        }

        return trailers;
    }

    private static string Check(SignedCall call, string toSign, string? given)
    {
        var expected = SigV4.Hex(HMACSHA256.HashData(call.SigningKey, Encoding.UTF8.GetBytes(toSign)));
        return expected == given
            ? expected
            : throw new AwsException(403, "SignatureDoesNotMatch", "The chunk signature does not match the signature you provided.");
    }

    private static string Line(byte[] wire, ref int at)
    {
        var end = wire.AsSpan(at).IndexOf("\r\n"u8);
        if (end < 0)
        {
            throw Malformed();
        }

        var line = Encoding.UTF8.GetString(wire, at, end);
        at += end + 2;
        return line;
    }

    private static AwsException Malformed() => new(400, "IncompleteBody", "The aws-chunked body is malformed.");
}
