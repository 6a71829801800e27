using System.Xml.Linq;
using Ooak.LocalCloud.Aws;
using Ooak.LocalCloud.Aws.Iam;

namespace Ooak.LocalCloud.S3;

/// <summary>The S3 REST API for the stack's buckets, path style and virtual-host style.</summary>
/// <remarks>Amazon S3 API Reference.</remarks>
internal sealed class S3Endpoint(S3Service s3, IamPolicies policies, SigV4 signatures, TimeProvider clock)
{
    private static readonly string[] StoredHeaders = ["content-type", "cache-control", "content-disposition", "content-encoding", "content-language", "expires"];

    public WireResponse Handle(WireRequest request, SignedCall? call)
    {
        var (bucketName, key) = Address(request);
        var bucket = s3.Find(bucketName);
        try
        {
            if (request.Method == "OPTIONS")
            {
                return S3Cors.Preflight(bucket, request);
            }

            if (bucket is null)
            {
                throw new AwsException(404, "NoSuchBucket", "The specified bucket does not exist");
            }

            return S3Cors.Decorate(bucket, request, Dispatch(request, bucket, key, call));
        }
        catch (AwsException e)
        {
            return S3Cors.Decorate(bucket, request, Error(request, e));
        }
    }

    public static WireResponse Error(WireRequest request, AwsException error) =>
        request.Method == "HEAD" ? new WireResponse(error.Status, [], []) : S3Xml.Error(error, Uri.UnescapeDataString(request.Path));

    /// <summary>Whether the request is for S3 though nothing in it is signed: preflights and form uploads.</summary>
    public bool Claims(WireRequest request) =>
        s3.Find(Address(request).Bucket) is not null;

    private WireResponse Dispatch(WireRequest request, S3Bucket bucket, string key, SignedCall? call)
    {
        var query = request.QueryPairs().ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        if (request.Method == "POST" && key.Length == 0 && request.Header("content-type")?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true)
        {
            return new PostUpload(s3, policies, signatures, clock).Handle(request, bucket);
        }

        var who = call?.Principal ?? Principal.Anonymous;
        var path = $"{bucket.Arn}/{key}";
        switch (request.Method)
        {
            case "PUT" or "POST" or "DELETE" when key.Length > 0 && (query.ContainsKey("uploads") || query.ContainsKey("uploadId")):
                return Multipart(request, bucket, key, query, call, who);
            case "PUT" when key.Length > 0:
                policies.Demand(who, [("s3:PutObject", path)], bucket.Arn);
                return Put(request, bucket, key, call, who);
            case "GET" or "HEAD" when key.Length > 0:
                policies.Demand(who, [("s3:GetObject", path)], bucket.Arn);
                return bucket.Find(key) is { } info ? S3Read.Answer(bucket, info, request) : throw Missing(bucket, who);
            case "DELETE" when key.Length > 0:
                policies.Demand(who, [("s3:DeleteObject", path)], bucket.Arn);
                Delete(bucket, key);
                return new WireResponse(204, [], []);
            case "POST" when query.ContainsKey("delete"):
                return DeleteMany(request, bucket, who);
            case "HEAD":
                policies.Demand(who, [("s3:ListBucket", bucket.Arn)]);
                return new WireResponse(200, [], []);
            case "GET" when query.GetValueOrDefault("list-type") == "2":
                policies.Demand(who, [("s3:ListBucket", bucket.Arn)], "", ("s3:prefix", [query.GetValueOrDefault("prefix") ?? ""]));
                return S3List.Answer(bucket, query);
            default:
                throw new AwsException(501, "NotImplemented", $"LocalCloud does not implement {request.Method} with this path and query.");
        }
    }

