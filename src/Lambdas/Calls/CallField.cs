using System.Text.Json;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Calls;

/// <summary>A field that people may change: how to read it, and how to take it from a partial update.</summary>
/// <param name="Set">Answers the changed call, or why the value is not valid.</param>
internal sealed record CallField(string Name, Func<Call, object?> Get, Func<Call, JsonElement, FieldOutcome> Set)
{
    internal const string Notes = "notes";

    /// <summary>In the order in which conflicts are listed.</summary>
    internal static readonly CallField[] All =
    [
        Text("contactName", c => c.ContactName, (c, v) => c with { ContactName = v }, CallRules.NameError),
        Text("contactPhone", c => c.ContactPhone, (c, v) => c with { ContactPhone = v }, CallRules.PhoneError),
        Word<CallType>("callType", c => c.CallType, (c, v) => c with { CallType = v }),
        Word<CallStatus>("status", c => c.Status, (c, v) => c with { Status = v }),
        new("duration", c => c.Duration, (c, json) =>
            json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var seconds) && CallRules.DurationError(seconds) is null
                ? FieldOutcome.Ok(c with { Duration = (int)seconds })
                : FieldOutcome.Refused(CallRules.DurationError(-1)!)),
        Text(Notes, c => c.Notes, (c, v) => c with { Notes = v }, CallRules.NotesError),
        Text("outcome", c => c.Outcome, (c, v) => c with { Outcome = v }, CallRules.OutcomeError),
        new("startedAt", c => c.StartedAt, (c, json) =>
            Instant.TryParse(json.Text(), out var instant)
                ? FieldOutcome.Ok(c with { StartedAt = instant })
                : FieldOutcome.Refused("A time is ISO 8601 with an offset, such as 2026-05-04T09:30:00.000Z.")),
        Text("assignmentId", c => c.AssignmentId, (c, v) => c with { AssignmentId = v }, CallRules.AssignmentError),
        Flag("private", c => c.Private, (c, v) => c with { Private = v }),
        Flag("clockSuspect", c => c.ClockSuspect, (c, v) => c with { ClockSuspect = v }),
    ];

    internal static IEnumerable<CallField> ChangedBetween(Call before, Call after) => All.Where(field => !Equals(field.Get(before), field.Get(after)));

    private static CallField Text(string name, Func<Call, string?> get, Func<Call, string?, Call> set, Func<string?, string?> error) =>
        new(name, get, (call, json) =>
        {
            var value = json.Text();
            if (value is null && json.ValueKind != JsonValueKind.Null)
            {
                return FieldOutcome.Refused("This is text.");
            }

            return error(value) is { } refusal ? FieldOutcome.Refused(refusal) : FieldOutcome.Ok(set(call, value));
        });

    private static CallField Flag(string name, Func<Call, bool> get, Func<Call, bool, Call> set) =>
        new(name, call => get(call), (call, json) => json.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? FieldOutcome.Ok(set(call, json.GetBoolean()))
            : FieldOutcome.Refused("true or false."));

    private static CallField Word<T>(string name, Func<Call, T> get, Func<Call, T, Call> set)
        where T : struct, Enum =>
        new(name, call => get(call), (call, json) =>
        {
            var text = json.Text();
            foreach (var value in Enum.GetValues<T>())
            {
                if (text == JsonNamingPolicy.CamelCase.ConvertName(Enum.GetName(value)!))
                {
                    return FieldOutcome.Ok(set(call, value));
                }
            }

            var words = Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName);
            return FieldOutcome.Refused($"One of {string.Join(", ", words)}.");
        });
}

/// <summary>The call with the field set, or the reason against it.</summary>
internal readonly record struct FieldOutcome(Call? Call, string? Error)
{
    internal static FieldOutcome Ok(Call call) => new(call, null);

    internal static FieldOutcome Refused(string error) => new(null, error);
}
