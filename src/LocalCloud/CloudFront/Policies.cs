using System.Text.Json.Nodes;
using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.CloudFront;

/// <summary>Cache, origin request and response header policies, the template's and AWS's managed ones.</summary>
/// <remarks>Managed ids: Amazon CloudFront Developer Guide, "Use managed cache policies", "… origin request policies", "… response headers policies".</remarks>
internal sealed class Policies(Stack stack, LocalAddresses addresses)
{
    private static readonly Dictionary<string, string> Managed = new(StringComparer.Ordinal)
    {
        // CachingDisabled
        ["4135ea2d-6df8-44a3-9df3-4b5a84be39ad"] = "{}",
        // CachingOptimized
        ["658327ea-f89d-4fab-a63d-7e88639e58f6"] = """{"EnableAcceptEncodingGzip":true,"EnableAcceptEncodingBrotli":true}""",
        // CachingOptimizedForUncompressedObjects
        ["b2884449-e4de-46a7-ac36-70bc7f1ddd6d"] = "{}",
        // UseOriginCacheControlHeaders
        ["83da9c7e-98b4-4e11-a168-04f0df8e2c65"] = """{"HeadersConfig":{"HeaderBehavior":"whitelist","Headers":["host","origin","x-http-method-override","x-http-method","x-method-override"]},"CookiesConfig":{"CookieBehavior":"all"}}""",
        // AllViewerExceptHostHeader
        ["b689b0a8-53d0-40ab-baf2-68738e2966ac"] = """{"HeadersConfig":{"HeaderBehavior":"allExcept","Headers":["host"]},"CookiesConfig":{"CookieBehavior":"all"},"QueryStringsConfig":{"QueryStringBehavior":"all"}}""",
        // AllViewer
        ["216adef6-5c7f-47e4-b989-5492eafa07d3"] = """{"HeadersConfig":{"HeaderBehavior":"allViewer"},"CookiesConfig":{"CookieBehavior":"all"},"QueryStringsConfig":{"QueryStringBehavior":"all"}}""",
        // CORS-S3Origin
        ["88a5eaf4-2fd4-4709-b370-b4c650ea3fcf"] = """{"HeadersConfig":{"HeaderBehavior":"whitelist","Headers":["origin","access-control-request-headers","access-control-request-method"]}}""",
        // AllViewerAndCloudFrontHeaders-2022-06
        ["33f36d7e-f396-46d9-90e0-52428a34d9dc"] = """{"HeadersConfig":{"HeaderBehavior":"allViewerAndWhitelistCloudFront","Headers":["cloudfront-viewer-address","cloudfront-forwarded-proto","cloudfront-viewer-country"]},"CookiesConfig":{"CookieBehavior":"all"},"QueryStringsConfig":{"QueryStringBehavior":"all"}}""",
        // SecurityHeadersPolicy
        ["67f7725c-6f97-4210-82d7-5512b31e9d03"] = """{"SecurityHeadersConfig":{"ContentTypeOptions":{"Override":true},"FrameOptions":{"FrameOption":"SAMEORIGIN"},"ReferrerPolicy":{"ReferrerPolicy":"strict-origin-when-cross-origin"},"StrictTransportSecurity":{"AccessControlMaxAgeSec":31536000},"XSSProtection":{"Protection":true,"ModeBlock":true}}}""",
    };

    public Forwarding Forwarding(string? cachePolicy, string? originRequestPolicy)
    {
        var forwarding = new Forwarding();
        if (cachePolicy is null)
        {
            throw new LocalCloudException("a CloudFront behaviour has no cache policy; LocalCloud does not run the legacy ForwardedValues");
        }

        forwarding.AddCachePolicy(Find("AWS::CloudFront::CachePolicy", "CachePolicyConfig", cachePolicy) is { } cache && cache.ContainsKey("ParametersInCacheKeyAndForwardedToOrigin")
            ? cache.Obj("ParametersInCacheKeyAndForwardedToOrigin")
            : Find("AWS::CloudFront::CachePolicy", "CachePolicyConfig", cachePolicy));
        if (originRequestPolicy is not null)
        {
            forwarding.Add(Find("AWS::CloudFront::OriginRequestPolicy", "OriginRequestPolicyConfig", originRequestPolicy));
        }

        return forwarding;
    }

    public ResponseHeaders? ResponseHeaders(string? id) =>
        id is null ? null : new ResponseHeaders(Find("AWS::CloudFront::ResponseHeadersPolicy", "ResponseHeadersPolicyConfig", id), addresses);

    private JsonObject Find(string type, string property, string id) =>
        stack.Find(type, id)?.Obj(property)
        ?? (Managed.TryGetValue(id, out var managed)
            ? (JsonObject)JsonNode.Parse(managed)!
            : throw new LocalCloudException($"LocalCloud does not know the managed CloudFront policy {id}"));
}
