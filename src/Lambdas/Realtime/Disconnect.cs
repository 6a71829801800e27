using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.RuntimeSupport;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Realtime;

/// <summary>Forgets a closed WebSocket. API Gateway calls this on a best-effort basis; delivery forgets the rest.</summary>
public sealed class Disconnect : IEventFunction
{
    public static FunctionSpec Spec => On.WebSocket("$disconnect").Uses(Table.Delete);

    public static LambdaBootstrap Bootstrap(IServiceProvider services)
    {
        var connections = services.GetRequiredService<ConnectionStore>();
        return EventLoop.Of<APIGatewayProxyRequest, APIGatewayProxyResponse>(async (request, _) =>
        {
            await connections.RemoveAsync(request.RequestContext.ConnectionId!, CancellationToken.None);
            return new() { StatusCode = 200 };
        });
    }
}
