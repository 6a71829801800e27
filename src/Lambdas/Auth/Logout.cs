using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Auth;

/// <summary>Revokes this device's refresh token and clears its cookie. Answers 204 even when there was nothing to revoke.</summary>
public sealed class Logout : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Post("/auth/logout").For(Audience.Anyone).Uses(UserPool.ReadClient);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Spec.Route(), Handle).Produces(StatusCodes.Status204NoContent);

    private static async Task<IResult> Handle(HttpContext context, IAmazonCognitoIdentityProvider cognito, AppClient client)
    {
        if (RefreshCookie.Read(context) is { } refreshToken)
        {
            try
            {
                await cognito.RevokeTokenAsync(
                    new RevokeTokenRequest
                    {
                        ClientId = client.Id,
                        ClientSecret = await client.SecretAsync(context.RequestAborted),
                        Token = refreshToken,
                    },
                    context.RequestAborted);
            }
            catch (Exception e) when (e is NotAuthorizedException or InvalidParameterException or UnsupportedTokenTypeException)
            {
                // Expired or revoked already: what was asked for is so.
            }
        }

        RefreshCookie.Clear(context);
        return TypedResults.NoContent();
    }
}
