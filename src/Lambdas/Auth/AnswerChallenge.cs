using System.Text.Json;
using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Auth;

/// <summary>Answers the challenge of a sign-in. 401 <c>wrong-code</c>: try again with the same session; 401
/// <c>challenge-expired</c>: start again; 401 <c>passkey-refused</c>; 400
/// <c>password-unchanged</c>: the temporary password is not one of their own, and the session is still good for another.</summary>
public sealed class AnswerChallenge : IHttpFunction
{
    private const int MaximumCode = 32;
    private const int MaximumCredential = 16 * 1024;

    public static FunctionSpec Spec => HttpEndpoint.Post("/auth/challenge").For(Audience.Anyone)
        .Uses(UserPool.ReadClient, Table.Get, Table.Put, Table.Update);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Spec.Route(), Handle).Produces<SignedIn>().Produces<Challenge>();

    private static async Task<IResult> Handle(
        ChallengeRequest request,
        HttpContext context,
        ChallengeAnswers answers,
        SessionSeal seal,
        Throttle throttle,
        ResponseFloor floor)
    {
        if (Check(request) is { Count: > 0 } errors)
        {
            return Problem.Invalid(errors);
        }

        var started = floor.Start();
        var cancellation = context.RequestAborted;
        if (await seal.OpenAsync(request.Session!, cancellation) is not { } session || session.Challenge != request.Challenge)
        {
            return ChallengeAnswers.Expired;
        }

        if (session.Challenge == Challenges.NewPassword && session.IsTemporary(request.NewPassword!))
        {
            return Problem.Of(400, "password-unchanged", "This is the temporary password. Please choose one of your own.");
        }

        // A new password is no guess: who chooses one has proved who they are.
        var attempt = session.Challenge == Challenges.NewPassword ? null : await throttle.BeginAsync(Limits.SignIn, session.Account, context);
        if (attempt?.Wait is { } wait)
        {
            return Problem.SlowDown(context, wait);
        }

        try
        {
            var refusal = ChallengeAnswers.Expired;
            if (await throttle.TryAnswerAsync(session, cancellation))
            {
                (var accepted, refusal) = await answers.TryAsync(context, session, request);
                if (accepted is not null)
                {
                    await (attempt?.SucceededAsync(cancellation) ?? Task.CompletedTask);
                    return accepted;
                }
            }

            await floor.HoldAsync(started, cancellation);
            return refusal;
        }
        catch (Exception e) when (e is TooManyRequestsException or LimitExceededException)
        {
            return Problem.SlowDown(context);
        }
    }

    private static Dictionary<string, string[]> Check(ChallengeRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        switch (request.Challenge)
        {
            case Challenges.NewPassword when !PasswordRules.Allow(request.NewPassword):
                errors["newPassword"] = [PasswordRules.Rule];
                break;
            case Challenges.EmailCode or Challenges.SmsCode when !IsCode(request.Code):
                errors["code"] = ["The digits of the code."];
                break;
            case Challenges.Passkey when request.Credential is not { ValueKind: JsonValueKind.Object } credential || credential.GetRawText().Length > MaximumCredential:
                errors["credential"] = ["The passkey's answer as JSON."];
                break;
            case Challenges.NewPassword or Challenges.EmailCode or Challenges.SmsCode or Challenges.Passkey:
                break;
            default:
                errors["challenge"] = ["The challenge as it was given."];
                break;
        }

        if (string.IsNullOrEmpty(request.Session))
        {
            errors["session"] = ["The session as it was given."];
        }

        return errors;
    }

    internal static bool IsCode(string? code) => code?.Trim() is { Length: > 0 and <= MaximumCode } digits && digits.All(char.IsAsciiDigit);
}
