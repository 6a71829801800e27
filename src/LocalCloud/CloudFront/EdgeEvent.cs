using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.CloudFront;

/// <summary>Requests and responses as CloudFront Functions see them, and back.</summary>
internal static class EdgeEvent
{
    public static JsonObject Request(WireRequest request) => new()
    {
        ["method"] = request.Method,
        ["uri"] = request.Path,
        ["querystring"] = Multi(request.Query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p.Length == 2 ? p[1] : ""))),
        ["headers"] = Multi(request.Headers.Where(h => !h.Key.Equals("cookie", StringComparison.OrdinalIgnoreCase)).Select(h => KeyValuePair.Create(h.Key.ToLowerInvariant(), h.Value))),
        ["cookies"] = Multi(request.Values("cookie").SelectMany(c => c.Split("; ")).Select(c => c.Split('=', 2)).Where(c => c.Length == 2).Select(c => KeyValuePair.Create(c[0], c[1]))),
    };

    public static JsonObject Response(WireResponse response) => new()
    {
        ["statusCode"] = response.Status,
        ["headers"] = Multi(response.Headers.Where(h => !h.Key.Equals("set-cookie", StringComparison.OrdinalIgnoreCase)).Select(h => KeyValuePair.Create(h.Key.ToLowerInvariant(), h.Value))),
        ["cookies"] = new JsonObject(response.Headers.Where(h => h.Key.Equals("set-cookie", StringComparison.OrdinalIgnoreCase)).Select(h => h.Value.Split('=', 2)).Select(c =>
        {
            var parts = c[1].Split(';', 2);
            return KeyValuePair.Create(c[0], (JsonNode?)new JsonObject { ["value"] = parts[0], ["attributes"] = parts.Length == 2 ? parts[1].Trim() : "" });
        })),
    };

    public static WireRequest ApplyRequest(WireRequest request, JsonObject changed)
    {
        var headers = Flat(changed.Obj("headers")).ToList();
        var cookies = Flat(changed.Obj("cookies")).Select(c => c.Key + "=" + c.Value).ToList();
        if (cookies.Count > 0)
        {
            headers.Add(new("cookie", string.Join("; ", cookies)));
        }

        return request with
        {
            Path = changed.Str("uri") ?? request.Path,
            Query = string.Join('&', Flat(changed.Obj("querystring")).Select(q => q.Value.Length == 0 ? q.Key : q.Key + "=" + q.Value)),
            Headers = headers,
        };
    }

    public static WireResponse ApplyResponse(WireResponse? original, JsonObject changed)
    {
        var headers = Flat(changed.Obj("headers")).ToList();
        headers.AddRange((changed.Obj("cookies") ?? []).Select(c => KeyValuePair.Create(
            "set-cookie",
            c.Key + "=" + c.Value.Str("value") + (c.Value.Str("attributes") is { Length: > 0 } attributes ? "; " + attributes : ""))));
        var body = changed["body"] switch
        {
            JsonObject detailed => detailed.Str("encoding") == "base64" ? Convert.FromBase64String(detailed.Str("data") ?? "") : System.Text.Encoding.UTF8.GetBytes(detailed.Str("data") ?? ""),
            JsonValue text => System.Text.Encoding.UTF8.GetBytes(text.ToString()),
            _ => original?.Body ?? [],
        };
        return new WireResponse(changed.Int("statusCode") ?? original?.Status ?? 200, headers, body);
    }

    private static JsonObject Multi(IEnumerable<KeyValuePair<string, string>> pairs) => new(pairs
        .GroupBy(p => p.Key, p => p.Value, StringComparer.Ordinal)
        .Select(g =>
        {
            var value = new JsonObject { ["value"] = g.First() };
            if (g.Count() > 1)
            {
                value["multiValue"] = new JsonArray([.. g.Select(v => (JsonNode)new JsonObject { ["value"] = v })]);
            }

            return KeyValuePair.Create(g.Key, (JsonNode?)value);
        }));

    private static IEnumerable<KeyValuePair<string, string>> Flat(JsonObject? multi) => (multi ?? []).SelectMany(entry =>
        entry.Value.List("multiValue").Any()
            ? entry.Value.List("multiValue").Select(v => KeyValuePair.Create(entry.Key, v.Str("value") ?? ""))
            : [KeyValuePair.Create(entry.Key, entry.Value.Str("value") ?? "")]);
}
