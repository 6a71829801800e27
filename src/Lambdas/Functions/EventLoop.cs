using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Ooak.Lambdas.Operations;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Functions;

/// <summary>The loop of a function that takes events; what it logs meanwhile carries the invocation's id.</summary>
internal static class EventLoop
{
    public static LambdaBootstrap Of<TEvent>(Func<TEvent, ILambdaContext, Task> handle) =>
        LambdaBootstrapBuilder
            .Create<TEvent>(
                (received, context) =>
                {
                    LogLines.RequestId = context.AwsRequestId;
                    return handle(received, context);
                },
                EventJson.Serializer)
            .Build();

    public static LambdaBootstrap Of<TEvent, TAnswer>(Func<TEvent, ILambdaContext, Task<TAnswer>> handle) =>
        LambdaBootstrapBuilder
            .Create<TEvent, TAnswer>(
                (received, context) =>
                {
                    LogLines.RequestId = context.AwsRequestId;
                    return handle(received, context);
                },
                EventJson.Serializer)
            .Build();
}
