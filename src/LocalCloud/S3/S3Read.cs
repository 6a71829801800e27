using System.Globalization;
using Ooak.LocalCloud.Aws;

namespace Ooak.LocalCloud.S3;

/// <summary>GET and HEAD of an object: conditions, ranges, overridden headers. Used by S3 itself and by CloudFront's S3 origins.</summary>
internal static class S3Read
{
    private static readonly string[] Overridable = ["content-type", "content-disposition", "cache-control", "content-encoding", "content-language", "expires"];

    public static WireResponse Answer(S3Bucket bucket, S3ObjectInfo info, WireRequest request)
    {
        var headers = new List<KeyValuePair<string, string>>
        {
            new("etag", info.ETag),
            new("last-modified", info.LastModified.ToString("R", CultureInfo.InvariantCulture)),
            new("accept-ranges", "bytes"),
            new("server", "AmazonS3"),
        };
        headers.AddRange(info.Headers);
        foreach (var (name, value) in request.QueryPairs().Where(p => p.Key.StartsWith("response-", StringComparison.Ordinal)))
        {
            var header = name["response-".Length..];
            if (Overridable.Contains(header))
            {
                headers.RemoveAll(h => h.Key == header);
                headers.Add(new(header, value));
            }
        }

        if (request.Header("if-match") is { } match && match != info.ETag && match != "*")
        {
            throw new AwsException(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
        }

        if (NotModified(info, request))
        {
            return new WireResponse(304, [.. headers.Where(h => h.Key is "etag" or "last-modified" or "cache-control")], []);
        }

        if (request.Method == "HEAD")
        {
            return new WireResponse(200, [.. headers, new("content-length", info.Size.ToString())], []);
        }

        var body = bucket.Read(info);
        return Range(request.Header("range"), body.Length) is not { } range
            ? new WireResponse(200, headers, body)
            : range.From > range.To
                ? throw new AwsException(416, "InvalidRange", "The requested range is not satisfiable")
                : new WireResponse(206, [.. headers, new("content-range", $"bytes {range.From}-{range.To}/{body.Length}")], body[range.From..(range.To + 1)]);
    }

    private static bool NotModified(S3ObjectInfo info, WireRequest request)
    {
        if (request.Header("if-none-match") is { } tags)
        {
            return tags.Split(',', StringSplitOptions.TrimEntries).Any(t => t == "*" || t.Replace("W/", "", StringComparison.Ordinal) == info.ETag);
        }

        return DateTimeOffset.TryParse(request.Header("if-modified-since"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since)
            && info.LastModified.ToUnixTimeSeconds() <= since.ToUnixTimeSeconds();
    }

    /// <summary>One byte range (RFC 9110, section 14.1.2); several, or nonsense, mean the whole object.</summary>
    private static (int From, int To)? Range(string? header, int size)
    {
        if (header?.StartsWith("bytes=", StringComparison.Ordinal) != true || header.Contains(',', StringComparison.Ordinal))
        {
            return null;
        }

        var parts = header["bytes=".Length..].Split('-', 2);
        if (parts.Length != 2)
        {
            return null;
        }

        var hasFrom = int.TryParse(parts[0], CultureInfo.InvariantCulture, out var from);
        var hasTo = int.TryParse(parts[1], CultureInfo.InvariantCulture, out var to);
        return (hasFrom, hasTo) switch
        {
            (true, true) => (from, Math.Min(to, size - 1)),
            (true, false) => (from, size - 1),
            (false, true) => (Math.Max(0, size - to), size - 1),
            _ => null,
        };
    }
}
