using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Auth;

/// <summary>One's own passkeys, oldest first: those that sign in.</summary>
public sealed class ListPasskeys : IHttpFunction
{
    /// <summary>A registration takes seconds; what Cognito does not know after this was cut short, or removed there.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(5);

    public static FunctionSpec Spec => HttpEndpoint.Get("/auth/passkeys").For(Audience.Employee).Uses(Table.Get, Table.Query, Table.Delete);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle).Produces<PasskeyList>();

    private static async Task<IResult> Handle(HttpContext context, Caller caller, PasskeyAccounts accounts, PasskeyStore store, TimeProvider time)
    {
        var cancellation = context.RequestAborted;
        try
        {
            var signingIn = await accounts.ListAsync(PasskeyAccounts.TokenOf(context), cancellation);
            var shown = new List<Passkey>();
            foreach (var passkey in await store.OfAsync(caller.Id, cancellation))
            {
                if (signingIn.Contains(passkey.Id))
                {
                    shown.Add(passkey);
                }
                else if (time.GetUtcNow() - passkey.CreatedAt > Settled)
                {
                    await store.RemoveAsync(caller.Id, passkey.Id, cancellation);
                }
            }

            return TypedResults.Ok(new PasskeyList(shown));
        }
        catch (NotAuthorizedException)
        {
            return Problem.Unauthorized;
        }
        catch (TooManyRequestsException)
        {
            return Problem.SlowDown(context);
        }
    }
}
