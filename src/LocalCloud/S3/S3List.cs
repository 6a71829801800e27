using System.Text;

namespace Ooak.LocalCloud.S3;

/// <summary>ListObjectsV2.</summary>
internal static class S3List
{
    public static WireResponse Answer(S3Bucket bucket, Dictionary<string, string> query)
    {
        var prefix = query.GetValueOrDefault("prefix") ?? "";
        var delimiter = query.GetValueOrDefault("delimiter") ?? "";
        var limit = int.TryParse(query.GetValueOrDefault("max-keys"), out var given) ? Math.Min(given, 1000) : 1000;
        var after = query.TryGetValue("continuation-token", out var token)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(token))
            : query.GetValueOrDefault("start-after") ?? "";
        var result = S3Xml.Element(
            "ListBucketResult",
            S3Xml.Element("Name", bucket.Name),
            S3Xml.Element("Prefix", prefix),
            S3Xml.Element("MaxKeys", limit));
        var groups = bucket.List(prefix)
            .GroupBy(o => GroupOf(o.Key, prefix, delimiter), StringComparer.Ordinal)
            .Where(g => string.CompareOrdinal(g.Key, after) > 0)
            .ToList();
        foreach (var group in groups.Take(limit))
        {
            var info = group.First();
            result.Add(group.Key != info.Key
                ? S3Xml.Element("CommonPrefixes", S3Xml.Element("Prefix", group.Key))
                : S3Xml.Element(
                    "Contents",
                    S3Xml.Element("Key", info.Key),
                    S3Xml.Element("LastModified", info.LastModified.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ")),
                    S3Xml.Element("ETag", info.ETag),
                    S3Xml.Element("Size", info.Size),
                    S3Xml.Element("StorageClass", "STANDARD")));
        }

        result.Add(S3Xml.Element("KeyCount", Math.Min(groups.Count, limit)), S3Xml.Element("IsTruncated", groups.Count > limit ? "true" : "false"));
        if (groups.Count > limit)
        {
            result.Add(S3Xml.Element("NextContinuationToken", Convert.ToBase64String(Encoding.UTF8.GetBytes(groups[limit - 1].Key))));
        }

        return S3Xml.Answer(200, result);
    }

    private static string GroupOf(string key, string prefix, string delimiter)
    {
        var at = delimiter.Length == 0 ? -1 : key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return at < 0 ? key : key[..(at + delimiter.Length)];
    }
}
