using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Assignments;

/// <summary>What an assignment may hold. Violations by field, in words for people.</summary>
internal static class AssignmentRules
{
    internal const int MaximumNote = 2_000;

    internal static Dictionary<string, string[]> Check(AssignmentDraft draft)
    {
        var errors = CheckFields(draft.EmployeeId, draft.ContactName, draft.ContactPhone, draft.Note, draft.DueDay);
        if (!Ids.IsUuid(draft.Id))
        {
            errors["id"] = ["The id is a UUID in lower case."];
        }

        return errors;
    }

    internal static Dictionary<string, string[]> Check(AssignmentUpdate update)
    {
        var errors = CheckFields(update.EmployeeId, update.ContactName, update.ContactPhone, update.Note, update.DueDay);
        if (update.Version is not > 0)
        {
            errors["version"] = ["The version that was read."];
        }

        if (update.State is not { } state || !Enum.IsDefined(state))
        {
            errors["state"] = ["One of open, called, done, skipped."];
        }

        return errors;
    }

    private static Dictionary<string, string[]> CheckFields(string? employeeId, string? name, string? phone, string? note, string? dueDay)
    {
        var errors = new Dictionary<string, string[]>();
        Add("employeeId", Ids.IsEmployeeId(employeeId) ? null : "The id of who is to call.");
        Add("contactName", CallRules.NameError(name));
        Add("contactPhone", phone is null ? "The number to call." : CallRules.PhoneError(phone));
        Add("note", CallRules.TextError(note, MaximumNote));
        Add("dueDay", dueDay is null || OrganisationClock.IsDay(dueDay) ? null : "A day such as 2026-05-04.");
        return errors;

        void Add(string field, string? error)
        {
            if (error is not null)
            {
                errors[field] = [error];
            }
        }
    }
}
