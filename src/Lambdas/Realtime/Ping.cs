using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.RuntimeSupport;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Realtime;

/// <summary>Answers whatever a dashboard sends: API Gateway drops connections that are idle for ten minutes.</summary>
public sealed class Ping : IEventFunction
{
    public static FunctionSpec Spec => On.WebSocket("$default", answers: true);

    public static LambdaBootstrap Bootstrap(IServiceProvider services) =>
        EventLoop.Of<APIGatewayProxyRequest, APIGatewayProxyResponse>((_, _) => Task.FromResult(new APIGatewayProxyResponse { StatusCode = 200, Body = """{"type":"pong"}""" }));
}
