using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.TestFunction;

/// <summary>Calls an AWS endpoint with the function's own credentials, signed by hand: an independent reading of Signature Version 4.</summary>
internal static class SignedCall
{
    public static async Task<JsonObject> SendAsync(JsonObject call)
    {
        var service = (string)call["service"]!;
        var uri = new Uri((string?)call["url"] ?? Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL") + (string?)call["path"]);
        var body = Encoding.UTF8.GetBytes(call["body"] is JsonValue text ? (string)text! : call["body"]?.ToJsonString() ?? "");
        var method = new HttpMethod((string?)call["method"] ?? "POST");
        using var request = new HttpRequestMessage(method, uri) { Content = new ByteArrayContent(body) };
        var date = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'");
        var hash = Hex(SHA256.HashData(body));
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = uri.Authority,
            ["x-amz-content-sha256"] = hash,
            ["x-amz-date"] = date,
            ["x-amz-security-token"] = Environment.GetEnvironmentVariable("AWS_SESSION_TOKEN")!,
        };
        if ((string?)call["target"] is { } target)
        {
            headers["x-amz-target"] = target;
        }

        var region = Environment.GetEnvironmentVariable("AWS_REGION")!;
        var signed = string.Join(';', headers.Keys);
        var path = service == "s3" ? uri.AbsolutePath : string.Join('/', uri.AbsolutePath.Split('/').Select(Uri.EscapeDataString));
        var canonical = $"{method}\n{path}\n{uri.Query.TrimStart('?')}\n{string.Concat(headers.Select(h => $"{h.Key}:{h.Value}\n"))}\n{signed}\n{hash}";
        var scope = $"{date[..8]}/{region}/{service}/aws4_request";
        var key = Encoding.UTF8.GetBytes("AWS4" + Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY"));
        foreach (var part in scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        var signature = Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}")));
        foreach (var (name, value) in headers.Where(h => h.Key != "host"))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        // As the SDKs do in a function; no part of the signature.
        request.Headers.TryAddWithoutValidation("X-Amzn-Trace-Id", Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"));
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential={Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID")}/{scope}, SignedHeaders={signed}, Signature={signature}");
        using var http = new HttpClient();
        using var response = await http.SendAsync(request);
        return new JsonObject { ["status"] = (int)response.StatusCode, ["body"] = await response.Content.ReadAsStringAsync() };
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
