namespace Ooak.Lambdas.Employees;

/// <summary>A profile with what is not for the wire.</summary>
/// <param name="Username">The user's own name in the pool.</param>
internal sealed record StoredEmployee(Employee Employee, string Username)
{
    /// <summary>Seconds since 1970; access tokens issued then or earlier are refused. 0: never signed out everywhere.</summary>
    public long SignedOutAt { get; init; }

    /// <summary>Set while Cognito and open sockets do not follow the profile yet: names the change that they wait for.</summary>
    public string? Unsettled { get; init; }

    /// <summary>What enabling a disabled person leads back to: invited, when they never signed in.</summary>
    public EmployeeStatus StatusBefore { get; init; } = EmployeeStatus.Active;
}
