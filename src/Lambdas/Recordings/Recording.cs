using System.Text.Json.Serialization;
using Ooak.Lambdas.Settings;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Recordings;

[JsonConverter(typeof(Words<RecordingState>))]
public enum RecordingState
{
    /// <summary>The phone may upload it; it is not here yet.</summary>
    Pending,
    Ready,

    /// <summary>It came, was not what had been announced, and was removed.</summary>
    Refused,
}

/// <summary>What the person confirmed, and when.</summary>
public sealed record Consent(RecordingMode Mode, Instant At);

/// <summary>A call's recording as clients see it.</summary>
public sealed record Recording
{
    public required RecordingState State { get; init; }

    /// <summary>With <c>refused</c>: <c>wrong-size</c>, <c>wrong-type</c> or <c>not-audio</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>As the phone's recorder made it, such as <c>audio/webm;codecs=opus</c>.</summary>
    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Seconds, as the phone counted them; null: it did not say.</summary>
    public int? Duration { get; init; }
    public required Consent Consent { get; init; }

    /// <summary>When it arrived whole.</summary>
    public Instant? UploadedAt { get; init; }
}
