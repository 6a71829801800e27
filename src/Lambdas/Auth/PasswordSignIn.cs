using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Auth;

/// <summary>Signs in by password.</summary>
internal sealed class PasswordSignIn(IAmazonCognitoIdentityProvider cognito, AppClient client, SessionSeal seal, SignIn signIn, TimeProvider time)
{
    /// <summary>The answer to the right password; null: it was wrong, or there is nobody.</summary>
    public async Task<IResult?> TryAsync(HttpContext context, string email, string password)
    {
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
                        ["PREFERRED_CHALLENGE"] = Challenges.Password,
                        ["SECRET_HASH"] = await client.SecretHashAsync(email, cancellation),
                    },
                },
                cancellation);
            return answer switch
            {
                { AuthenticationResult: { } tokens } => await signIn.CompleteAsync(context, tokens),
                { ChallengeName.Value: Challenges.NewPassword, Session: { } session } => TypedResults.Ok(new Challenge(
                    Challenges.NewPassword,
                    await seal.SealAsync(
                        new SignInSession(
                            Guid.NewGuid(),
                            Challenges.NewPassword,
                            email,
                            FirstFactor.UsernameOf(answer.ChallengeParameters) ?? email,
                            session,
                            time.GetUtcNow() + SignInSession.Life)
                        {
                            Temporary = SignInSession.Hash(password),
                        },
                        cancellation))),
                _ => null,
            };
        }
        catch (Exception e) when (e is NotAuthorizedException or UserNotFoundException or UserNotConfirmedException or InvalidParameterException)
        {
            return null;
        }
        catch (PasswordResetRequiredException)
        {
            return Problem.Of(403, "password-reset-required", "Your password must be reset first.");
        }
    }
}
