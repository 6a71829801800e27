using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Auth;

/// <summary>Removes one of one's own passkeys.</summary>
public sealed class DeletePasskey : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Delete("/auth/passkeys/{id}").For(Audience.Employee).Uses(Table.Get, Table.Query, Table.Delete);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete(Spec.Route(), Handle).Produces(StatusCodes.Status204NoContent);

    private static async Task<IResult> Handle(string id, HttpContext context, Caller caller, PasskeyAccounts accounts, PasskeyStore store)
    {
        var cancellation = context.RequestAborted;
        if ((await store.OfAsync(caller.Id, cancellation)).TrueForAll(passkey => passkey.Id != id))
        {
            return Problem.NotFound;
        }

        try
        {
            await accounts.DeleteAsync(PasskeyAccounts.TokenOf(context), id, cancellation);
        }
        catch (NotAuthorizedException)
        {
            return Problem.Unauthorized;
        }
        catch (TooManyRequestsException)
        {
            return Problem.SlowDown(context);
        }

        await store.RemoveAsync(caller.Id, id, cancellation);
        return TypedResults.NoContent();
    }
}
