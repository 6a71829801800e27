using System.Text;
using Amazon.ApiGatewayManagementApi;
using Amazon.ApiGatewayManagementApi.Model;

namespace Ooak.Lambdas.Realtime;

/// <summary>Posts to connections; those that are gone are forgotten.</summary>
internal sealed partial class RealtimeDelivery(ConnectionStore connections, IAmazonApiGatewayManagementApi gateway, ILogger<RealtimeDelivery> logger)
{
    private const int AtOnce = 16;

    public Task DeliverAsync(string message, CancellationToken cancellation)
    {
        var bytes = Encoding.UTF8.GetBytes(message);
        return Parallel.ForEachAsync(
            connections.ManagersAsync(cancellation),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (connectionId, token) => await PostAsync(connectionId, bytes, token));
    }

    private async Task PostAsync(string connectionId, byte[] bytes, CancellationToken cancellation)
    {
        try
        {
            using var data = new MemoryStream(bytes, writable: false);
            await gateway.PostToConnectionAsync(new PostToConnectionRequest { ConnectionId = connectionId, Data = data }, cancellation);
        }
        catch (GoneException)
        {
            await connections.RemoveAsync(connectionId, cancellation);
        }
        catch (AmazonApiGatewayManagementApiException e)
        {
            // A dashboard that missed this refetches when it notices the gap; the others must still hear of it.
            LogNotDelivered(logger, e.ErrorCode);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A dashboard was not told: {ErrorCode}")]
    private static partial void LogNotDelivered(ILogger logger, string? errorCode);
}
