using System.Text.Json.Serialization;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Employees;

[JsonConverter(typeof(Words<Role>))]
public enum Role
{
    Employee,
    Manager,
}

[JsonConverter(typeof(Words<EmployeeStatus>))]
public enum EmployeeStatus
{
    Active,
    Invited,
    Disabled,
}

/// <summary>A person of the organisation; managers are employees too.</summary>
public sealed record Employee
{
    /// <summary>The user's <c>sub</c> in Cognito.</summary>
    public required string Id { get; init; }
    public required string Email { get; init; }
    public required string Name { get; init; }

    /// <summary>E.164.</summary>
    public string? Phone { get; init; }
    public Role Role { get; init; }
    public string? Team { get; init; }
    public EmployeeStatus Status { get; init; }
    public Instant CreatedAt { get; init; }

    /// <summary>Some phone of theirs shows notices.</summary>
    public bool Reachable { get; init; }

    /// <summary>When the last invitation went out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? InvitedAt { get; init; }
}

public sealed record EmployeePage(IReadOnlyList<Employee> Employees, string? Cursor);
