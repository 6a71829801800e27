using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ooak.Lambdas.Problems;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Employees;

/// <summary>Who is to be invited.</summary>
/// <param name="Phone">E.164; spaces, dashes and parentheses don't count.</param>
/// <param name="Role">Employee when absent.</param>
public sealed record Invitation(
    [property: Required] string? Email,
    [property: Required, StringLength(EmployeeRules.MaximumName)] string? Name,
    string? Phone,
    Role? Role,
    [property: StringLength(EmployeeRules.MaximumTeam)] string? Team);

/// <summary>What a PATCH changes: what is present.</summary>
/// <param name="Phone">Text, or null to remove it.</param>
/// <param name="Team">Text, or null to remove it.</param>
/// <param name="Status">Active or disabled.</param>
public sealed record EmployeeChanges(
    [property: StringLength(EmployeeRules.MaximumName)] string? Name,
    [property: DataType(DataType.Text)] JsonElement Phone,
    Role? Role,
    [property: DataType(DataType.Text)] JsonElement Team,
    EmployeeStatus? Status);

public sealed record ImportRequest([property: Required] IReadOnlyList<Invitation>? Employees);

[JsonConverter(typeof(Words<ImportStatus>))]
public enum ImportStatus
{
    Invited,

    /// <summary>That address is here already: harmless in a retry.</summary>
    Exists,

    /// <summary>Not done, and never will be like this; the problem says why.</summary>
    Rejected,

    /// <summary>Not done; send this row again.</summary>
    Retry,
}

public sealed record ImportResult(
    string Email,
    ImportStatus Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Employee? Employee = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RowProblem? Problem = null);

/// <param name="Results">In the order of the rows.</param>
public sealed record ImportResponse(IReadOnlyList<ImportResult> Results);
