using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Recordings;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Calls;

[JsonConverter(typeof(Words<CallType>))]
public enum CallType
{
    Incoming,
    Outgoing,
}

[JsonConverter(typeof(Words<CallStatus>))]
public enum CallStatus
{
    Completed,
    Missed,
    Rejected,
}

/// <summary>How the call came to be logged.</summary>
[JsonConverter(typeof(Words<CallSource>))]
public enum CallSource
{
    Manual,
    Timed,
    Detected,
    Imported,
}

/// <summary>A logged call as clients see it.</summary>
public sealed record Call
{
    /// <summary>A UUIDv7 made once on the phone: the key, and what makes every retry harmless.</summary>
    public required string Id { get; init; }
    public required string EmployeeId { get; init; }

    /// <summary>At most 200 characters.</summary>
    public string? ContactName { get; init; }

    /// <summary>E.164, else what was dialled (≤ 32 of digits and <c>*#+,;</c>), else null (withheld).</summary>
    public string? ContactPhone { get; init; }
    public required CallType CallType { get; init; }
    public required CallStatus Status { get; init; }

    /// <summary>Seconds, 0…86,400.</summary>
    public int Duration { get; init; }

    /// <summary>At most 10,000 characters.</summary>
    public string? Notes { get; init; }
    public string? Outcome { get; init; }
    public required Instant StartedAt { get; init; }

    /// <summary>When it was logged, on the phone.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>When the server first accepted it.</summary>
    public required Instant SyncedAt { get; init; }
    public required Instant UpdatedAt { get; init; }
    public CallSource Source { get; init; }
    public string? AssignmentId { get; init; }
    public bool Private { get; init; }

    /// <summary>The phone's clock was unknown, a day off, or ahead when this was logged.</summary>
    public bool ClockSuspect { get; init; }

    /// <summary>Null: none was announced, or it went with the call.</summary>
    public Recording? Recording { get; init; }

    /// <summary>1 at first, one more with each change.</summary>
    public long Version { get; init; } = 1;
    public bool Deleted { get; init; }
}

/// <summary>What a person writes when logging a call; the rest of a call is the server's.</summary>
public sealed record CallDraft
{
    [Required, DataType(Ids.Format)]
    public string? Id { get; init; }
    [StringLength(CallRules.MaximumName)]
    public string? ContactName { get; init; }
    [StringLength(CallRules.MaximumPhone)]
    public string? ContactPhone { get; init; }
    [Required]
    public CallType? CallType { get; init; }
    [Required]
    public CallStatus? Status { get; init; }

    /// <summary>Seconds.</summary>
    [Range(0, CallRules.MaximumDuration)]
    public int Duration { get; init; }
    [StringLength(CallRules.MaximumNotes)]
    public string? Notes { get; init; }
    [StringLength(CallRules.MaximumOutcome)]
    public string? Outcome { get; init; }
    [Required]
    public Instant? StartedAt { get; init; }
    public Instant? CreatedAt { get; init; }
    public CallSource Source { get; init; }
    [DataType(Ids.Format)]
    public string? AssignmentId { get; init; }
    public bool Private { get; init; }
    public bool ClockSuspect { get; init; }
}

/// <summary>The call as read, with changes; <c>version</c> is the one that was read.</summary>
public sealed record CallUpdate
{
    [Required]
    public long? Version { get; init; }
    [StringLength(CallRules.MaximumName)]
    public string? ContactName { get; init; }
    [StringLength(CallRules.MaximumPhone)]
    public string? ContactPhone { get; init; }
    [Required]
    public CallType? CallType { get; init; }
    [Required]
    public CallStatus? Status { get; init; }

    /// <summary>Seconds.</summary>
    [Range(0, CallRules.MaximumDuration)]
    public int Duration { get; init; }
    [StringLength(CallRules.MaximumNotes)]
    public string? Notes { get; init; }
    [StringLength(CallRules.MaximumOutcome)]
    public string? Outcome { get; init; }
    [Required]
    public Instant? StartedAt { get; init; }
    [DataType(Ids.Format)]
    public string? AssignmentId { get; init; }
    public bool Private { get; init; }
    public bool ClockSuspect { get; init; }
}

/// <summary>One page, newest first by <c>startedAt</c>. It may be short or empty while <c>cursor</c> goes on.</summary>
public sealed record CallPage(IReadOnlyList<Call> Calls, string? Cursor);
