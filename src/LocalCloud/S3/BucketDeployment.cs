using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.S3;

/// <summary>Does what the handler of Custom::CDKBucketDeployment would do: copies the assets into the bucket.</summary>
internal static class BucketDeployment
{
    public static void Apply(Stack stack, S3Service s3)
    {
        foreach (var deployment in InOrder(stack))
        {
            var bucket = s3.Find(deployment.Properties.Require("DestinationBucketName")) ?? throw new LocalCloudException($"{deployment.LogicalId} deploys to a bucket that the template does not have");
            var prefix = deployment.Str("DestinationBucketKeyPrefix")?.Trim('/') is { Length: > 0 } p ? p + "/" : "";
            var headers = (deployment.Obj("SystemMetadata") ?? []).ToDictionary(m => m.Key.ToLowerInvariant(), m => m.Value?.ToString() ?? "", StringComparer.Ordinal);
            var excluded = deployment.Strings("Exclude").Select(Glob).ToList();
            var included = deployment.Strings("Include").Select(Glob).ToList();
            var keys = new HashSet<string>(StringComparer.Ordinal);
            var markers = deployment.List("SourceMarkers").ToList();
            foreach (var (asset, index) in deployment.Strings("SourceObjectKeys").Select((a, i) => (a, i)))
            {
                var folder = stack.Assembly.AssetFolder(asset);
                var replacements = index < markers.Count && markers[index] is System.Text.Json.Nodes.JsonObject map
                    ? map.ToDictionary(m => m.Key, m => m.Value?.ToString() ?? "", StringComparer.Ordinal)
                    : [];
                foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                {
                    var name = Path.GetRelativePath(folder, file).Replace('\\', '/');
                    if (excluded.Exists(x => x.IsMatch(name)) && !included.Exists(x => x.IsMatch(name)))
                    {
                        continue;
                    }

                    keys.Add(prefix + name);
                    Put(bucket, prefix + name, Content(file, replacements), headers);
                }
            }

            if (deployment.Str("Prune") != "false")
            {
                foreach (var stale in bucket.List(prefix).Where(o => !keys.Contains(o.Key) && !excluded.Exists(x => x.IsMatch(o.Key[prefix.Length..]))).ToList())
                {
                    bucket.Delete(stale.Key);
                }
            }
        }
    }

    /// <summary>Deployments in the order of the template: CDK writes a dependent one after what it waits for.</summary>
    private static IEnumerable<Resource> InOrder(Stack stack) => stack.OfType("Custom::CDKBucketDeployment");

    private static void Put(S3Bucket bucket, string key, byte[] body, Dictionary<string, string> headers)
    {
        var all = new Dictionary<string, string>(headers, StringComparer.Ordinal);
        all.TryAdd("content-type", ContentTypes.Of(key));
        var existing = bucket.Find(key);
        var same = existing is not null
            && existing.ETag.Trim('"') == Convert.ToHexStringLower(MD5.HashData(body))
            && existing.Headers.Count == all.Count
            && all.All(h => existing.Headers.GetValueOrDefault(h.Key) == h.Value);
        if (!same)
        {
            // The assembly has it still: no need to wait for the disk.
            bucket.Put(key, body, all, flush: false);
        }
    }

    private static byte[] Content(string file, Dictionary<string, string> replacements)
    {
        if (replacements.Count == 0)
        {
            return File.ReadAllBytes(file);
        }

        var text = File.ReadAllText(file);
        foreach (var (marker, value) in replacements)
        {
            text = text.Replace(marker, value, StringComparison.Ordinal);
        }

        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>The patterns of <c>aws s3 sync --exclude</c>: <c>*</c> crosses folders.</summary>
    private static Regex Glob(string pattern) =>
        new("^" + Regex.Escape(pattern).Replace("\\*", ".*").Replace("\\?", ".") + "$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
