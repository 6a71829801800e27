using System.Text.Json;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.SNSEvents;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Realtime;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Recordings;

/// <summary>Removes the recordings of calls that were deleted or made private. Twice is once.</summary>
public sealed class EraseRecordings : IEventFunction
{
    public static FunctionSpec Spec => On.Topic([TopicKinds.Erasures]).Uses(Table.Put, Functions.Recordings.Delete) with { Timeout = 30 };

    public static LambdaBootstrap Bootstrap(IServiceProvider services)
    {
        var bucket = services.GetRequiredService<RecordingBucket>();
        var audit = services.GetRequiredService<AuditTrail>();
        return EventLoop.Of<SNSEvent>(async (notification, _) =>
        {
            foreach (var erasure in notification.Records.SelectMany(record => Read(record.Sns.Message)))
            {
                var key = new RecordingKey(erasure.EmployeeId, erasure.CallId);
                await bucket.RemoveAsync(key, CancellationToken.None);
                await audit.AppendAsync(RecordingAudit.Entry(erasure.At, AuditEntry.System, RecordingAudit.Erased, key).Once(), CancellationToken.None);
            }
        });
    }

    private static RecordingErasure[] Read(string? message) => JsonSerializer.Deserialize(message ?? "[]", WireJson.Default.RecordingErasureArray) ?? [];
}

/// <summary>A call that is to have no recording any more.</summary>
/// <param name="At">When it was deleted or made private.</param>
public sealed record RecordingErasure(string EmployeeId, string CallId, DateTimeOffset At)
{
    /// <summary>Null: this change takes no recording away.</summary>
    internal static RecordingErasure? Of(Call? before, Call? after) =>
        before is { Recording: not null } && after is null or { Deleted: true } or { Private: true }
            ? new(before!.EmployeeId, before.Id, after?.UpdatedAt ?? before.UpdatedAt)
            : null;
}
