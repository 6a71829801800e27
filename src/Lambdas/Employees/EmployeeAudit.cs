using Ooak.Lambdas.Audit;

namespace Ooak.Lambdas.Employees;

/// <summary>What is written down of people's accounts; the words are stable. Of names and numbers only that they changed: the
/// trail outlives them.</summary>
internal static class EmployeeAudit
{
    private const string Invited = "employee-invited";
    private const string InvitedAgain = "employee-invited-again";
    private const string RoleChanged = "role-changed";
    private const string Disabled = "employee-disabled";
    private const string Enabled = "employee-enabled";
    private const string Changed = "employee-changed";
    private const string Erased = "employee-erased";
    private const string Exported = "employee-exported";

    internal static AuditEntry Invitation(DateTimeOffset at, string by, Employee employee) =>
        new(at, by, Invited, new Dictionary<string, string> { ["employeeId"] = employee.Id, ["role"] = Word(employee.Role) });

    internal static AuditEntry InvitationAgain(DateTimeOffset at, string by, string employeeId) =>
        new(at, by, InvitedAgain, new Dictionary<string, string> { ["employeeId"] = employeeId });

    internal static AuditEntry Erasure(DateTimeOffset at, string by, string employeeId) =>
        new(at, by, Erased, new Dictionary<string, string> { ["employeeId"] = employeeId });

    internal static AuditEntry Export(DateTimeOffset at, string by, string employeeId) =>
        new(at, by, Exported, new Dictionary<string, string> { ["employeeId"] = employeeId });

    /// <summary>One entry for each kind of change.</summary>
    internal static IReadOnlyList<AuditEntry> Changes(DateTimeOffset at, string by, Employee before, Employee after)
    {
        var entries = new List<AuditEntry>();
        if (before.Role != after.Role)
        {
            Add(RoleChanged, ("role", $"{Word(before.Role)} → {Word(after.Role)}"));
        }

        if (before.Status != after.Status)
        {
            Add(after.Status == EmployeeStatus.Disabled ? Disabled : Enabled);
        }

        string?[] fields = [before.Name == after.Name ? null : "name", before.Phone == after.Phone ? null : "phone", before.Team == after.Team ? null : "team"];
        if (fields.Any(field => field is not null))
        {
            Add(Changed, ("fields", string.Join(", ", fields.OfType<string>())));
        }

        return entries;

        void Add(string action, params (string Name, string Value)[] more)
        {
            var details = new Dictionary<string, string> { ["employeeId"] = after.Id };
            foreach (var (name, value) in more)
            {
                details[name] = value;
            }

            entries.Add(new AuditEntry(at, by, action, details));
        }
    }

    private static string Word(Role role) => role == Role.Manager ? "manager" : "employee";
}
