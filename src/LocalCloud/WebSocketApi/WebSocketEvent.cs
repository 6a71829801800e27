using System.Globalization;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.WebSocketApi;

/// <summary>The events of a WebSocket API.</summary>
/// <remarks>API Gateway Developer Guide, "Set up a WebSocket API integration request" and "$connect and $disconnect routes".</remarks>
internal static class WebSocketEvent
{
    public static JsonObject Connect(WebSocketDefinition api, string stage, string connectionId, DateTimeOffset connectedAt, WireRequest request)
    {
        var headers = request.Headers
            .Where(h => h.Key.ToLowerInvariant() is not ("connection" or "upgrade"))
            .GroupBy(h => h.Key, h => h.Value, StringComparer.OrdinalIgnoreCase)
            .ToList();
        var result = new JsonObject
        {
            ["headers"] = new JsonObject(headers.Select(g => KeyValuePair.Create(g.Key, (JsonNode?)g.Last()))),
            ["multiValueHeaders"] = new JsonObject(headers.Select(g => KeyValuePair.Create(g.Key, (JsonNode?)new JsonArray([.. g.Select(v => (JsonNode)v)])))),
        };
        if (request.Query.Length > 0)
        {
            var query = request.QueryPairs().GroupBy(p => p.Key, p => p.Value, StringComparer.Ordinal).ToList();
            result["queryStringParameters"] = new JsonObject(query.Select(g => KeyValuePair.Create(g.Key, (JsonNode?)g.Last())));
            result["multiValueQueryStringParameters"] = new JsonObject(query.Select(g => KeyValuePair.Create(g.Key, (JsonNode?)new JsonArray([.. g.Select(v => (JsonNode)v)]))));
        }

        result["requestContext"] = Context(api, stage, connectionId, connectedAt, request.SourceIp, "$connect", "CONNECT");
        result["isBase64Encoded"] = false;
        return result;
    }

    public static JsonObject Message(WebSocketDefinition api, WebSocketConnection connection, string routeKey, string body)
    {
        var context = Context(api, connection.Stage, connection.Id, connection.ConnectedAt, connection.Request.SourceIp, routeKey, "MESSAGE");
        context["messageId"] = context.Require("requestId");
        return new JsonObject { ["requestContext"] = context, ["body"] = body, ["isBase64Encoded"] = false };
    }

    public static JsonObject Disconnect(WebSocketDefinition api, WebSocketConnection connection, int status, string reason)
    {
        var context = Context(api, connection.Stage, connection.Id, connection.ConnectedAt, connection.Request.SourceIp, "$disconnect", "DISCONNECT");
        context["disconnectStatusCode"] = status;
        context["disconnectReason"] = reason;
        return new JsonObject
        {
            ["headers"] = new JsonObject { ["Host"] = api.Domain, ["x-api-key"] = "", ["X-Forwarded-For"] = "", ["x-restapi"] = "" },
            ["multiValueHeaders"] = new JsonObject { ["Host"] = new JsonArray(api.Domain), ["x-api-key"] = new JsonArray(""), ["X-Forwarded-For"] = new JsonArray(""), ["x-restapi"] = new JsonArray("") },
            ["requestContext"] = context,
            ["isBase64Encoded"] = false,
        };
    }

    public static string NewId() => Convert.ToBase64String(Guid.NewGuid().ToByteArray().AsSpan(0, 11)).Replace('/', '-').Replace('+', '_');

    private static JsonObject Context(WebSocketDefinition api, string stage, string connectionId, DateTimeOffset connectedAt, string sourceIp, string routeKey, string type)
    {
        var now = DateTimeOffset.UtcNow;
        var requestId = NewId();
        return new JsonObject
        {
            ["routeKey"] = routeKey,
            ["eventType"] = type,
            ["extendedRequestId"] = requestId,
            ["requestTime"] = now.UtcDateTime.ToString("dd/MMM/yyyy:HH:mm:ss '+0000'", CultureInfo.InvariantCulture),
            ["messageDirection"] = "IN",
            ["stage"] = stage,
            ["connectedAt"] = connectedAt.ToUnixTimeMilliseconds(),
            ["requestTimeEpoch"] = now.ToUnixTimeMilliseconds(),
            ["identity"] = new JsonObject { ["sourceIp"] = sourceIp },
            ["requestId"] = requestId,
            ["domainName"] = api.Domain,
            ["connectionId"] = connectionId,
            ["apiId"] = api.Id,
        };
    }
}
