using Amazon.ApiGatewayManagementApi;
using Amazon.ApiGatewayManagementApi.Model;

namespace Ooak.Lambdas.Realtime;

/// <summary>Closes a person's sockets. Forgetting them matters most: nothing is delivered to a connection that has no item.</summary>
internal sealed class ConnectionCloser(ConnectionStore connections, IAmazonApiGatewayManagementApi gateway)
{
    public async Task CloseAllAsync(string employeeId, CancellationToken cancellation)
    {
        await foreach (var connectionId in connections.OfAsync(employeeId, cancellation))
        {
            await connections.RemoveAsync(connectionId, cancellation);
            try
            {
                await gateway.DeleteConnectionAsync(new DeleteConnectionRequest { ConnectionId = connectionId }, cancellation);
            }
            catch (GoneException)
            {
                // Closed already: what was asked for is so.
            }
        }
    }
}
