using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Auth;

/// <summary>Takes answers to Cognito. A decoy's answer is refused as a wrong one is.</summary>
internal sealed class ChallengeAnswers(IAmazonCognitoIdentityProvider cognito, AppClient client, SessionSeal seal, SignIn signIn, TimeProvider time)
{
    internal static ProblemHttpResult Expired => Problem.Of(401, "challenge-expired", "This took too long, or was tried too often. Please start again.");

    internal static ProblemHttpResult WrongCode => Problem.Of(401, "wrong-code", "The code is not right.");

    private static ProblemHttpResult PasskeyRefused => Problem.Of(401, "passkey-refused", "This passkey was not accepted.");

    /// <summary>What follows from the right answer, or the refusal.</summary>
    public async Task<(IResult? Accepted, ProblemHttpResult Refusal)> TryAsync(HttpContext context, SignInSession session, ChallengeRequest request)
    {
        var wrong = session.Challenge switch
        {
            Challenges.Passkey => PasskeyRefused,
            Challenges.NewPassword => Expired,
            _ => WrongCode,
        };
        if (session.IsDecoy)
        {
            return (null, wrong);
        }

        var cancellation = context.RequestAborted;
        try
        {
            var answer = await cognito.RespondToAuthChallengeAsync(await RequestAsync(session, request, cancellation), cancellation);
            return answer switch
            {
                { AuthenticationResult: { } tokens } => (await signIn.CompleteAsync(context, tokens), wrong),
                { ChallengeName.Value: Challenges.NewPassword, Session: { } next } => (TypedResults.Ok(await NextAsync(session, next, cancellation)), wrong),
                _ => (null, Expired),
            };
        }
        catch (Exception e) when (e is InvalidPasswordException or PasswordHistoryPolicyViolationException)
        {
            return (null, Problem.Invalid("newPassword", PasswordRules.Rule));
        }
        catch (CodeMismatchException)
        {
            return (null, wrong);
        }
        catch (Exception e) when (e is NotAuthorizedException or UserNotFoundException or InvalidParameterException or ExpiredCodeException or PasswordResetRequiredException)
        {
            return (null, session.Challenge == Challenges.Passkey ? PasskeyRefused : Expired);
        }
    }

    private async Task<RespondToAuthChallengeRequest> RequestAsync(SignInSession session, ChallengeRequest request, CancellationToken cancellation)
    {
        var (name, value) = session.Challenge switch
        {
            Challenges.NewPassword => ("NEW_PASSWORD", request.NewPassword!),
            Challenges.Passkey => ("CREDENTIAL", request.Credential!.Value.GetRawText()),
            _ => (session.Challenge + "_CODE", request.Code!.Trim()),
        };
        return new RespondToAuthChallengeRequest
        {
            ChallengeName = new ChallengeNameType(session.Challenge),
            ClientId = client.Id,
            Session = session.CognitoSession,
            ChallengeResponses = new()
            {
                ["USERNAME"] = session.Username,
                [name] = value,
                ["SECRET_HASH"] = await client.SecretHashAsync(session.Username, cancellation),
            },
        };
    }

    private async Task<Challenge> NextAsync(SignInSession session, string next, CancellationToken cancellation) => new(
        Challenges.NewPassword,
        await seal.SealAsync(
            session with { Id = Guid.NewGuid(), Challenge = Challenges.NewPassword, CognitoSession = next, Expires = time.GetUtcNow() + SignInSession.Life },
            cancellation));
}
