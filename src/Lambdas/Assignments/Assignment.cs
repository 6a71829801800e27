using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Assignments;

[JsonConverter(typeof(Words<AssignmentState>))]
public enum AssignmentState
{
    Open,

    /// <summary>A call was logged for it.</summary>
    Called,
    Done,
    Skipped,
}

/// <summary>Somebody is to be called by somebody.</summary>
public sealed record Assignment
{
    /// <summary>A UUIDv7 made by who assigned it: the key, and what makes every retry harmless.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string EmployeeId { get; init; }

    /// <summary>At most 200 characters.</summary>
    public string? ContactName { get; init; }

    /// <summary>E.164, else what is to be dialled.</summary>
    public required string ContactPhone { get; init; }

    /// <summary>What it is about; at most 2,000 characters.</summary>
    public string? Note { get; init; }

    /// <summary>The organisation's day; null: whenever.</summary>
    public string? DueDay { get; init; }

    /// <summary>On that day, where the time matters.</summary>
    public Instant? DueAt { get; init; }
    public AssignmentState State { get; init; }

    /// <summary>When it last ceased to be open.</summary>
    public Instant? ClosedAt { get; init; }

    /// <summary>The person means to call again then.</summary>
    public Instant? FollowUpAt { get; init; }

    /// <summary>The person wants to be reminded then.</summary>
    public Instant? RemindAt { get; init; }

    /// <summary>Calls that were logged for it, oldest first.</summary>
    public IReadOnlyList<string> CallIds { get; init; } = [];

    /// <summary>The employee's id.</summary>
    public required string AssignedBy { get; init; }
    public required Instant CreatedAt { get; init; }
    public required Instant UpdatedAt { get; init; }

    /// <summary>1 at first, one more with each change.</summary>
    public long Version { get; init; } = 1;

    /// <summary>Taken back, or given to somebody else: not this person's any more.</summary>
    public bool Deleted { get; init; }
}

/// <summary>What somebody writes when assigning; the rest is the server's.</summary>
public sealed record AssignmentDraft(
    [property: Required, DataType(Ids.Format)] string? Id,
    [property: Required, DataType(Ids.Format)] string? EmployeeId,
    [property: StringLength(CallRules.MaximumName)] string? ContactName,
    [property: Required, StringLength(CallRules.MaximumPhone)] string? ContactPhone,
    [property: StringLength(AssignmentRules.MaximumNote)] string? Note,
    [property: DataType(DataType.Date)] string? DueDay,
    Instant? DueAt);

/// <param name="Assignments">1 to 100. Each is judged by itself.</param>
public sealed record AssignmentsRequest([property: Required] IReadOnlyList<AssignmentDraft?>? Assignments);

[JsonConverter(typeof(Words<AssignmentStatus>))]
public enum AssignmentStatus
{
    Created,

    /// <summary>That id is here already: harmless in a retry.</summary>
    Exists,

    /// <summary>Not done, and never will be like this; the problem says why.</summary>
    Rejected,

    /// <summary>Not done; send this one again.</summary>
    Retry,
}

public sealed record AssignmentResult(
    string Id,
    AssignmentStatus Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Assignment? Assignment = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Problems.RowProblem? Problem = null);

/// <param name="Results">In the order of the request.</param>
public sealed record AssignmentsResponse(IReadOnlyList<AssignmentResult> Results);

/// <summary>The assignment as read, with changes; <c>version</c> is the one that was read. Another <c>employeeId</c> hands it over.</summary>
public sealed record AssignmentUpdate
{
    [Required]
    public long? Version { get; init; }
    [Required, DataType(Ids.Format)]
    public string? EmployeeId { get; init; }
    [StringLength(CallRules.MaximumName)]
    public string? ContactName { get; init; }
    [Required, StringLength(CallRules.MaximumPhone)]
    public string? ContactPhone { get; init; }
    [StringLength(AssignmentRules.MaximumNote)]
    public string? Note { get; init; }
    [DataType(DataType.Date)]
    public string? DueDay { get; init; }
    public Instant? DueAt { get; init; }
    [Required]
    public AssignmentState? State { get; init; }
    public Instant? FollowUpAt { get; init; }
    public Instant? RemindAt { get; init; }
    public bool Deleted { get; init; }
}

/// <summary>One page: open ones by due, others by closing, the last first. It may be short or empty while <c>cursor</c> goes on.</summary>
public sealed record AssignmentPage(IReadOnlyList<Assignment> Assignments, string? Cursor);
