using System.Globalization;
using Ooak.Lambdas.Audit;

namespace Ooak.Lambdas.Assignments;

/// <summary>What is written down of what managers give people to do; the words are stable.</summary>
internal static class AssignmentAudit
{
    /// <summary>One entry for what was assigned at once.</summary>
    internal static AuditEntry Created(DateTimeOffset at, string by, IReadOnlyCollection<Assignment> assignments)
    {
        var people = assignments.Select(assignment => assignment.EmployeeId).Distinct().ToList();
        var details = new Dictionary<string, string>
        {
            ["count"] = assignments.Count.ToString(CultureInfo.InvariantCulture),
            [people.Count == 1 ? AuditEntry.Person : AuditEntry.People] = string.Join(' ', people),
        };
        return new AuditEntry(at, by, "assignments-created", details);
    }

    internal static AuditEntry Changed(string by, Assignment before, Assignment after)
    {
        var action = after.EmployeeId != before.EmployeeId ? "assignment-moved" : after.Deleted ? "assignment-cancelled" : "assignment-restored";
        return new AuditEntry(after.UpdatedAt, by, action, new Dictionary<string, string> { ["assignmentId"] = after.Id, [AuditEntry.Person] = after.EmployeeId });
    }
}
