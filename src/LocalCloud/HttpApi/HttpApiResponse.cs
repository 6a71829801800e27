using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.HttpApi;

/// <summary>Reads a function's answer, payload format 2.0.</summary>
internal static class HttpApiResponse
{
    public static WireResponse Message(int status, string message, params KeyValuePair<string, string>[] headers) =>
        WireResponse.Text(status, "application/json", $$"""{"message":"{{message}}"}""", headers);

    /// <summary>Null when the answer is none that API Gateway understands.</summary>
    public static WireResponse? Parse(byte[] payload)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(payload);
        }
        catch (JsonException)
        {
            return null;
        }

        if (node is not JsonObject answer || !answer.ContainsKey("statusCode"))
        {
            // Format 2.0 infers: valid JSON without a status is the body of a 200.
            var text = node is JsonValue value && value.TryGetValue<string>(out var plain) ? plain : Json.Text(node);
            return WireResponse.Text(200, "application/json", text);
        }

        if (answer.Int("statusCode") is not { } status || status is < 100 or > 599)
        {
            return null;
        }

        var headers = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in answer.Obj("headers") ?? [])
        {
            headers.Add(new(name.ToLowerInvariant(), value?.ToString() ?? ""));
        }

        headers.AddRange(answer.Strings("cookies").Select(cookie => KeyValuePair.Create("set-cookie", cookie)));
        var body = answer.Str("body") ?? "";
        try
        {
            var bytes = answer.Bool("isBase64Encoded") ? Convert.FromBase64String(body) : Encoding.UTF8.GetBytes(body);
            if (!headers.Exists(h => h.Key == "content-type") && bytes.Length > 0)
            {
                headers.Add(new("content-type", "text/plain; charset=utf-8"));
            }

            return new WireResponse(status, headers, bytes);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
