using System.Text.Json;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.SNSEvents;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Notices;

/// <summary>Brings notices from the topic to inboxes and phones. What fails comes again, twice, with growing pauses, and then waits
/// in the dead-letter queue for people.</summary>
public sealed class DeliverNotices : IEventFunction
{
    public static FunctionSpec Spec => On.Topic([NoticeKinds.Assignment, NoticeKinds.Target, NoticeKinds.Performance, NoticeKinds.Announcement, NoticeKinds.MissedCall])
        .Uses(Table.Get, Table.Query, Table.Put, Table.Update, Table.Delete, Topic.Publish, PushKeys.Get) with
    { Timeout = 60, MemorySize = 512 };

    public static LambdaBootstrap Bootstrap(IServiceProvider services)
    {
        var delivery = services.GetRequiredService<NoticeDelivery>();
        return EventLoop.Of<SNSEvent>(async (notification, _) =>
        {
            foreach (var record in notification.Records)
            {
                var message = JsonSerializer.Deserialize(record.Sns.Message ?? "", WireJson.Default.NoticeMessage)!;
                await delivery.DeliverAsync(message, CancellationToken.None);
            }
        });
    }
}
