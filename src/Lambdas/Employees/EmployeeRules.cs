using System.Text.Json;
using Ooak.Lambdas.Auth;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Employees;

/// <summary>What a profile may hold. Violations by field, in words for people.</summary>
internal static class EmployeeRules
{
    internal const int MaximumName = 200;
    internal const int MaximumTeam = 100;

    /// <summary>The invitation in its stored form, or what is wrong with it.</summary>
    internal static (Invitation Invitation, Dictionary<string, string[]> Errors) Check(Invitation invitation)
    {
        var errors = new Dictionary<string, string[]>();
        var email = EmailAddress.Normalise(invitation.Email);
        var phone = Blank(invitation.Phone) ? null : PhoneNumber.Normalise(invitation.Phone);
        Add(errors, "email", email is null ? "An e-mail address such as name@example.com." : null);
        Add(errors, "name", NameError(invitation.Name));
        Add(errors, "phone", phone is null && !Blank(invitation.Phone) ? PhoneError : null);
        Add(errors, "team", TeamError(invitation.Team));
        return (new Invitation(email, invitation.Name?.Trim(), phone, invitation.Role ?? Role.Employee, Blank(invitation.Team) ? null : invitation.Team!.Trim()), errors);
    }

    internal static Dictionary<string, string[]> Check(EmployeeChanges changes)
    {
        var errors = new Dictionary<string, string[]>();
        Add(errors, "name", changes.Name is null ? null : NameError(changes.Name));
        Add(errors, "phone", Removes(changes.Phone) || PhoneNumber.Normalise(changes.Phone.Text()) is not null ? null : PhoneError);
        Add(errors, "team", Removes(changes.Team) ? null : changes.Team.Text() is { } team ? TeamError(team) : TeamRule);
        Add(errors, "status", changes.Status is null or EmployeeStatus.Active or EmployeeStatus.Disabled ? null : "active or disabled.");
        return errors;
    }

    /// <summary>The person as the changes make them; for changes that passed the check.</summary>
    /// <param name="before">The status that a disabled person had; what enabling leads back to.</param>
    internal static Employee Apply(Employee employee, EmployeeChanges changes, EmployeeStatus before) => employee with
    {
        Name = changes.Name?.Trim() ?? employee.Name,
        Phone = changes.Phone.ValueKind == JsonValueKind.Undefined ? employee.Phone : PhoneNumber.Normalise(changes.Phone.Text()),
        Team = changes.Team.ValueKind == JsonValueKind.Undefined ? employee.Team : Blank(changes.Team.Text()) ? null : changes.Team.Text()!.Trim(),
        Role = changes.Role ?? employee.Role,
        Status = (changes.Status, employee.Status) switch
        {
            (EmployeeStatus.Disabled, _) => EmployeeStatus.Disabled,
            (EmployeeStatus.Active, EmployeeStatus.Disabled) => before,
            _ => employee.Status,
        },
    };

    private const string PhoneError = "A number with its country, such as +44 20 7946 0000.";

    private static readonly string TeamRule = $"At most {MaximumTeam} characters in one line.";

    private static bool Removes(JsonElement value) => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    private static bool Blank(string? text) => string.IsNullOrWhiteSpace(text);

    private static string? NameError(string? name) =>
        name?.Trim() is { Length: > 0 and <= MaximumName } text && !text.Any(char.IsControl) ? null : $"1 to {MaximumName} characters in one line.";

    private static string? TeamError(string? team) => team is null || (team.Trim().Length <= MaximumTeam && !team.Trim().Any(char.IsControl)) ? null : TeamRule;

    private static void Add(Dictionary<string, string[]> errors, string field, string? error)
    {
        if (error is not null)
        {
            errors[field] = [error];
        }
    }
}
