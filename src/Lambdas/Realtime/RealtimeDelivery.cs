using System.Text;
using Amazon.ApiGatewayManagementApi;
using Amazon.ApiGatewayManagementApi.Model;

namespace Ooak.Lambdas.Realtime;

/// <summary>Posts to connections; those that are gone are forgotten.</summary>
internal sealed partial class RealtimeDelivery(ConnectionStore connections, IAmazonApiGatewayManagementApi gateway, ILogger<RealtimeDelivery> logger)
{
    private const int AtOnce = 16;

    private static readonly byte[] InboxChanged = """{"type":"inbox"}"""u8.ToArray();

    /// <summary>To every open dashboard.</summary>
    public Task DeliverAsync(string message, CancellationToken cancellation) =>
        PostAsync(connections.ManagersAsync(cancellation), Encoding.UTF8.GetBytes(message), cancellation);

    /// <summary>To the open pages of the people whose inbox changed, their dashboards among them.</summary>
    public Task TellInboxesAsync(InboxChange change, CancellationToken cancellation) =>
        PostAsync(connections.OfAsync(change.EmployeeIds.ToHashSet(StringComparer.Ordinal), cancellation), InboxChanged, cancellation);

    private Task PostAsync(IAsyncEnumerable<string> connectionIds, byte[] message, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            connectionIds,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (connectionId, token) => await PostAsync(connectionId, message, token));

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
            // A page that missed this refetches when it notices the gap; the others must still hear of it.
            LogNotDelivered(logger, e.ErrorCode);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A page was not told: {ErrorCode}")]
    private static partial void LogNotDelivered(ILogger logger, string? errorCode);
}
