using System.Text.Json;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.RuntimeSupport;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Notices;
using Ooak.Lambdas.Recordings;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Realtime;

/// <summary>Tells the topic what changed: the stream's second and last reader. Everything else hangs off the topic.</summary>
public sealed class FanOut : IEventFunction
{
    /// <summary>A WebSocket message may have 128 KB, and SNS bills by 64 KB.</summary>
    private const int MaximumMessage = 60 * 1024;

    public static FunctionSpec Spec => On.Stream([ItemTypes.Call, ItemTypes.Assignment, ItemTypes.Announcement, ItemTypes.Notice], batchSize: 100).Uses(Topic.Publish) with { Timeout = 30 };

    public static LambdaBootstrap Bootstrap(IServiceProvider services)
    {
        var topic = services.GetRequiredService<TopicPublisher>();
        var notices = services.GetRequiredService<NoticePublisher>();
        return EventLoop.Of<DynamoDBEvent, StreamsEventResponse>((batch, _) => HandleAsync(batch, topic, notices));
    }

    private static async Task<StreamsEventResponse> HandleAsync(DynamoDBEvent batch, TopicPublisher topic, NoticePublisher notices)
    {
        // What a retry says again is the same notice: people are told before dashboards, which refetch what they missed.
        await Task.WhenAll(NoticesOfChanges.Of(batch.Records)
            .Select(notice => notices.PublishAsync(notice.At, notice.Kind, notice.Cause, notice.Audience, notice.Content, CancellationToken.None)));

        var changes = batch.Records.Select(StreamChange.Of).Where(change => change.Before is not null || change.After is not null).ToList();

        // First: what comes after may fail, and then the batch comes again.
        var erasures = changes.Select(change => RecordingErasure.Of(change.Before, change.After)).OfType<RecordingErasure>().ToArray();
        if (erasures.Length > 0)
        {
            await topic.PublishAsync(TopicKinds.Erasures, JsonSerializer.Serialize(erasures, WireJson.Default.RecordingErasureArray), CancellationToken.None);
        }

        var inboxes = NoticesOfChanges.InboxesOf(batch.Records);
        if (inboxes.Count > 0)
        {
            await topic.PublishAsync(TopicKinds.Inbox, JsonSerializer.Serialize(new InboxChange(inboxes), WireJson.Default.InboxChange), CancellationToken.None, audience: "person");
        }

        // The last state of each call is enough; a private call is nobody's business, but one that became private must go.
        var calls = changes
            .Where(change => !(change is { After.Private: true, Before: null or { Private: true } }))
            .Select(change => change.After is null or { Private: true } ? change.Before! with { Deleted = true } : change.After)
            .GroupBy(call => call.Id)
            .Select(group => group.Last())
            .ToList();
        foreach (var message in Messages(calls))
        {
            await topic.PublishAsync(TopicKinds.Calls, message, CancellationToken.None);
        }

        return new StreamsEventResponse();
    }

    internal static IEnumerable<string> Messages(IReadOnlyList<Call> calls)
    {
        if (calls.Count == 0)
        {
            yield break;
        }

        var text = AnswerJson.Text(new RealtimeMessage("calls", calls), AnswerJson.Default.RealtimeMessage);
        if (calls.Count == 1 || System.Text.Encoding.UTF8.GetByteCount(text) <= MaximumMessage)
        {
            yield return text;
            yield break;
        }

        var half = calls.Count / 2;
        foreach (var message in Messages([.. calls.Take(half)]).Concat(Messages([.. calls.Skip(half)])))
        {
            yield return message;
        }
    }
}
