using System.Text.Json.Serialization;

namespace Ooak.Lambdas.Functions;

/// <summary>What a schedule hands to its function.</summary>
public sealed record ScheduledRun
{
    /// <summary>When it was due, whatever the hour at which a retry comes: the same for all tries of a run.</summary>
    [JsonPropertyName("at")]
    public required DateTimeOffset At { get; init; }

    /// <summary>The event, in which EventBridge Scheduler puts the time that was due.</summary>
    public const string Input = """{"at":"<aws.scheduler.scheduled-time>"}""";
}
