using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ooak.Lambdas.Assignments;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Sync;

/// <summary>One thing that a person did on the phone.</summary>
/// <param name="Id">Made once; every retry carries it.</param>
/// <param name="Hash">Of the mutation's bytes as sent.</param>
/// <param name="CallId">Null where the mutation makes no sense, or is about no call.</param>
/// <param name="Refusal">Why it makes no sense, else null.</param>
internal abstract record Mutation(string Id, string Hash, string? CallId, MutationProblem? Refusal)
{
    /// <summary>What it is about: such mutations go one after the other.</summary>
    internal virtual string Subject => CallId ?? Id;

    /// <summary>Counts up with what a device sends; 0 where the device does not say.</summary>
    internal long Order { get; init; }

    /// <summary>Null: not even an id to answer to.</summary>
    internal static Mutation? Parse(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || Text(json, "mutationId") is not { } id || !Ids.IsUuid(id))
        {
            return null;
        }

        // 96 bits tell a changed body from a retry; nobody gains by forging their own.
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(json.GetRawText())).AsSpan(0, 12));
        var mutation = Text(json, "kind") switch
        {
            "create" => Create(id, hash, json),
            "update" => Update(id, hash, json),
            "delete" => Delete(id, hash, json),
            "assignment" => Assignment(id, hash, json),
            "read" => Read(id, hash, json),
            _ => Refused(id, hash, "kind", "create, update, delete, assignment or read."),
        };
        return mutation with { Order = OrderOf(json) };
    }

    private static long OrderOf(JsonElement json) =>
        json.TryGetProperty("order", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var order) ? Math.Max(order, 0) : 0;

    private static Mutation Create(string id, string hash, JsonElement json)
    {
        CallDraft? draft;
        try
        {
            draft = json.TryGetProperty("call", out var call) ? call.Deserialize(WireJson.Default.CallDraft) : null;
        }
        catch (JsonException e)
        {
            return Refused(id, hash, e.Path is { Length: > 2 } path ? "call." + path[2..] : "call", "This value is not of the expected kind.");
        }

        if (draft is null)
        {
            return Refused(id, hash, "call", "The call is needed.");
        }

        return CallRules.Check(draft) is { Count: > 0 } errors
            ? new RefusedMutation(id, hash, new("invalid-request", "Some of this call is not valid.", errors))
            : new CreateMutation(id, hash, draft);
    }

    private static Mutation Update(string id, string hash, JsonElement json)
    {
        if (Target(json) is not var (callId, baseVersion))
        {
            return Refused(id, hash, "id", "The call's id and the version that was seen.");
        }

        return json.TryGetProperty("changes", out var changes) && changes.ValueKind == JsonValueKind.Object
            ? new UpdateMutation(id, hash, callId, baseVersion, changes)
            : Refused(id, hash, "changes", "The fields that changed.");
    }

    private static Mutation Delete(string id, string hash, JsonElement json) =>
        Target(json) is var (callId, _) ? new DeleteMutation(id, hash, callId) : Refused(id, hash, "id", "The call's id and the version that was seen.");

    private static Mutation Assignment(string id, string hash, JsonElement json)
    {
        if (Target(json) is not var (assignmentId, baseVersion))
        {
            return Refused(id, hash, "id", "The assignment's id and the version that was seen.");
        }

        if (!json.TryGetProperty("changes", out var changes) || changes.ValueKind != JsonValueKind.Object)
        {
            return Refused(id, hash, "changes", "The fields that changed.");
        }

        var (parsed, errors) = AssignmentChanges.Parse(changes);
        return errors.Count > 0
            ? new RefusedMutation(id, hash, new("invalid-request", "Some of this change is not valid.", errors))
            : new AssignmentMutation(id, hash, assignmentId, baseVersion, parsed);
    }

    private static Mutation Read(string id, string hash, JsonElement json) =>
        Text(json, "id") is { } announcementId && Ids.IsUuid(announcementId)
            ? new ReadMutation(id, hash, announcementId)
            : Refused(id, hash, "id", "The announcement's id.");

    private static (string CallId, long BaseVersion)? Target(JsonElement json) =>
        Text(json, "id") is { } callId
        && Ids.IsUuid(callId)
        && json.TryGetProperty("baseVersion", out var number)
        && number.ValueKind == JsonValueKind.Number
        && number.TryGetInt64(out var baseVersion)
        && baseVersion > 0
            ? (callId, baseVersion)
            : null;

    private static RefusedMutation Refused(string id, string hash, string field, string error) =>
        new(id, hash, new("invalid-request", "This change is not valid.", new Dictionary<string, string[]> { [field] = [error] }));

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.Text() : null;
}

internal sealed record CreateMutation(string Id, string Hash, CallDraft Draft) : Mutation(Id, Hash, Draft.Id, null);

internal sealed record UpdateMutation(string Id, string Hash, string Target, long BaseVersion, JsonElement Changes) : Mutation(Id, Hash, Target, null);

internal sealed record DeleteMutation(string Id, string Hash, string Target) : Mutation(Id, Hash, Target, null);

/// <summary>How far the person is with what was assigned to them.</summary>
internal sealed record AssignmentMutation(string Id, string Hash, string Target, long BaseVersion, AssignmentChanges Changes) : Mutation(Id, Hash, null, null)
{
    internal override string Subject => Target;
}

/// <summary>The person has read an announcement.</summary>
internal sealed record ReadMutation(string Id, string Hash, string Target) : Mutation(Id, Hash, null, null)
{
    internal override string Subject => Target;
}

internal sealed record RefusedMutation(string Id, string Hash, MutationProblem Reason) : Mutation(Id, Hash, null, Reason);
