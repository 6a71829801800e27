using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Auth;

/// <summary>Sets a new password by the code that was sent. 401 <c>wrong-code</c>: try again; 401 <c>challenge-expired</c>: ask for
/// another code. An unknown account looks like a wrong code.</summary>
public sealed class ResetPassword : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Post("/auth/password/reset").For(Audience.Anyone)
        .Uses(UserPool.ReadClient, Table.Update);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Spec.Route(), Handle).Produces(StatusCodes.Status204NoContent);

    private static async Task<IResult> Handle(
        ResetPasswordRequest request,
        HttpContext context,
        IAmazonCognitoIdentityProvider cognito,
        AppClient client,
        Throttle throttle,
        ResponseFloor floor)
    {
        if (Check(request) is { Count: > 0 } errors)
        {
            return Problem.Invalid(errors);
        }

        var started = floor.Start();
        var cancellation = context.RequestAborted;
        var email = EmailAddress.Normalise(request.Email)!;
        var attempt = await throttle.BeginAsync(Limits.SignIn, email, context);
        if (attempt.Wait is { } wait)
        {
            return Problem.SlowDown(context, wait);
        }

        try
        {
            var refusal = ChallengeAnswers.Expired;
            if (await throttle.TryResetAsync(email, cancellation))
            {
                refusal = ChallengeAnswers.WrongCode;
                if (await TryAsync(cognito, client, email, request, cancellation))
                {
                    await throttle.EndResetAsync(email, cancellation);
                    await attempt.SucceededAsync(cancellation);
                    return TypedResults.NoContent();
                }
            }

            await floor.HoldAsync(started, cancellation);
            return refusal;
        }
        catch (Exception e) when (e is InvalidPasswordException or PasswordHistoryPolicyViolationException)
        {
            return Problem.Invalid("newPassword", PasswordRules.Rule);
        }
        catch (TooManyRequestsException)
        {
            return Problem.SlowDown(context);
        }
    }

    // Cognito says of somebody who does not exist that the code has expired; that is not told from a wrong one.
    private static async Task<bool> TryAsync(IAmazonCognitoIdentityProvider cognito, AppClient client, string email, ResetPasswordRequest request, CancellationToken cancellation)
    {
        try
        {
            await cognito.ConfirmForgotPasswordAsync(
                new ConfirmForgotPasswordRequest
                {
                    ClientId = client.Id,
                    Username = email,
                    SecretHash = await client.SecretHashAsync(email, cancellation),
                    ConfirmationCode = request.Code!.Trim(),
                    Password = request.NewPassword,
                },
                cancellation);
            return true;
        }
        catch (Exception e) when (e is CodeMismatchException or ExpiredCodeException or NotAuthorizedException or UserNotFoundException
            or UserNotConfirmedException or InvalidParameterException or LimitExceededException or TooManyFailedAttemptsException)
        {
            return false;
        }
    }

    private static Dictionary<string, string[]> Check(ResetPasswordRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (EmailAddress.Normalise(request.Email) is null)
        {
            errors["email"] = ["An e-mail address such as name@example.com."];
        }

        if (!AnswerChallenge.IsCode(request.Code))
        {
            errors["code"] = ["The digits of the code."];
        }

        if (!PasswordRules.Allow(request.NewPassword))
        {
            errors["newPassword"] = [PasswordRules.Rule];
        }

        return errors;
    }
}
