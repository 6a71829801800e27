using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Auth;

/// <summary>What follows when Cognito has accepted somebody: the profile decides whether they get in.</summary>
internal sealed class SignIn(IAmazonCognitoIdentityProvider cognito, LaterTokens later, EmployeeStore employees, TimeProvider time)
{
    /// <param name="since">When a session that goes on began; null: it begins now.</param>
    public async Task<IResult> CompleteAsync(HttpContext context, AuthenticationResultType tokens, long? since = null)
    {
        var cancellation = context.RequestAborted;
        var token = AccessToken.Read(tokens.AccessToken!);
        var stored = await employees.FindAsync(token.Subject, cancellation);
        if (stored is null && token.Groups.Count > 0)
        {
            stored = await employees.EnsureAsync(await FirstProfileAsync(tokens.AccessToken!, token, cancellation), cancellation);
        }

        if (stored is { Employee.Status: EmployeeStatus.Invited })
        {
            stored = await employees.ActivateAsync(stored, cancellation);
        }

        if (stored is not { Employee: { Status: EmployeeStatus.Active } employee })
        {
            return Problem.AccountDisabled;
        }

        tokens = await later.ThanAsync(stored.SignedOutAt, tokens, cancellation);
        if (tokens.RefreshToken is { } refreshToken)
        {
            RefreshCookie.Write(context, new(employee.Id, since ?? time.GetUtcNow().ToUnixTimeSeconds(), refreshToken));
        }

        return TypedResults.Ok(new SignedIn(tokens.AccessToken!, tokens.ExpiresIn ?? 0, employee));
    }

    // The stack creates the first manager as a user of the pool; the profile comes with the first sign-in.
    private async Task<StoredEmployee> FirstProfileAsync(string accessToken, AccessToken token, CancellationToken cancellation)
    {
        var user = await cognito.GetUserAsync(new GetUserRequest { AccessToken = accessToken }, cancellation);
        var email = user.UserAttributes!.Find(attribute => attribute.Name == "email")?.Value
            ?? throw new InvalidOperationException("A user without an e-mail address.");
        var employee = new Employee
        {
            Id = token.Subject,
            Email = email,
            Name = email.Split('@')[0],
            Role = token.Groups.Contains("manager") ? Role.Manager : Role.Employee,
            Status = EmployeeStatus.Active,
            CreatedAt = time.GetUtcNow(),
        };
        return new StoredEmployee(employee, token.Username);
    }
}
