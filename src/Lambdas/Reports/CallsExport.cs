using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Reports;

/// <summary>What is said of an export, whichever way it goes out.</summary>
internal static class CallsExport
{
    internal const string ContentType = "text/csv; charset=utf-8";
    private const string Exported = "calls-exported";

    /// <summary>The criteria with their days, so that a later step asks for the same ones.</summary>
    internal static CallCriteria WithDays(CallCriteria criteria, OrganisationClock clock)
    {
        var (from, to) = criteria.Days(clock, []);
        return criteria with { From = OrganisationClock.Text(from), To = OrganisationClock.Text(to) };
    }

    /// <summary>Which calls went out, without what was searched for: that may be a person's.</summary>
    internal static AuditEntry Entry(DateTimeOffset at, string by, CallCriteria criteria, string? of)
    {
        var details = new Dictionary<string, string> { ["from"] = criteria.From!, ["to"] = criteria.To! };
        if (of is not null)
        {
            details["employeeId"] = of;
        }

        (string Name, string? Value)[] narrowing =
            [("status", criteria.Status), ("callType", criteria.CallType), ("outcome", criteria.Outcome), ("phone", criteria.Phone), ("text", criteria.Q)];
        var names = narrowing.Where(entry => !string.IsNullOrEmpty(entry.Value)).Select(entry => entry.Name).ToList();
        if (names.Count > 0)
        {
            details["filters"] = string.Join(", ", names);
        }

        return new AuditEntry(at, by, Exported, details);
    }
}
