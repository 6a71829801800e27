namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Who calls the function. Only HTTP APIs (payload format 2.0) are carried here.</summary>
public enum LambdaEventSource
{
    RestApi,
    HttpApi,
    ApplicationLoadBalancer,
    WebsocketApi,
}
