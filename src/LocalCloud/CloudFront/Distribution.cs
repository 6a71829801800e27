using System.IO.Compression;
using System.Text.Json.Nodes;
using Ooak.LocalCloud.Aws;
using Ooak.LocalCloud.Aws.Iam;
using Ooak.LocalCloud.HttpApi;
using Ooak.LocalCloud.S3;
using Ooak.LocalCloud.Template;
using Ooak.LocalCloud.WebSocketApi;

namespace Ooak.LocalCloud.CloudFront;

/// <summary>The distribution: finds the behaviour, runs its functions, asks the origin, adds headers, compresses.</summary>
/// <remarks>
/// Not done here: caching (each request reaches its origin, which only makes stale content impossible) and the redirect to
/// HTTPS (people open http://localhost, which browsers treat as secure).
/// </remarks>
internal sealed class Distribution
{
    /// <summary>Where API Gateway sees a request come from when CloudFront forwards it: an edge, never the viewer.</summary>
    private const string EdgeAddress = "130.176.0.1";

    private const int SmallestCompressed = 1_000;
    private const int LargestCompressed = 10_000_000;

    private readonly Resource _resource;
    private readonly string _domain;
    private readonly List<CacheBehavior> _behaviors;
    private readonly Dictionary<string, JsonNode> _origins;
    private readonly string? _rootObject;
    private readonly S3Service _s3;
    private readonly IamPolicies _iam;
    private readonly IReadOnlyList<HttpApiGateway> _httpApis;
    private readonly WebSocketGateway _sockets;
    private readonly string _region;

    public Distribution(Resource resource, Stack stack, LocalAddresses addresses, S3Service s3, IamPolicies iam, IReadOnlyList<HttpApiGateway> httpApis, WebSocketGateway sockets, EventLog events)
    {
        (_resource, _s3, _iam, _httpApis, _sockets, _region) = (resource, s3, iam, httpApis, sockets, stack.Region);
        _domain = PhysicalNames.DistributionDomain(resource.LogicalId);
        var config = resource.Obj("DistributionConfig");
        var functions = stack.OfType("AWS::CloudFront::Function").ToDictionary(f => f.PhysicalId, f => new EdgeFunction(f, events), StringComparer.Ordinal);
        var policies = new Policies(stack, addresses);
        _behaviors = [.. config.List("CacheBehaviors").Append(config.Obj("DefaultCacheBehavior")!).Select(b => new CacheBehavior(b, policies, functions))];
        _origins = config.List("Origins").ToDictionary(o => o.Require("Id"), StringComparer.Ordinal);
        _rootObject = config.Str("DefaultRootObject");
    }

    public async Task HandleAsync(HttpContext context)
    {
        var request = await WireRequest.ReadAsync(context, context.RequestAborted);
        var viewerOrigin = request.Header("origin");
        var behavior = _behaviors.First(b => b.Matches(request.Path));
        if (context.WebSockets.IsWebSocketRequest)
        {
            await Upgrade(context, behavior, request);
            return;
        }

        var response = await Answer(behavior, request, context.Connection.RemotePort, context.RequestAborted);
        if (response.Status < 400 || response.Header("x-cache") is null)
        {
            response = behavior.Headers?.Apply(response, viewerOrigin) ?? response;
        }

        response = behavior.Compress ? Compressed(response, request, behavior.Forwarding) : response;
        response = response
            .With("via", $"1.1 {Guid.NewGuid():N}.cloudfront.net (CloudFront)")
            .With("x-amz-cf-id", Convert.ToBase64String(Guid.NewGuid().ToByteArray()))
            .With("x-cache", response.Header("x-cache") ?? "Miss from cloudfront");
        await response.WriteAsync(context);
    }

