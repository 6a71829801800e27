using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.CloudFront;

/// <summary>Which viewer headers, cookies and query parameters reach the origin.</summary>
/// <remarks>Amazon CloudFront Developer Guide, "Control origin requests with a policy" and "Understand cache policies".</remarks>
internal sealed class Forwarding
{
    private static readonly HashSet<string> Always = new(StringComparer.OrdinalIgnoreCase)
    {
        "content-type", "content-length", "content-encoding", "range", "if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range",
        "sec-websocket-key", "sec-websocket-version", "sec-websocket-protocol", "sec-websocket-extensions", "connection", "upgrade",
    };

    private readonly List<Rule> _headers = [];
    private readonly List<Rule> _cookies = [];
    private readonly List<Rule> _queries = [];

    public bool AcceptsGzip { get; private set; }

    public bool AcceptsBrotli { get; private set; }

    public void AddCachePolicy(JsonNode? parameters)
    {
        AcceptsGzip |= parameters.Bool("EnableAcceptEncodingGzip");
        AcceptsBrotli |= parameters.Bool("EnableAcceptEncodingBrotli");
        Add(parameters);
    }

    public void Add(JsonNode? configuration)
    {
        _headers.Add(Rule.From(configuration.Obj("HeadersConfig"), "HeaderBehavior", "Headers"));
        _cookies.Add(Rule.From(configuration.Obj("CookiesConfig"), "CookieBehavior", "Cookies"));
        _queries.Add(Rule.From(configuration.Obj("QueryStringsConfig"), "QueryStringBehavior", "QueryStrings"));
    }

    public WireRequest Apply(WireRequest viewer, int viewerPort)
    {
        var headers = viewer.Headers
            .Where(h => !h.Key.Equals("cookie", StringComparison.OrdinalIgnoreCase) && (Always.Contains(h.Key) || _headers.Exists(r => r.Takes(h.Key.ToLowerInvariant()))))
            .ToList();
        var cookies = viewer.Values("cookie").SelectMany(c => c.Split("; ")).Where(c => _cookies.Exists(r => r.Takes(c.Split('=')[0].Trim()))).ToList();
        if (cookies.Count > 0)
        {
            headers.Add(new("Cookie", string.Join("; ", cookies)));
        }

        if (!headers.Exists(h => h.Key.Equals("user-agent", StringComparison.OrdinalIgnoreCase)))
        {
            headers.Add(new("User-Agent", "Amazon CloudFront"));
        }

        foreach (var (name, value) in new[] { ("CloudFront-Viewer-Address", $"{viewer.SourceIp}:{viewerPort}"), ("CloudFront-Forwarded-Proto", "https"), ("CloudFront-Viewer-Country", "DE") })
        {
            headers.RemoveAll(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (_headers.Exists(r => r.Names(name.ToLowerInvariant())))
            {
                headers.Add(new(name, value));
            }
        }

        var query = string.Join('&', viewer.Query.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(p => _queries.Exists(r => r.Takes(Uri.UnescapeDataString(p.Split('=')[0])))));
        return viewer with { Headers = headers, Query = query };
    }

    private sealed record Rule(string Behavior, IReadOnlySet<string> Items)
    {
        public static Rule From(JsonNode? config, string behavior, string items) => new(
            config.Str(behavior) ?? "none",
            ((config as JsonObject)?[items] is JsonObject nested ? nested.Strings("Items") : config.Strings(items)).Select(i => behavior == "HeaderBehavior" ? i.ToLowerInvariant() : i).ToHashSet(StringComparer.Ordinal));

        public bool Takes(string name) => Behavior switch
        {
            "all" or "allViewer" or "allViewerAndWhitelistCloudFront" => true,
            "whitelist" => Items.Contains(name),
            "allExcept" => !Items.Contains(name),
            _ => false,
        };

        /// <summary>CloudFront's own headers come only where a policy names them.</summary>
        public bool Names(string name) => Behavior is "whitelist" or "allViewerAndWhitelistCloudFront" && Items.Contains(name);
    }
}
