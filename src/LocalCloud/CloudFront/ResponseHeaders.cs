using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.CloudFront;

/// <summary>A response headers policy. Deployed host names in its values become local ones.</summary>
/// <remarks>Amazon CloudFront Developer Guide, "Understand response headers policies".</remarks>
internal sealed class ResponseHeaders
{
    private readonly List<(string Name, string Value, bool Override)> _headers = [];
    private readonly List<string> _removed;
    private readonly JsonObject? _cors;

    public ResponseHeaders(JsonObject policy, LocalAddresses addresses)
    {
        var security = policy.Obj("SecurityHeadersConfig");
        Add(security.Obj("ContentTypeOptions"), "x-content-type-options", _ => "nosniff");
        Add(security.Obj("FrameOptions"), "x-frame-options", c => c.Require("FrameOption"));
        Add(security.Obj("ReferrerPolicy"), "referrer-policy", c => c.Require("ReferrerPolicy"));
        Add(security.Obj("ContentSecurityPolicy"), "content-security-policy", c => WithoutUpgrade(addresses.ForText(c.Require("ContentSecurityPolicy"))));
        Add(security.Obj("StrictTransportSecurity"), "strict-transport-security", c =>
            $"max-age={c.Require("AccessControlMaxAgeSec")}{(c.Bool("IncludeSubdomains") ? "; includeSubDomains" : "")}{(c.Bool("Preload") ? "; preload" : "")}");
        Add(security.Obj("XSSProtection"), "x-xss-protection", c => c.Bool("Protection") ? c.Bool("ModeBlock") ? "1; mode=block" : "1" : "0");
        foreach (var item in policy.Obj("CustomHeadersConfig").List("Items"))
        {
            _headers.Add((item.Require("Header").ToLowerInvariant(), addresses.ForText(item.Require("Value")), item.Bool("Override")));
        }

        _removed = [.. policy.Obj("RemoveHeadersConfig").List("Items").Select(i => i.Require("Header"))];
        _cors = policy.Obj("CorsConfig");
    }

    public WireResponse Apply(WireResponse response, string? origin)
    {
        foreach (var name in _removed)
        {
            response = response.Without(name);
        }

        foreach (var (name, value, overrides) in _headers)
        {
            if (overrides || response.Header(name) is null)
            {
                response = response.With(name, value);
            }
        }

        return origin is null || _cors is null ? response : Cors(response, origin);
    }

    private WireResponse Cors(WireResponse response, string origin)
    {
        var allowed = _cors.Obj("AccessControlAllowOrigins").Strings("Items").ToList();
        if (!allowed.Contains("*") && !allowed.Contains(origin))
        {
            return response;
        }

        void Put(string name, string value)
        {
            if (value.Length > 0 && (_cors.Bool("OriginOverride") || response.Header(name) is null))
            {
                response = response.With(name, value);
            }
        }

        Put("access-control-allow-origin", allowed.Contains("*") ? "*" : origin);
        Put("access-control-allow-methods", string.Join(", ", _cors.Obj("AccessControlAllowMethods").Strings("Items")));
        Put("access-control-allow-headers", string.Join(", ", _cors.Obj("AccessControlAllowHeaders").Strings("Items")));
        Put("access-control-expose-headers", string.Join(", ", _cors.Obj("AccessControlExposeHeaders").Strings("Items")));
        Put("access-control-allow-credentials", _cors.Bool("AccessControlAllowCredentials") ? "true" : "");
        Put("access-control-max-age", _cors.Str("AccessControlMaxAgeSec") ?? "");
        return response;
    }

    /// <summary>The site is http://localhost here: a browser told to upgrade would ask for https and find nobody.</summary>
    private static string WithoutUpgrade(string policy) =>
        string.Join("; ", policy.Split(';', StringSplitOptions.TrimEntries).Where(directive => directive is not ("" or "upgrade-insecure-requests")));

    private void Add(JsonObject? config, string name, Func<JsonObject, string> value)
    {
        if (config is not null)
        {
            _headers.Add((name, value(config), config.Bool("Override")));
        }
    }
}
