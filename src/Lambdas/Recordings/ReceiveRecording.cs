using Amazon.Lambda.CloudWatchEvents;
using Amazon.Lambda.RuntimeSupport;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Recordings;

/// <summary>Looks at what was uploaded before anybody may hear it.</summary>
public sealed class ReceiveRecording : IEventFunction
{
    public static FunctionSpec Spec => On.Upload(RecordingKey.Prefix)
        .Uses(Table.Get, Table.Put, Functions.Recordings.Get, Functions.Recordings.List, Functions.Recordings.Delete) with
    { Timeout = 30 };

    public static LambdaBootstrap Bootstrap(IServiceProvider services)
    {
        var arrival = services.GetRequiredService<RecordingArrival>();
        return EventLoop.Of<CloudWatchEvent<ObjectCreated>>((created, _) => RecordingKey.Parse(created.Detail?.Object.Key ?? "") is { } key
            ? arrival.SettleAsync(key, new DateTimeOffset(DateTime.SpecifyKind(created.Time, DateTimeKind.Utc)), CancellationToken.None)
            : Task.CompletedTask);
    }
}

/// <summary>The detail of S3's event "Object Created", as far as it is read.</summary>
/// <remarks>Amazon S3 User Guide, "EventBridge event message structure".</remarks>
public sealed class ObjectCreated
{
    public S3Object Object { get; set; } = new();

    public sealed class S3Object
    {
        /// <summary>As it is, not encoded.</summary>
        public string Key { get; set; } = "";
    }
}
