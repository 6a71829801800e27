using System.Text.Json;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Assignments;

/// <summary>What a phone says about an assignment: only what is set changes.</summary>
/// <param name="FollowUpAt">Set with <paramref name="SetsFollowUp"/>; null removes it.</param>
/// <param name="Calls">By id of a call: true where it was logged for the assignment, false where it was taken back.</param>
internal sealed record AssignmentChanges(
    AssignmentState? State,
    bool SetsFollowUp,
    Instant? FollowUpAt,
    bool SetsReminder,
    Instant? RemindAt,
    IReadOnlyDictionary<string, bool> Calls)
{
    private const int MaximumCalls = 100;

    internal static (AssignmentChanges Changes, Dictionary<string, string[]> Errors) Parse(JsonElement json)
    {
        var errors = new Dictionary<string, string[]>();
        var state = StateOf(json, errors);
        var (setsFollowUp, followUpAt) = At(json, AssignmentMerge.FollowUpAt, errors);
        var (setsReminder, remindAt) = At(json, AssignmentMerge.RemindAt, errors);
        return (new(state, setsFollowUp, followUpAt, setsReminder, remindAt, CallsOf(json, errors)), errors);
    }

    private static AssignmentState? StateOf(JsonElement json, Dictionary<string, string[]> errors)
    {
        if (!json.TryGetProperty(AssignmentMerge.State, out var value))
        {
            return null;
        }

        var word = value.Text();
        foreach (var state in Enum.GetValues<AssignmentState>())
        {
            if (StoredAssignment.Word(state) == word)
            {
                return state;
            }
        }

        errors[AssignmentMerge.State] = ["One of open, called, done, skipped."];
        return null;
    }

    private static (bool Sets, DateTimeOffset? At) At(JsonElement json, string name, Dictionary<string, string[]> errors)
    {
        if (!json.TryGetProperty(name, out var value))
        {
            return (false, null);
        }

        if (value.ValueKind == JsonValueKind.Null)
        {
            return (true, null);
        }

        if (Instant.TryParse(value.Text(), out var at))
        {
            return (true, at);
        }

        errors[name] = ["A time such as 2026-05-04T09:30:00.000Z, or null."];
        return (false, null);
    }

    private static Dictionary<string, bool> CallsOf(JsonElement json, Dictionary<string, string[]> errors)
    {
        var calls = new Dictionary<string, bool>(StringComparer.Ordinal);
        if (!json.TryGetProperty("calls", out var value))
        {
            return calls;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var call in value.EnumerateObject().TakeWhile(_ => calls.Count <= MaximumCalls))
            {
                if (!Ids.IsUuid(call.Name) || call.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                {
                    errors["calls"] = ["Ids of calls with true or false."];
                    return [];
                }

                calls[call.Name] = call.Value.GetBoolean();
            }
        }

        if (value.ValueKind != JsonValueKind.Object || calls.Count > MaximumCalls)
        {
            errors["calls"] = [$"At most {MaximumCalls} ids of calls with true or false."];
        }

        return calls;
    }
}
