using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;
using Cognito = Amazon.CognitoIdentityProvider.Model;

namespace Ooak.Lambdas.Auth;

/// <summary>Sends a code to reset the password. 204 whether or not there is such an account, and as quickly.</summary>
public sealed class ForgotPassword : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Post("/auth/password/forgot").For(Audience.Anyone)
        .Uses(UserPool.ReadClient, Table.Put, Table.Update);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Spec.Route(), Handle).Produces(StatusCodes.Status204NoContent);

    private static async Task<IResult> Handle(
        ForgotPasswordRequest request,
        HttpContext context,
        IAmazonCognitoIdentityProvider cognito,
        AppClient client,
        Throttle throttle,
        ResponseFloor floor)
    {
        if (EmailAddress.Normalise(request.Email) is not { } email)
        {
            return Problem.Invalid("email", "An e-mail address such as name@example.com.");
        }

        var started = floor.Start();
        var cancellation = context.RequestAborted;
        if ((await throttle.BeginAsync(Limits.Code, email, context)).Wait is { } wait)
        {
            return Problem.SlowDown(context, wait);
        }

        await throttle.ExpectResetAsync(email, cancellation);
        try
        {
            await cognito.ForgotPasswordAsync(
                new Cognito.ForgotPasswordRequest { ClientId = client.Id, Username = email, SecretHash = await client.SecretHashAsync(email, cancellation) },
                cancellation);
        }
        catch (Exception e) when (e is NotAuthorizedException or UserNotFoundException or UserNotConfirmedException or InvalidParameterException
            or LimitExceededException or CodeDeliveryFailureException)
        {
            // No such account, one that was never signed in to, or too many codes: none of it is told.
        }
        catch (TooManyRequestsException)
        {
            return Problem.SlowDown(context);
        }

        await floor.HoldAsync(started, cancellation);
        return TypedResults.NoContent();
    }
}
