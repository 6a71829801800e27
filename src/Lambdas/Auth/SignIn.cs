using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Auth;

/// <summary>What follows when Cognito has accepted somebody: the profile decides whether they get in.</summary>
internal sealed class SignIn(EmployeeStore employees, TimeProvider time)
{
    /// <param name="email">Of a person who signs in for the first time and has no profile yet.</param>
    public async Task<IResult> CompleteAsync(HttpContext context, AuthenticationResultType tokens, string? email)
    {
        var cancellation = context.RequestAborted;
        var token = AccessToken.Read(tokens.AccessToken!);
        var employee = await employees.FindAsync(token.Subject, cancellation);
        if (employee is null && email is not null && token.Groups.Count > 0)
        {
            employee = await employees.EnsureAsync(FirstProfile(token, email), cancellation);
        }

        if (employee is { Status: EmployeeStatus.Invited })
        {
            await employees.ActivateAsync(employee.Id, cancellation);
            employee = employee with { Status = EmployeeStatus.Active };
        }

        if (employee is not { Status: EmployeeStatus.Active })
        {
            RefreshCookie.Clear(context);
            return Problem.AccountDisabled;
        }

        if (tokens.RefreshToken is { } refreshToken)
        {
            RefreshCookie.Write(context, refreshToken);
        }

        return TypedResults.Ok(new SignedIn(tokens.AccessToken!, tokens.ExpiresIn ?? 0, employee));
    }

    // The stack creates the first manager as a user of the pool; the profile comes with the first sign-in.
    private Employee FirstProfile(AccessToken token, string email) => new()
    {
        Id = token.Subject,
        Email = email,
        Name = email.Split('@')[0],
        Role = token.Groups.Contains("manager") ? Role.Manager : Role.Employee,
        Status = EmployeeStatus.Active,
        CreatedAt = time.GetUtcNow(),
    };
}
