using System.Text.Json;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.SNSEvents;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Realtime;

/// <summary>Hands what changed to every open dashboard, and to the open pages of whose inbox changed.</summary>
public sealed class DeliverRealtime : IEventFunction
{
    public static FunctionSpec Spec => On.Topic([TopicKinds.Calls, TopicKinds.Presence, TopicKinds.Inbox])
        .Uses(Table.Query, Table.Delete, WebSocketConnections.Post) with
    { Timeout = 30 };

    public static LambdaBootstrap Bootstrap(IServiceProvider services)
    {
        var delivery = services.GetRequiredService<RealtimeDelivery>();
        return EventLoop.Of<SNSEvent>(async (notification, _) =>
        {
            foreach (var record in notification.Records)
            {
                await (Kind(record.Sns) == TopicKinds.Inbox
                    ? delivery.TellInboxesAsync(JsonSerializer.Deserialize(record.Sns.Message ?? "", WireJson.Default.InboxChange)!, CancellationToken.None)
                    : delivery.DeliverAsync(record.Sns.Message ?? "", CancellationToken.None));
            }
        });
    }

    private static string? Kind(SNSEvent.SNSMessage message) => message.MessageAttributes.TryGetValue("kind", out var kind) ? kind.Value : null;
}
