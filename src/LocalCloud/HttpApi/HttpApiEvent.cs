using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.HttpApi;

/// <summary>Builds the event, payload format 2.0, that a function receives from an HTTP API.</summary>
/// <remarks>API Gateway Developer Guide, "Create AWS Lambda proxy integrations for HTTP APIs". rawPath comes decoded, rawQueryString does not.</remarks>
internal static class HttpApiEvent
{
    private static readonly string[] TextTypes =
    [
        "text/", "application/json", "application/xml", "application/javascript", "application/x-javascript", "application/ecmascript", "application/x-www-form-urlencoded",
    ];

    public static JsonObject Build(
        WireRequest request, HttpApiDefinition api, string stage, string path, HttpRoute route, Dictionary<string, string> parameters, JwtDecision? jwt, string requestId, DateTimeOffset now)
    {
        var headers = new JsonObject();
        foreach (var group in request.Headers.GroupBy(h => h.Key.ToLowerInvariant(), h => h.Value, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            if (group.Key is not ("cookie" or "connection" or "transfer-encoding" or "upgrade" or "keep-alive"))
            {
                headers[group.Key] = string.Join(",", group);
            }
        }

        var context = new JsonObject
        {
            ["accountId"] = api.Account,
            ["apiId"] = api.Id,
            ["domainName"] = api.Domain,
            ["domainPrefix"] = api.Id,
            ["http"] = new JsonObject
            {
                ["method"] = request.Method,
                ["path"] = path,
                ["protocol"] = request.Protocol,
                ["sourceIp"] = request.SourceIp,
                ["userAgent"] = request.Header("user-agent") ?? "",
            },
            ["requestId"] = requestId,
            ["routeKey"] = route.Key,
            ["stage"] = stage,
            ["time"] = now.UtcDateTime.ToString("dd/MMM/yyyy:HH:mm:ss '+0000'", CultureInfo.InvariantCulture),
            ["timeEpoch"] = now.ToUnixTimeMilliseconds(),
        };
        if (jwt?.Claims is { } claims)
        {
            context["authorizer"] = new JsonObject
            {
                ["jwt"] = new JsonObject
                {
                    ["claims"] = claims,
                    ["scopes"] = jwt.Scopes is { } scopes ? new JsonArray([.. scopes.Select(s => (JsonNode)s)]) : null,
                },
            };
        }

        var result = new JsonObject
        {
            ["version"] = "2.0",
            ["routeKey"] = route.Key,
            ["rawPath"] = path,
            ["rawQueryString"] = request.Query,
            ["headers"] = headers,
            ["requestContext"] = context,
        };
        var cookies = request.Values("cookie").SelectMany(c => c.Split("; ")).Where(c => c.Length > 0).Select(c => (JsonNode)c).ToArray();
        if (cookies.Length > 0)
        {
            result["cookies"] = new JsonArray(cookies);
        }

        if (request.Query.Length > 0)
        {
            result["queryStringParameters"] = new JsonObject(request.QueryPairs()
                .GroupBy(p => p.Key, p => p.Value, StringComparer.Ordinal)
                .Select(g => KeyValuePair.Create(g.Key, (JsonNode?)string.Join(",", g))));
        }

        if (parameters.Count > 0)
        {
            result["pathParameters"] = new JsonObject(parameters.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value)));
        }

        if (api.StageVariables(stage) is { Count: > 0 } variables)
        {
            result["stageVariables"] = variables.DeepClone();
        }

        var text = IsText(request.Header("content-type"));
        if (request.Body.Length > 0)
        {
            result["body"] = text ? Encoding.UTF8.GetString(request.Body) : Convert.ToBase64String(request.Body);
        }

        result["isBase64Encoded"] = request.Body.Length > 0 && !text;
        return result;
    }

    private static bool IsText(string? contentType)
    {
        var type = (contentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        return type.Length > 0 && (TextTypes.Any(t => type.StartsWith(t, StringComparison.Ordinal)) || type.EndsWith("+json", StringComparison.Ordinal) || type.EndsWith("+xml", StringComparison.Ordinal));
    }
}
