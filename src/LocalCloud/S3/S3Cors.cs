using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ooak.LocalCloud.Aws.Iam;

namespace Ooak.LocalCloud.S3;

/// <summary>A bucket's CORS rules.</summary>
/// <remarks>Amazon S3 User Guide, "Elements of a CORS configuration".</remarks>
internal static class S3Cors
{
    /// <summary>The answer to a preflight request.</summary>
    public static WireResponse Preflight(S3Bucket? bucket, WireRequest request)
    {
        var method = request.Header("access-control-request-method") ?? "";
        var wanted = (request.Header("access-control-request-headers") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var origin = request.Header("origin") ?? "";
        if (bucket is null || Rule(bucket, origin, method) is not { } rule || !wanted.All(h => rule.Strings("AllowedHeaders").Any(p => Like(p, h, ignoreCase: true))))
        {
            return S3Xml.Error(new Aws.AwsException(403, "AccessForbidden", "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec."), request.Path);
        }

        var response = Apply(new WireResponse(200, [], []), rule, origin)
            .With("access-control-allow-methods", string.Join(", ", rule.Strings("AllowedMethods")));
        response = wanted.Length > 0 ? response.With("access-control-allow-headers", string.Join(", ", wanted)) : response;
        return rule.Str("MaxAge") is { } age ? response.With("access-control-max-age", age) : response;
    }

    /// <summary>Adds the headers of an actual cross-origin request.</summary>
    public static WireResponse Decorate(S3Bucket? bucket, WireRequest request, WireResponse response) =>
        request.Header("origin") is { } origin && bucket is not null && Rule(bucket, origin, request.Method) is { } rule
            ? Apply(response, rule, origin)
            : response;

    private static WireResponse Apply(WireResponse response, JsonNode rule, string origin)
    {
        var any = rule.Strings("AllowedOrigins").Contains("*");
        response = response.With("access-control-allow-origin", any ? "*" : origin).With("vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
        response = any ? response : response.With("access-control-allow-credentials", "true");
        var exposed = string.Join(", ", rule.Strings("ExposedHeaders"));
        return exposed.Length > 0 ? response.With("access-control-expose-headers", exposed) : response;
    }

    private static JsonNode? Rule(S3Bucket bucket, string origin, string method) =>
        bucket.Resource.Obj("CorsConfiguration").List("CorsRules").FirstOrDefault(rule =>
            rule.Strings("AllowedMethods").Contains(method) && rule.Strings("AllowedOrigins").Any(p => Like(p, origin, ignoreCase: false)));

    private static bool Like(string pattern, string value, bool ignoreCase) =>
        Statement.Pattern(pattern, ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None).IsMatch(value);
}
