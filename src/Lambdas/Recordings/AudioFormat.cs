using System.Text.RegularExpressions;

namespace Ooak.Lambdas.Recordings;

/// <summary>The two containers that browsers record into, by their name and by their first bytes.</summary>
internal static partial class AudioFormat
{
    /// <summary>Bytes from the start in which a container says what it is.</summary>
    internal const int HeadLength = 64;

    private const string Mp4 = "audio/mp4";
    private const string WebM = "audio/webm";

    /// <summary>audio/mp4 or audio/webm, optionally with codecs (RFC 6381).</summary>
    internal static bool IsAllowed(string? contentType) => contentType is { Length: <= 100 } && Allowed().IsMatch(contentType);

    /// <summary>Whether what begins like this is what its content type says.</summary>
    internal static bool Matches(string contentType, ReadOnlySpan<byte> head) => Container(contentType) switch
    {
        // ISO/IEC 14496-12, 4.3: the first box is of type ftyp; its size comes before.
        Mp4 => head.Length >= 8 && head[4..8].SequenceEqual("ftyp"u8),

        // RFC 8794, 11.2.1: an EBML header; its DocType tells WebM from other Matroska.
        WebM => head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) && head.IndexOf("webm"u8) > 0,
        _ => false,
    };

    /// <summary>Without codecs, whose spelling changes on the way.</summary>
    internal static string Container(string contentType) => contentType.Split(';')[0].Trim();

    /// <summary>The ending of a downloaded file.</summary>
    internal static string Ending(string contentType) => contentType.StartsWith(Mp4, StringComparison.Ordinal) ? "m4a" : "webm";

    [GeneratedRegex(@"^audio/(mp4|webm)(; ?codecs=(""[A-Za-z0-9.,]{1,40}""|[A-Za-z0-9.,]{1,40}))?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();
}
