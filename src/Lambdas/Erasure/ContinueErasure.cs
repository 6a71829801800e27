using System.Text.Json;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.SNSEvents;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Realtime;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Erasure;

/// <summary>Goes on with an erasure that is more than a request has time for, and looks again for what a request that was under way
/// wrote meanwhile.</summary>
public sealed class ContinueErasure : IEventFunction
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(35);

    public static FunctionSpec Spec => On.Topic([TopicKinds.Forgetting])
        .Uses(
            Table.Get, Table.Query, Table.Put, Table.Update, Table.Delete, UserPool.DeleteUser, WebSocketConnections.Close, Topic.Publish) with
    { Timeout = 60, InSteps = true };

    public static LambdaBootstrap Bootstrap(IServiceProvider services)
    {
        var people = services.GetRequiredService<EmployeeErasure>();
        var contacts = services.GetRequiredService<ContactErasure>();
        var topic = services.GetRequiredService<TopicPublisher>();
        return EventLoop.Of<SNSEvent>(async (notification, _) =>
        {
            foreach (var record in notification.Records)
            {
                var step = JsonSerializer.Deserialize(record.Sns.Message ?? "", WireJson.Default.ErasureStep)!;
                if (await NextAsync(step, people, contacts) is { } next)
                {
                    await PublishAsync(topic, next, CancellationToken.None);
                }
            }
        });
    }

    internal static Task PublishAsync(TopicPublisher topic, ErasureStep step, CancellationToken cancellation) =>
        topic.PublishAsync(TopicKinds.Forgetting, JsonSerializer.Serialize(step, WireJson.Default.ErasureStep), cancellation);

    private static async Task<ErasureStep?> NextAsync(ErasureStep step, EmployeeErasure people, ContactErasure contacts)
    {
        if (step.EmployeeId is { } employeeId)
        {
            return await people.RunAsync(employeeId, Budget, CancellationToken.None) ? null : step;
        }

        return await contacts.RunAsync(step, Budget, CancellationToken.None);
    }
}