    private async Task<WireResponse> Answer(CacheBehavior behavior, WireRequest request, int viewerPort, CancellationToken cancellation)
    {
        if (!behavior.AllowedMethods.Contains(request.Method))
        {
            return EdgeError(403, "This distribution is not configured to allow the HTTP request method that was used for this request.");
        }

        var requestId = Guid.NewGuid().ToString("N");
        var (passed, answered) = AtEdge(behavior, request, requestId);
        if (answered is not null)
        {
            return answered;
        }

        request = passed;
        if (request.Path == "/" && _rootObject is { Length: > 0 })
        {
            request = request with { Path = "/" + _rootObject };
        }

        var response = await FromOrigin(behavior, request, viewerPort, cancellation);
        if (behavior.ViewerResponse is { } after && response.Status < 400)
        {
            var result = Run(after, "viewer-response", requestId, request, response);
            response = result is null
                ? EdgeError(503, "The CloudFront function associated with the CloudFront distribution is invalid or could not run.")
                : EdgeEvent.ApplyResponse(response, result);
        }

        return response;
    }

    /// <summary>What the viewer-request function makes of a request: the request to go on with, or the answer in its place.</summary>
    private (WireRequest Request, WireResponse? Answer) AtEdge(CacheBehavior behavior, WireRequest request, string requestId)
    {
        if (behavior.ViewerRequest is not { } function)
        {
            return (request, null);
        }

        var result = Run(function, "viewer-request", requestId, request, null);
        if (result is null)
        {
            return (request, EdgeError(503, "The CloudFront function associated with the CloudFront distribution is invalid or could not run."));
        }

        return result.ContainsKey("statusCode") ? (request, EdgeEvent.ApplyResponse(null, result)) : (EdgeEvent.ApplyRequest(request, result), null);
    }

    private async Task<WireResponse> FromOrigin(CacheBehavior behavior, WireRequest request, int viewerPort, CancellationToken cancellation)
    {
        var origin = _origins[behavior.OriginId];
        var domain = origin.Require("DomainName");
        var forwarded = Forwarded(behavior, origin, request, viewerPort);
        if (_s3.Buckets.FirstOrDefault(b => domain.StartsWith(b.Name + ".s3", StringComparison.Ordinal)) is { } bucket)
        {
            return FromBucket(bucket, forwarded);
        }

        return _httpApis.FirstOrDefault(a => a.Api.Domain == domain) is { } api
            ? (await api.HandleAsync(forwarded with { SourceIp = EdgeAddress }, cancellation)).Without("connection")
            : EdgeError(502, $"CloudFront wasn't able to resolve the origin domain name {domain}.");
    }

    /// <summary>S3 behind origin access control: CloudFront signs, the bucket policy decides, and without s3:ListBucket a missing key is 403.</summary>
    private WireResponse FromBucket(S3Bucket bucket, WireRequest request)
    {
        var key = Uri.UnescapeDataString(request.Path).TrimStart('/');
        try
        {
            if (!_iam.ServiceMay("cloudfront.amazonaws.com", "s3:GetObject", $"{bucket.Arn}/{key}", _resource.Arn, bucket.Arn))
            {
                throw new AwsException(403, "AccessDenied", "Access Denied");
            }

            if (bucket.Find(key) is { } info)
            {
                return S3Read.Answer(bucket, info, request);
            }

            throw _iam.ServiceMay("cloudfront.amazonaws.com", "s3:ListBucket", bucket.Arn, _resource.Arn)
                ? new AwsException(404, "NoSuchKey", "The specified key does not exist.")
                : new AwsException(403, "AccessDenied", "Access Denied");
        }
        catch (AwsException e)
        {
            return S3Endpoint.Error(request, e).With("x-cache", "Error from cloudfront");
        }
    }

    private static WireRequest Forwarded(CacheBehavior behavior, JsonNode origin, WireRequest request, int viewerPort)
    {
        var forwarded = behavior.Forwarding.Apply(request, viewerPort);
        foreach (var header in origin.List("OriginCustomHeaders"))
        {
            forwarded = forwarded.WithHeader(header.Require("HeaderName"), header.Require("HeaderValue"));
        }

        var chain = request.Header("x-forwarded-for") is { } before ? before + ", " + request.SourceIp : request.SourceIp;
        return (forwarded with { Path = (origin.Str("OriginPath") ?? "") + forwarded.Path })
            .WithHeader("X-Forwarded-For", chain)
            .WithHeader("Via", "2.0 localcloud.cloudfront.net (CloudFront)")
            .WithHeader("X-Amz-Cf-Id", Convert.ToBase64String(Guid.NewGuid().ToByteArray()))
            .WithHeader("Host", origin.Require("DomainName"));
    }

