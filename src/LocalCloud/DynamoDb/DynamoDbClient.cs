using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Ooak.LocalCloud.Aws;

namespace Ooak.LocalCloud.DynamoDb;

/// <summary>Talks to DynamoDB Local, which wants a signature's shape but checks none.</summary>
/// <param name="accessKey">Letters and digits. A shared DynamoDB Local keeps the tables of each key apart.</param>
internal sealed class DynamoDbClient(Uri address, string region, string accessKey = "LOCAL") : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5) })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(60),
    };

    private readonly string _authorization = $"AWS4-HMAC-SHA256 Credential={accessKey}/20260101/{region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

    public Task<JsonObject> Call(string operation, JsonObject request, CancellationToken cancellation = default) =>
        Send("DynamoDB_20120810." + operation, request, cancellation);

    public Task<JsonObject> CallStreams(string operation, JsonObject request, CancellationToken cancellation = default) =>
        Send("DynamoDBStreams_20120810." + operation, request, cancellation);

    public async Task<WireResponse> Forward(string target, byte[] body, CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/");
        message.Headers.TryAddWithoutValidation("X-Amz-Target", target);
        message.Headers.TryAddWithoutValidation("Authorization", _authorization);
        message.Content = new ByteArrayContent(body);
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        using var response = await _http.SendAsync(message, cancellation);
        var headers = response.Headers
            .Where(h => h.Key.StartsWith("x-amz", StringComparison.OrdinalIgnoreCase))
            .Select(h => KeyValuePair.Create(h.Key.ToLowerInvariant(), string.Join(',', h.Value)))
            .Append(new("content-type", "application/x-amz-json-1.0"));
        return new WireResponse((int)response.StatusCode, [.. headers], await response.Content.ReadAsByteArrayAsync(cancellation));
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonObject> Send(string target, JsonObject request, CancellationToken cancellation)
    {
        var response = await Forward(target, Json.Bytes(request), cancellation);
        var body = Json.ParseObject(response.Body);
        return response.Status == 200
            ? body
            : throw new AwsException(response.Status, body.Str("__type")?.Split('#')[^1] ?? "InternalFailure", body.Str("message") ?? body.Str("Message") ?? "");
    }
}
