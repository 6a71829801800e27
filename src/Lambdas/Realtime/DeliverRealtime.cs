using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.SNSEvents;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Realtime;

/// <summary>Hands what changed to every open dashboard.</summary>
public sealed class DeliverRealtime : IEventFunction
{
    public static FunctionSpec Spec => On.Topic([TopicKinds.Calls, TopicKinds.Presence])
        .Uses(Table.Query, Table.Delete, WebSocketConnections.Post) with
    { Timeout = 30 };

    public static LambdaBootstrap Bootstrap(IServiceProvider services)
    {
        var delivery = services.GetRequiredService<RealtimeDelivery>();
        return LambdaBootstrapBuilder
            .Create<SNSEvent>(
                async (notification, _) =>
                {
                    foreach (var record in notification.Records)
                    {
                        await delivery.DeliverAsync(record.Sns.Message ?? "", CancellationToken.None);
                    }
                },
                EventJson.Serializer)
            .Build();
    }
}
