using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Auth;

/// <summary>Signs in by e-mail and password. Answers <see cref="SignedIn"/> and the refresh cookie, or <see cref="Challenge"/>
/// when a first password must be replaced. A wrong password and an unknown address look the same.</summary>
public sealed class Login : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Post("/auth/login").For(Audience.Anyone)
        .Uses(UserPool.ReadClient, Table.Get, Table.Put, Table.Update);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Spec.Route(), Handle).Produces<SignedIn>().Produces<Challenge>();

    private static async Task<IResult> Handle(
        LoginRequest request,
        HttpContext context,
        IAmazonCognitoIdentityProvider cognito,
        AppClient client,
        SignIn signIn)
    {
        if (EmailAddress.Normalise(request.Email) is not { } email)
        {
            return Problem.Invalid("email", "An e-mail address such as name@example.com.");
        }

        if (request.Password is not { Length: > 0 and <= 256 } password)
        {
            return Problem.Invalid("password", "The password is needed.");
        }

        var cancellation = context.RequestAborted;
        try
        {
            var answer = await cognito.InitiateAuthAsync(
                new InitiateAuthRequest
                {
                    AuthFlow = AuthFlowType.USER_AUTH,
                    ClientId = client.Id,
                    AuthParameters = new()
                    {
                        ["USERNAME"] = email,
                        ["PASSWORD"] = password,
                        ["PREFERRED_CHALLENGE"] = "PASSWORD",
                        ["SECRET_HASH"] = await client.SecretHashAsync(email, cancellation),
                    },
                },
                cancellation);
            return answer switch
            {
                { AuthenticationResult: { } tokens } => await signIn.CompleteAsync(context, tokens),
                { ChallengeName.Value: "NEW_PASSWORD_REQUIRED", Session: { } session } =>
                    TypedResults.Ok(new Challenge("NEW_PASSWORD_REQUIRED", ChallengeSession.Pack(answer.ChallengeParameters, session))),
                _ => Problem.InvalidCredentials,
            };
        }
        catch (Exception e) when (e is NotAuthorizedException or UserNotFoundException or UserNotConfirmedException or InvalidParameterException)
        {
            return Problem.InvalidCredentials;
        }
        catch (PasswordResetRequiredException)
        {
            return Problem.Of(403, "password-reset-required", "Your password must be reset first.");
        }
        catch (Exception e) when (e is TooManyRequestsException or LimitExceededException or TooManyFailedAttemptsException)
        {
            return Problem.SlowDown(context);
        }
    }
}
