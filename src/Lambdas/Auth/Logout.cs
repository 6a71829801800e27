using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;
using Ooak.Lambdas.Push;
using Ooak.Lambdas.Realtime;

namespace Ooak.Lambdas.Auth;

/// <summary>Ends this device's session; with <c>everywhere</c>, all of the person's: refresh tokens are revoked, sockets closed,
/// access tokens refused at once, and no phone is told of anything until somebody has signed in there. Answers 204 even when there
/// was nothing to end; 401 <c>session-expired</c> when everywhere was asked for by a session that is over, and so could not be
/// done.</summary>
public sealed class Logout : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Post("/auth/logout").For(Audience.Anyone)
        .Uses(UserPool.ReadClient, Table.Get, Table.Query, Table.Update, Table.Delete, WebSocketConnections.Close);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Spec.Route(), Handle).Produces(StatusCodes.Status204NoContent);

    private static async Task<IResult> Handle(
        LogoutRequest? request,
        HttpContext context,
        IAmazonCognitoIdentityProvider cognito,
        AppClient client,
        EmployeeStore employees,
        ConnectionCloser sockets,
        PushSubscriptions phones)
    {
        var token = RefreshCookie.Read(context)?.Token;
        var cancellation = context.RequestAborted;
        try
        {
            if (request is { Everywhere: true })
            {
                if (token is null || !await TryEverywhereAsync(token, cognito, client, employees, sockets, phones, cancellation))
                {
                    RefreshCookie.Clear(context);
                    return Problem.SessionExpired;
                }
            }
            else if (token is not null)
            {
                await HereAsync(token, cognito, client, cancellation);
            }
        }
        catch (TooManyRequestsException)
        {
            return Problem.SlowDown(context);
        }

        RefreshCookie.Clear(context);
        return TypedResults.NoContent();
    }

    // The table first: from then on nothing is open but sessions. They go last, because what fails before can be asked for again. Whoever
    // refreshed in between has a token that is later than the table says, and may have opened a socket with it: hence both once more.
    private static async Task<bool> TryEverywhereAsync(
        string token,
        IAmazonCognitoIdentityProvider cognito,
        AppClient client,
        EmployeeStore employees,
        ConnectionCloser sockets,
        PushSubscriptions phones,
        CancellationToken cancellation)
    {
        try
        {
            var tokens = await client.RefreshAsync(token, cancellation);
            var employeeId = AccessToken.Read(tokens.AccessToken!).Subject;
            await employees.SignOutAsync(employeeId, cancellation);
            await sockets.CloseAllAsync(employeeId, cancellation);
            foreach (var phone in await phones.OfAsync(employeeId, cancellation))
            {
                await phones.RemoveAsync(employeeId, phone.Id, cancellation);
            }

            await cognito.GlobalSignOutAsync(new GlobalSignOutRequest { AccessToken = tokens.AccessToken }, cancellation);
            await employees.SignOutAsync(employeeId, cancellation);
            await sockets.CloseAllAsync(employeeId, cancellation);
            return true;
        }
        catch (Exception e) when (e is NotAuthorizedException or RefreshTokenReuseException or InvalidParameterException or UserNotFoundException)
        {
            return false;
        }
    }

    private static async Task HereAsync(string token, IAmazonCognitoIdentityProvider cognito, AppClient client, CancellationToken cancellation)
    {
        try
        {
            await cognito.RevokeTokenAsync(
                new RevokeTokenRequest { ClientId = client.Id, ClientSecret = await client.SecretAsync(cancellation), Token = token },
                cancellation);
        }
        catch (Exception e) when (e is NotAuthorizedException or InvalidParameterException or UnsupportedTokenTypeException)
        {
            // Expired or revoked already: what was asked for is so.
        }
    }
}
