using System.Globalization;
using Ooak.Lambdas.Audit;

namespace Ooak.Lambdas.Calls;

/// <summary>What is written down of other people's calls; the words are stable. What people do with their own is in the call's
/// history alone.</summary>
internal static class CallAudit
{
    internal const string Viewed = "call-viewed";
    internal const string Changed = "call-changed";
    internal const string Deleted = "call-deleted";

    /// <summary>Null: the call is the person's own.</summary>
    internal static AuditEntry? Entry(DateTimeOffset at, string by, string action, Call call, IEnumerable<CallField>? changed = null)
    {
        if (by == call.EmployeeId)
        {
            return null;
        }

        var details = new Dictionary<string, string> { ["employeeId"] = call.EmployeeId, ["callId"] = call.Id };
        if (changed is not null)
        {
            // Which fields, not what they held: that is the history's, and goes with the call.
            details["fields"] = string.Join(", ", changed.Select(field => field.Name));
            details["version"] = call.Version.ToString(CultureInfo.InvariantCulture);
        }

        return new AuditEntry(at, by, action, details);
    }
}
