using Amazon.Lambda.RuntimeSupport;

namespace Ooak.Lambdas.Functions;

/// <summary>One Lambda function: one file, which says all about it.</summary>
public interface IFunction
{
    static abstract FunctionSpec Spec { get; }
}

/// <summary>A function behind a route of the HTTP API.</summary>
public interface IHttpFunction : IFunction
{
    static abstract void Map(IEndpointRouteBuilder routes);
}

/// <summary>A function that events start: stream, topic, upload, schedule, WebSocket.</summary>
public interface IEventFunction : IFunction
{
    static abstract LambdaBootstrap Bootstrap(IServiceProvider services);
}