    private async Task Upgrade(HttpContext context, CacheBehavior behavior, WireRequest request)
    {
        var (passed, answered) = AtEdge(behavior, request, Guid.NewGuid().ToString("N"));
        if (answered is not null)
        {
            await answered.WriteAsync(context);
            return;
        }

        var origin = _origins[behavior.OriginId];
        var forwarded = Forwarded(behavior, origin, passed, context.Connection.RemotePort) with { SourceIp = EdgeAddress };
        await _sockets.AcceptAsync(context, forwarded, origin.Require("DomainName").Split('.')[0]);
    }

    private JsonObject? Run(EdgeFunction function, string type, string requestId, WireRequest request, WireResponse? response)
    {
        var input = new JsonObject
        {
            ["version"] = "1.0",
            ["context"] = new JsonObject { ["distributionDomainName"] = _domain, ["distributionId"] = _resource.PhysicalId, ["eventType"] = type, ["requestId"] = requestId },
            ["viewer"] = new JsonObject { ["ip"] = request.SourceIp },
            ["request"] = EdgeEvent.Request(request),
        };
        if (response is not null)
        {
            input["response"] = EdgeEvent.Response(response);
        }

        try
        {
            return function.Run(input);
        }
        catch (Exception e) when (e is Jint.JintException or LocalCloudException or TimeoutException)
        {
            return null;
        }
    }

    /// <summary>CloudFront compresses text between 1,000 and 10,000,000 bytes that the origin did not encode; the ETag becomes weak.</summary>
    private static WireResponse Compressed(WireResponse response, WireRequest request, Forwarding forwarding)
    {
        var type = response.Header("content-type") ?? "";
        var compressible = type.StartsWith("text/", StringComparison.Ordinal) || type.Contains("json", StringComparison.Ordinal) || type.Contains("javascript", StringComparison.Ordinal)
            || type.Contains("xml", StringComparison.Ordinal) || type.Contains("wasm", StringComparison.Ordinal) || type.Contains("manifest", StringComparison.Ordinal);
        if (response.Status != 200 || response.Header("content-encoding") is not null || !compressible || response.Body.Length is < SmallestCompressed or > LargestCompressed)
        {
            return response;
        }

        var accepted = request.Header("accept-encoding") ?? "";
        var encoding = forwarding.AcceptsBrotli && accepted.Contains("br", StringComparison.Ordinal) ? "br"
            : forwarding.AcceptsGzip && accepted.Contains("gzip", StringComparison.Ordinal) ? "gzip" : null;
        if (encoding is null)
        {
            return response;
        }

        using var buffer = new MemoryStream();
        using (Stream packer = encoding == "br" ? new BrotliStream(buffer, CompressionLevel.Fastest, leaveOpen: true) : new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        {
            packer.Write(response.Body);
        }

        var packed = (response with { Body = buffer.ToArray() }).With("content-encoding", encoding).With("vary", "Accept-Encoding");
        return response.Header("etag") is { } tag && !tag.StartsWith("W/", StringComparison.Ordinal) ? packed.With("etag", "W/" + tag) : packed;
    }

    private static WireResponse EdgeError(int status, string why) => WireResponse.Text(
        status,
        "text/html",
        $"<!DOCTYPE HTML><HTML><HEAD><TITLE>ERROR: The request could not be satisfied</TITLE></HEAD><BODY><H1>{status} ERROR</H1><H2>The request could not be satisfied.</H2><P>{why}</P></BODY></HTML>",
        new KeyValuePair<string, string>("x-cache", "Error from cloudfront"));
}
