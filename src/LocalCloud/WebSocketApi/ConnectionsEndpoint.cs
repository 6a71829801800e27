using System.Text.Json.Nodes;
using Ooak.LocalCloud.Aws;
using Ooak.LocalCloud.Aws.Iam;

namespace Ooak.LocalCloud.WebSocketApi;

/// <summary>The management API of open connections: <c>/{stage}/@connections/{id}</c>.</summary>
/// <remarks>API Gateway Developer Guide, "Use @connections commands in your backend service".</remarks>
internal sealed class ConnectionsEndpoint(WebSocketGateway gateway, SigV4 signatures, IamPolicies policies)
{
    private const string Marker = "/@connections/";
    private const int PayloadLimit = 128 * 1024;

    public static bool Claims(WireRequest request) => Uri.UnescapeDataString(request.Path).Contains(Marker, StringComparison.Ordinal);

    public async Task<WireResponse> HandleAsync(WireRequest request, CancellationToken cancellation)
    {
        try
        {
            var path = Uri.UnescapeDataString(request.Path);
            var at = path.IndexOf(Marker, StringComparison.Ordinal);
            var stage = path[..at].Trim('/');
            var id = path[(at + Marker.Length)..];
            if (!SigV4.IsSigned(request))
            {
                throw new AwsException(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
            }

            var call = signatures.Verify(request);
            var api = gateway.ByStage(stage) ?? throw new AwsException(403, "ForbiddenException", "Forbidden");
            policies.Demand(call.Principal, [("execute-api:ManageConnections", $"arn:aws:execute-api:{api.Region}:{api.Account}:{api.Id}/{stage}/{request.Method}/@connections/{id}")]);
            var connection = gateway.Find(id) ?? throw Gone();
            return request.Method switch
            {
                "POST" => await Post(connection, request.Body, cancellation),
                "GET" => Describe(connection),
                "DELETE" => await Delete(connection),
                _ => throw new AwsException(403, "ForbiddenException", "Forbidden"),
            };
        }
        catch (AwsException e)
        {
            return ServiceErrors.Rest(e);
        }
    }

    private static async Task<WireResponse> Post(WebSocketConnection connection, byte[] body, CancellationToken cancellation)
    {
        if (body.Length > PayloadLimit)
        {
            throw new AwsException(413, "PayloadTooLargeException", "Message too long");
        }

        return await connection.SendAsync(body, cancellation) ? new WireResponse(200, [], []) : throw Gone();
    }

    private static WireResponse Describe(WebSocketConnection connection) => new(200, [new("content-type", "application/json")], Json.Bytes(new JsonObject
    {
        ["connectedAt"] = connection.ConnectedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ"),
        ["identity"] = new JsonObject { ["sourceIp"] = connection.Request.SourceIp, ["userAgent"] = connection.Request.Header("user-agent") ?? "" },
        ["lastActiveAt"] = connection.LastActive.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ"),
    }));

    private static async Task<WireResponse> Delete(WebSocketConnection connection)
    {
        await connection.CloseAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, "Connection Closed Normally");
        return new WireResponse(204, [], []);
    }

    private static AwsException Gone() => new(410, "GoneException", "Gone");
}
