using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Operations;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Auth;

/// <summary>Signs in by e-mail and password, or begins a sign-in by code or passkey. Answers <see cref="SignedIn"/> and the refresh
/// cookie, or <see cref="Challenge"/>. Who does not exist looks like somebody whose answer is wrong.</summary>
public sealed class Login : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Post("/auth/login").For(Audience.Anyone)
        .Uses(UserPool.ReadClient, Table.Get, Table.Put, Table.Update);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Spec.Route(), Handle).Produces<SignedIn>().Produces<Challenge>();

    private static async Task<IResult> Handle(
        LoginRequest request,
        HttpContext context,
        PasswordSignIn passwords,
        FirstFactor factors,
        Throttle throttle,
        ResponseFloor floor,
        TimeProvider time)
    {
        var (way, errors) = LoginWay.Read(request);
        if (way is null)
        {
            return Problem.Invalid(errors);
        }

        var started = floor.Start();
        var cancellation = context.RequestAborted;
        var limit = way.Factor switch
        {
            Challenges.Password => Limits.SignIn,
            Challenges.Passkey => Limits.Passkey,
            _ => Limits.Code,
        };
        var attempt = await throttle.BeginAsync(limit, way.Account, context);
        if (attempt.Wait is { } wait)
        {
            return Problem.SlowDown(context, wait);
        }

        try
        {
            if (way.Factor != Challenges.Password)
            {
                var challenge = await factors.BeginAsync(way.Factor, way.Account, cancellation);
                await floor.HoldAsync(started, cancellation);
                return TypedResults.Ok(challenge);
            }

            if (await passwords.TryAsync(context, way.Account, way.Password!) is { } answer)
            {
                await attempt.SucceededAsync(cancellation);
                return answer;
            }

            MetricLine.Write(Console.Out, time.GetUtcNow(), ProductMetrics.SignInFailures, 1);
            await floor.HoldAsync(started, cancellation);
            return Problem.InvalidCredentials;
        }
        catch (Exception e) when (e is TooManyRequestsException or LimitExceededException or TooManyFailedAttemptsException)
        {
            return Problem.SlowDown(context);
        }
    }
}
