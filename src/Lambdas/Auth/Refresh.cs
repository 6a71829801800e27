using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Auth;

/// <summary>A new access token for the refresh cookie, which is rotated. 401 <c>session-expired</c>: sign in again; with
/// <c>signedOut</c> it was ended on all devices. 403 <c>account-disabled</c>, 410 <c>account-erased</c>: there is no use in it.</summary>
public sealed class Refresh : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Post("/auth/refresh").For(Audience.Anyone)
        .Uses(UserPool.ReadClient, Table.Get, Table.Put, Table.Update);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Spec.Route(), Handle).Produces<SignedIn>();

    private static async Task<IResult> Handle(HttpContext context, AppClient client, SignIn signIn, EmployeeStore employees)
    {
        if (RefreshCookie.Read(context) is not { } session)
        {
            return Problem.SessionExpired;
        }

        var cancellation = context.RequestAborted;
        try
        {
            return await signIn.CompleteAsync(context, await client.RefreshAsync(session.Token, cancellation));
        }
        catch (Exception e) when (e is NotAuthorizedException or RefreshTokenReuseException or InvalidParameterException or UserNotFoundException)
        {
            RefreshCookie.Clear(context);
            return session.Owner is not { } owner ? Problem.SessionExpired : await employees.FindAsync(owner, cancellation) switch
            {
                null when await employees.FindErasedAsync(owner, cancellation) is not null => Problem.AccountErased,
                { Employee.Status: EmployeeStatus.Disabled } => Problem.AccountDisabled,
                { SignedOutAt: var ended } when session.SignedInAt <= ended => Problem.SignedOut,
                _ => Problem.SessionExpired,
            };
        }
        catch (TooManyRequestsException)
        {
            return Problem.SlowDown(context);
        }
    }
}
