using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Auth;

/// <summary>Answers the challenge of a sign-in: NEW_PASSWORD_REQUIRED.</summary>
public sealed class AnswerChallenge : IHttpFunction
{
    private const string NewPassword = "NEW_PASSWORD_REQUIRED";

    public static FunctionSpec Spec => HttpEndpoint.Post("/auth/challenge").For(Audience.Anyone)
        .Uses(UserPool.ReadClient, Table.Get, Table.Put, Table.Update);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Spec.Route(), Handle).Produces<SignedIn>().Produces<Challenge>();

    private static async Task<IResult> Handle(
        ChallengeRequest request,
        HttpContext context,
        IAmazonCognitoIdentityProvider cognito,
        AppClient client,
        SignIn signIn)
    {
        if (Check(request) is { Count: > 0 } errors)
        {
            return Problem.Invalid(errors);
        }

        var (username, session) = ChallengeSession.Unpack(request.Session)!.Value;
        var cancellation = context.RequestAborted;
        try
        {
            var answer = await cognito.RespondToAuthChallengeAsync(
                new RespondToAuthChallengeRequest
                {
                    ChallengeName = ChallengeNameType.NEW_PASSWORD_REQUIRED,
                    ClientId = client.Id,
                    Session = session,
                    ChallengeResponses = new()
                    {
                        ["USERNAME"] = username,
                        ["NEW_PASSWORD"] = request.NewPassword!,
                        ["SECRET_HASH"] = await client.SecretHashAsync(username, cancellation),
                    },
                },
                cancellation);
            return answer.AuthenticationResult is { } tokens
                ? await signIn.CompleteAsync(context, tokens)
                : Problem.InvalidCredentials;
        }
        catch (InvalidPasswordException)
        {
            return Problem.Invalid("newPassword", "At least 12 characters, with upper and lower case letters and a digit.");
        }
        catch (Exception e) when (e is NotAuthorizedException or CodeMismatchException or ExpiredCodeException or UserNotFoundException or InvalidParameterException)
        {
            return Problem.Of(401, "challenge-expired", "This took too long. Please sign in again.");
        }
        catch (Exception e) when (e is TooManyRequestsException or LimitExceededException)
        {
            return Problem.SlowDown(context);
        }
    }

    private static Dictionary<string, string[]> Check(ChallengeRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (request.Challenge != NewPassword)
        {
            errors["challenge"] = [$"{NewPassword}."];
        }

        if (ChallengeSession.Unpack(request.Session) is null)
        {
            errors["session"] = ["The session as it was given."];
        }

        if (request.NewPassword is not { Length: > 0 and <= 256 })
        {
            errors["newPassword"] = ["The new password is needed."];
        }

        return errors;
    }
}
