using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Auth;

/// <summary>Begins the registration of a passkey: what the browser needs to make one. 409 <c>passkey-limit</c>.</summary>
public sealed class StartPasskey : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Post("/auth/passkeys").For(Audience.Employee).Uses(Table.Get);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Spec.Route(), Handle).Produces<PasskeyOptions>();

    private static async Task<IResult> Handle(HttpContext context, PasskeyAccounts accounts)
    {
        try
        {
            return TypedResults.Ok(new PasskeyOptions(await accounts.StartAsync(PasskeyAccounts.TokenOf(context), context.RequestAborted)));
        }
        catch (LimitExceededException)
        {
            return Problem.PasskeyLimit;
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
