using System.Text;
using System.Text.Json.Nodes;

namespace Ooak.Lambdas.Tests.Hosting;

/// <summary>An HTTP API event of payload format 2.0, as API Gateway makes it.</summary>
internal sealed record HttpEvent(string RawPath, string Method = "GET")
{
    public string RawQueryString { get; init; } = "";
    public string Stage { get; init; } = "api";
    public string RequestId { get; init; } = "request-1";
    public string[] Cookies { get; init; } = [];
    public (string Name, string Value)[] Headers { get; init; } = [];
    public (string Name, JsonNode Value)[]? Claims { get; init; }
    public string? Body { get; init; }
    public byte[]? Bytes { get; init; }

    public override string ToString()
    {
        var headers = new JsonObject { ["host"] = "abc.execute-api.eu-north-1.amazonaws.com", ["x-forwarded-proto"] = "https" };
        foreach (var (name, value) in Headers)
        {
            headers[name] = value;
        }

        var context = new JsonObject
        {
            ["accountId"] = "123456789012",
            ["apiId"] = "abc",
            ["domainName"] = "abc.execute-api.eu-north-1.amazonaws.com",
            ["domainPrefix"] = "abc",
            ["http"] = new JsonObject
            {
                ["method"] = Method,
                ["path"] = RawPath,
                ["protocol"] = "HTTP/1.1",
                ["sourceIp"] = "203.0.113.7",
                ["userAgent"] = "agent",
            },
            ["requestId"] = RequestId,
            ["routeKey"] = "ANY /{proxy+}",
            ["stage"] = Stage,
            ["time"] = "31/Jan/2026:12:00:00 +0000",
            ["timeEpoch"] = 1769860800000,
        };
        if (Claims is not null)
        {
            context["authorizer"] = new JsonObject
            {
                ["jwt"] = new JsonObject
                {
                    ["claims"] = new JsonObject(Claims.Select(c => KeyValuePair.Create(c.Name, (JsonNode?)c.Value.DeepClone()))),
                    ["scopes"] = null,
                },
            };
        }

        var root = new JsonObject
        {
            ["version"] = "2.0",
            ["routeKey"] = "ANY /{proxy+}",
            ["rawPath"] = RawPath,
            ["rawQueryString"] = RawQueryString,
            ["headers"] = headers,
            ["requestContext"] = context,
        };
        if (Cookies.Length > 0)
        {
            root["cookies"] = new JsonArray([.. Cookies.Select(c => JsonValue.Create(c))]);
        }

        if (Body is not null || Bytes is not null)
        {
            root["body"] = Body ?? Convert.ToBase64String(Bytes!);
        }

        root["isBase64Encoded"] = Bytes is not null;
        return root.ToJsonString();
    }
}

/// <summary>The function's answer to API Gateway.</summary>
internal sealed class HttpAnswer(JsonNode json)
{
    public JsonNode Json => json;
    public int Status => (int)json["statusCode"]!;
    public bool IsBase64 => json["isBase64Encoded"] is { } flag && (bool)flag;
    public byte[] Bytes => IsBase64 ? Convert.FromBase64String(Raw) : Encoding.UTF8.GetBytes(Raw);
    public string Text => Encoding.UTF8.GetString(Bytes);
    public string[] Cookies => json["cookies"] is JsonArray cookies ? [.. cookies.Select(c => (string)c!)] : [];

    /// <summary>The body as the event carries it.</summary>
    public string Raw => (string?)json["body"] ?? "";

    public string? Header(string name) => json["headers"]!.AsObject()
        .Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => (string?)h.Value).SingleOrDefault();
}