    private WireResponse Put(WireRequest request, S3Bucket bucket, string key, SignedCall? call, Principal who)
    {
        var headers = Headers(request);
        var body = request.Header("x-amz-copy-source") is { } source
            ? CopySource(Uri.UnescapeDataString(source).TrimStart('/'), who)
            : Body(request, headers, call);
        Checksums.Verify(body, headers);
        if (request.Header("if-none-match") == "*" && bucket.Find(key) is not null)
        {
            throw new AwsException(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
        }

        var info = bucket.Put(key, body, Stored(headers));
        s3.Notify(bucket, info, "ObjectCreated:Put");
        return request.Header("x-amz-copy-source") is null
            ? new WireResponse(200, [new("etag", info.ETag)], [])
            : S3Xml.Answer(200, S3Xml.Element("CopyObjectResult", S3Xml.Element("ETag", info.ETag), S3Xml.Element("LastModified", info.LastModified.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ"))));
    }

    // Parts are put as objects are: one permission for all but giving up.
    private WireResponse Multipart(WireRequest request, S3Bucket bucket, string key, Dictionary<string, string> query, SignedCall? call, Principal who)
    {
        var action = request.Method == "DELETE" ? "s3:AbortMultipartUpload" : "s3:PutObject";
        policies.Demand(who, [(action, $"{bucket.Arn}/{key}")], bucket.Arn);
        var headers = Headers(request);
        switch (request.Method)
        {
            case "POST" when query.ContainsKey("uploads"):
                return s3.Multipart.Create(bucket, key, Stored(headers));
            case "POST":
                var info = s3.Multipart.Complete(bucket, key, query["uploadId"], Body(request, headers, call));
                s3.Notify(bucket, info, "ObjectCreated:CompleteMultipartUpload");
                return S3Multipart.Completed(bucket, info);
            case "PUT":
                var body = Body(request, headers, call);
                Checksums.Verify(body, headers);
                return s3.Multipart.Put(bucket, key, query["uploadId"], query.GetValueOrDefault("partNumber") ?? "", body);
            default:
                return s3.Multipart.Abort(bucket, key, query["uploadId"]);
        }
    }

    private static List<KeyValuePair<string, string>> Headers(WireRequest request) =>
        [.. request.Headers.Select(h => KeyValuePair.Create(h.Key.ToLowerInvariant(), h.Value))];

    /// <summary>The bytes themselves; what a chunked body has behind them is added to the headers.</summary>
    private static byte[] Body(WireRequest request, List<KeyValuePair<string, string>> headers, SignedCall? call)
    {
        if (call is null || !AwsChunked.Applies(call.PayloadHash))
        {
            return request.Body;
        }

        var (body, trailers) = AwsChunked.Decode(request.Body, call);
        headers.AddRange(trailers);
        return body;
    }

    /// <summary>What is kept and goes out again with the object.</summary>
    private static Dictionary<string, string> Stored(List<KeyValuePair<string, string>> headers)
    {
        var stored = headers
            .Where(h => StoredHeaders.Contains(h.Key) || h.Key.StartsWith("x-amz-meta-", StringComparison.Ordinal))
            .GroupBy(h => h.Key, h => h.Value, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => string.Join(",", g), StringComparer.Ordinal);
        if (stored.TryGetValue("content-encoding", out var encoding))
        {
            var kept = string.Join(",", encoding.Split(',', StringSplitOptions.TrimEntries).Where(e => e.Length > 0 && e != "aws-chunked"));
            stored["content-encoding"] = kept;
            _ = kept.Length == 0 && stored.Remove("content-encoding");
        }

        stored.TryAdd("content-type", "binary/octet-stream");
        return stored;
    }

    private byte[] CopySource(string source, Principal who)
    {
        var parts = source.Split('/', 2);
        var from = s3.Find(parts[0]) ?? throw new AwsException(404, "NoSuchBucket", "The specified bucket does not exist");
        policies.Demand(who, [("s3:GetObject", $"{from.Arn}/{parts[1]}")], from.Arn);
        return from.Read(from.Find(parts[1]) ?? throw Missing(from, who));
    }

    private WireResponse DeleteMany(WireRequest request, S3Bucket bucket, Principal who)
    {
        var result = S3Xml.Element("DeleteResult");
        var document = XDocument.Parse(System.Text.Encoding.UTF8.GetString(request.Body));
        foreach (var key in document.Descendants().Where(e => e.Name.LocalName == "Key").Select(e => e.Value))
        {
            policies.Demand(who, [("s3:DeleteObject", $"{bucket.Arn}/{key}")], bucket.Arn);
            Delete(bucket, key);
            result.Add(S3Xml.Element("Deleted", S3Xml.Element("Key", key)));
        }

        return S3Xml.Answer(200, result);
    }

    private void Delete(S3Bucket bucket, string key)
    {
        if (bucket.Find(key) is { } info && bucket.Delete(key))
        {
            s3.Notify(bucket, info, "ObjectRemoved:Delete");
        }
    }

    /// <summary>Who may not list the bucket learns nothing of what is missing.</summary>
    private AwsException Missing(S3Bucket bucket, Principal who)
    {
        try
        {
            policies.Demand(who, [("s3:ListBucket", bucket.Arn)]);
            return new AwsException(404, "NoSuchKey", "The specified key does not exist.");
        }
        catch (AwsException denied)
        {
            return denied;
        }
    }

    private (string Bucket, string Key) Address(WireRequest request)
    {
        var path = Uri.UnescapeDataString(request.Path).TrimStart('/');
        var host = (request.Header("host") ?? "").Split(':')[0];
        if (s3.Buckets.FirstOrDefault(b => host.StartsWith(b.Name + ".", StringComparison.Ordinal)) is { } virtualHost)
        {
            return (virtualHost.Name, path);
        }

        var parts = path.Split('/', 2);
        return (parts[0], parts.Length == 2 ? parts[1] : "");
    }
}
