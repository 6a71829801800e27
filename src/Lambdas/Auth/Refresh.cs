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
            return await signIn.CompleteAsync(context, await client.RefreshAsync(session.Token, cancellation), session.Since);
        }
        catch (Exception e) when (e is NotAuthorizedException or RefreshTokenReuseException or InvalidParameterException or UserNotFoundException)
        {
            var stored = session.Owner is { } owner ? await employees.FindAsync(owner, cancellation) : null;

            // The cookie stays, so that a page which never got this answer gets it again.
            if (stored is { Employee.Status: EmployeeStatus.Disabled })
            {
                return Problem.AccountDisabled;
            }

            if (stored is not null && session.Since <= stored.SignedOutAt)
            {
                return Problem.SignedOut;
            }

            RefreshCookie.Clear(context);
            return stored is null && session.Owner is { } erased && await employees.FindErasedAsync(erased, cancellation) is not null
                ? Problem.AccountErased
                : Problem.SessionExpired;
        }
        catch (TooManyRequestsException)
        {
            return Problem.SlowDown(context);
        }
    }
}
