using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.RuntimeSupport;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Dashboard;

/// <summary>Keeps the counters: the stream's first reader.</summary>
public sealed class Aggregate : IEventFunction
{
    public static FunctionSpec Spec => On.Stream([ItemTypes.Call], batchSize: 100).Uses(Table.BatchGet, Table.Put, Table.Delete) with { Timeout = 60 };

    public static LambdaBootstrap Bootstrap(IServiceProvider services)
    {
        var aggregator = services.GetRequiredService<Aggregator>();
        return EventLoop.Of<DynamoDBEvent, StreamsEventResponse>((batch, _) => aggregator.ApplyAsync(batch, CancellationToken.None));
    }
}
