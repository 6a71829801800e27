using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Employees;

/// <summary>A profile as an item of the table.</summary>
internal static class EmployeeItem
{
    /// <summary>An attribute of a profile: ids of the browsers that the person is told on.</summary>
    internal const string Push = "push";
    internal const string RoleName = "role";
    internal const string Status = "status";
    internal const string InvitedAt = "invitedAt";
    internal const string Username = "username";
    internal const string Unsettled = "unsettled";
    private const string Email = "email";
    private const string Name = "name";
    private const string Phone = "phone";
    private const string Team = "team";
    private const string CreatedAt = "createdAt";
    private const string SignedOutAt = "signedOutAt";
    private const string StatusBefore = "statusBefore";

    internal static Dictionary<string, AttributeValue> ToItem(StoredEmployee stored)
    {
        var employee = stored.Employee;
        var item = Item.Key(Keys.Employee(employee.Id), Keys.Profile);
        item[Keys.Type] = Item.S(ItemTypes.Employee);
        item[Keys.Organisation] = Item.S(Keys.WholeOrganisation);
        item[Keys.OrganisationSort] = Item.S(Keys.DirectoryName(employee.Name));
        item[Email] = Item.S(employee.Email);
        item[Name] = Item.S(employee.Name);
        item.SetIfPresent(Phone, employee.Phone);
        item[RoleName] = Item.S(TextOf(employee.Role));
        item.SetIfPresent(Team, employee.Team);
        item[Status] = Item.S(TextOf(employee.Status));
        item[CreatedAt] = Item.S(Instant.Text(employee.CreatedAt));
        item.SetIfPresent(InvitedAt, employee.InvitedAt is { } invited ? Instant.Text(invited) : null);
        item[Username] = Item.S(stored.Username);
        item.SetIfPresent(Unsettled, stored.Unsettled);
        item.SetIfPresent(StatusBefore, employee.Status == EmployeeStatus.Disabled ? TextOf(stored.StatusBefore) : null);
        if (stored.SignedOutAt > 0)
        {
            item[SignedOutAt] = Item.N(stored.SignedOutAt);
        }

        return item;
    }

    internal static StoredEmployee FromItem(Dictionary<string, AttributeValue> item)
    {
        var email = item.RequiredText(Email);
        var employee = new Employee
        {
            Id = Keys.EmployeeOf(item.RequiredText(Keys.Partition)),
            Email = email,
            Name = item.RequiredText(Name),
            Phone = item.Text(Phone),
            Role = item.Text(RoleName) == TextOf(Role.Manager) ? Role.Manager : Role.Employee,
            Team = item.Text(Team),
            Status = StatusOf(item.Text(Status)),
            CreatedAt = Instant.Parse(item.RequiredText(CreatedAt)),
            InvitedAt = item.Text(InvitedAt) is { } invited ? Instant.Parse(invited) : null,
            Reachable = item.ContainsKey(Push),
        };

        // The e-mail address stands for the user's own name everywhere.
        return new StoredEmployee(employee, item.Text(Username) ?? email)
        {
            SignedOutAt = item.Number(SignedOutAt),
            Unsettled = item.Text(Unsettled),
            StatusBefore = item.Text(StatusBefore) is { } before ? StatusOf(before) : EmployeeStatus.Active,
        };
    }

    internal static string TextOf(Role role) => role == Role.Manager ? "manager" : "employee";

    internal static string TextOf(EmployeeStatus status) => status switch
    {
        EmployeeStatus.Active => "active",
        EmployeeStatus.Invited => "invited",
        _ => "disabled",
    };

    private static EmployeeStatus StatusOf(string? text) => text switch
    {
        "active" => EmployeeStatus.Active,
        "invited" => EmployeeStatus.Invited,
        _ => EmployeeStatus.Disabled,
    };
}
