using Ooak.Lambdas.Employees;

namespace Ooak.Lambdas.Auth;

public sealed record LoginRequest(string? Email, string? Password);

/// <summary>The answer to a challenge of POST /auth/login.</summary>
/// <param name="Session">As given; valid for three minutes, once.</param>
public sealed record ChallengeRequest(string? Challenge, string? Session, string? Email, string? NewPassword);

/// <param name="AccessToken">For the Authorization header; keep it in memory only.</param>
/// <param name="ExpiresIn">Seconds.</param>
public sealed record SignedIn(string AccessToken, int ExpiresIn, Employee Employee);

/// <summary>One more thing is needed; send it to POST /auth/challenge.</summary>
public sealed record Challenge(
    [property: System.Text.Json.Serialization.JsonPropertyName("challenge")] string Name,
    string Session);
