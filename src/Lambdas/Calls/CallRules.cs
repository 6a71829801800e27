using System.Buffers;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Calls;

/// <summary>What a call may hold. Violations by field, in words for people.</summary>
internal static class CallRules
{
    internal const int MaximumName = 200;
    internal const int MaximumNotes = 10_000;
    internal const int MaximumOutcome = 100;
    internal const int MaximumPhone = 32;
    internal const int MaximumDuration = 86_400;

    private static readonly SearchValues<char> Dialled = SearchValues.Create("0123456789*#+,;");

    internal static Dictionary<string, string[]> Check(CallDraft draft)
    {
        var errors = CheckFields(
            draft.ContactName, draft.ContactPhone, draft.CallType, draft.Status, draft.Duration, draft.Notes, draft.Outcome, draft.StartedAt, draft.AssignmentId);
        if (!Ids.IsUuid(draft.Id))
        {
            errors["id"] = ["The id is a UUID in lower case."];
        }

        if (!Enum.IsDefined(draft.Source))
        {
            errors["source"] = ["One of manual, timed, detected, imported."];
        }

        return errors;
    }

    internal static Dictionary<string, string[]> Check(CallUpdate update)
    {
        var errors = CheckFields(
            update.ContactName, update.ContactPhone, update.CallType, update.Status, update.Duration, update.Notes, update.Outcome, update.StartedAt, update.AssignmentId);
        if (update.Version is not > 0)
        {
            errors["version"] = ["The version that was read."];
        }

        return errors;
    }

    internal static string? NameError(string? name) => TextError(name, MaximumName);

    internal static string? NotesError(string? notes) => TextError(notes, MaximumNotes);

    internal static string? OutcomeError(string? outcome) => TextError(outcome, MaximumOutcome);

    internal static string? DurationError(long duration) =>
        duration is >= 0 and <= MaximumDuration ? null : $"Whole seconds from 0 to {MaximumDuration}.";

    internal static string? AssignmentError(string? assignmentId) =>
        assignmentId is null || Ids.IsUuid(assignmentId) ? null : "The id is a UUID in lower case.";

    internal static string? PhoneError(string? phone) => phone switch
    {
        null => null,
        { Length: 0 or > MaximumPhone } => $"1 to {MaximumPhone} characters, or nothing for a withheld number.",
        _ when phone.AsSpan().ContainsAnyExcept(Dialled) => "Digits and * # + , ; only.",
        _ => null,
    };

    private static Dictionary<string, string[]> CheckFields(
        string? name, string? phone, CallType? callType, CallStatus? status, int duration, string? notes, string? outcome, DateTimeOffset? startedAt, string? assignmentId)
    {
        var errors = new Dictionary<string, string[]>();
        Add("contactName", NameError(name));
        Add("contactPhone", PhoneError(phone));
        Add("callType", callType is { } type && Enum.IsDefined(type) ? null : "incoming or outgoing.");
        Add("status", status is { } known && Enum.IsDefined(known) ? null : "completed, missed or rejected.");
        Add("duration", DurationError(duration));
        Add("notes", NotesError(notes));
        Add("outcome", OutcomeError(outcome));
        Add("startedAt", startedAt is null ? "When the call began is needed." : null);
        Add("assignmentId", AssignmentError(assignmentId));
        return errors;

        void Add(string field, string? error)
        {
            if (error is not null)
            {
                errors[field] = [error];
            }
        }
    }

    internal static string? TextError(string? text, int maximum) => text switch
    {
        null => null,
        _ when text.Length > maximum => $"At most {maximum} characters.",
        _ when HasLoneSurrogate(text) => "This text is damaged (half of a character).",
        _ => null,
    };

    // DynamoDB stores UTF-8; half a character would come back as another.
    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return true;
            }
        }

        return false;
    }
}
