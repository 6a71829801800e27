using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ooak.Lambdas.Announcements;
using Ooak.Lambdas.Assignments;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Presence;
using Ooak.Lambdas.Targets;
using Ooak.Lambdas.Notices;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Sync;

/// <param name="DeviceId">A UUID made once per installation.</param>
/// <param name="EmployeeId">Whose outbox this is; another account's is refused whole (<c>wrong-account</c>).</param>
/// <param name="Cursor">Of the last answer; null at first.</param>
/// <param name="Mutations">At most 100. Each is judged by itself: one that makes no sense does not hold up the others.</param>
/// <param name="Presence">What the phone says of itself; an older app says nothing.</param>
public sealed record SyncRequest(
    [property: Required, DataType(Ids.Format)] string? DeviceId,
    [property: Required, DataType(Ids.Format)] string? EmployeeId,
    string? Cursor,
    IReadOnlyList<JsonElement>? Mutations,
    PresenceReport? Presence = null);

[JsonConverter(typeof(Words<MutationStatus>))]
public enum MutationStatus
{
    /// <summary>Done.</summary>
    Applied,

    /// <summary>Done before; here is the call, or the assignment, as it is now.</summary>
    Duplicate,

    /// <summary>Done, and others had changed it meanwhile.</summary>
    Merged,

    /// <summary>Not done; send the same bytes again.</summary>
    Retry,

    /// <summary>Not done, and never will be like this; the problem says why.</summary>
    Rejected,
}

/// <param name="Conflicts">Fields that both sides changed.</param>
public sealed record MutationResult(
    string MutationId,
    MutationStatus Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Call? Call = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FieldConflict>? Conflicts = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MutationProblem? Problem = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Assignment? Assignment = null);

/// <param name="Yours">What this mutation set.</param>
/// <param name="Theirs">What was stored.</param>
public sealed record FieldConflict(string Field, JsonElement Yours, JsonElement Theirs)
{
    /// <summary>A field's value as it travels.</summary>
    internal static JsonElement Json(object? value) => FieldValue.Json(value);
}

public sealed record MutationProblem(
    string Code,
    string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors = null);

/// <param name="Results">In the order of the mutations.</param>
/// <param name="Cursor">For the next request.</param>
/// <param name="More">Ask again at once.</param>
/// <param name="MustRefetch">The cursor was of no use: pull from the start, and offer again what was acknowledged.</param>
public sealed record SyncResponse(
    IReadOnlyList<MutationResult> Results,
    Changes Changes,
    string Cursor,
    bool More,
    Instant ServerTime,
    bool MustRefetch);

/// <summary>What others changed, and what the phone shows beside its calls.</summary>
/// <param name="Announcements">The person's recent ones, all of them, where there is a new one; else left out.</param>
/// <param name="Read">Ids of announcements that the person has read, on this phone or another.</param>
/// <param name="SettingsVersion">Of the organisation's settings; GET /me has what a phone needs of them.</param>
public sealed record Changes(
    IReadOnlyList<Call> Calls,
    IReadOnlyList<Assignment> Assignments,
    Target? Target,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Announcement>? Announcements,
    IReadOnlyList<string> Read,
    IReadOnlyList<Notice> Inbox,
    long SettingsVersion);
