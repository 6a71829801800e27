using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Push;

/// <summary>This browser is told from now on. Saying it again changes nothing.</summary>
public sealed class AddPushSubscription : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Post("/push/subscriptions").For(Audience.Employee).Uses(Table.Get, Table.Query, Table.Put, Table.Update, Table.Delete);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Spec.Route(), Handle);

    private static async Task<Results<Ok<PushSubscribed>, ProblemHttpResult>> Handle(
        PushSubscriptionRequest request,
        Caller caller,
        PushHosts hosts,
        PushSubscriptions subscriptions,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (Check(request, hosts) is { Count: > 0 } errors)
        {
            return Problem.Invalid(errors);
        }

        var subscription = new PushSubscription(caller.Id, request.Endpoint!, request.Keys!.P256dh!, request.Keys.Auth!, request.ServerKey!, time.GetUtcNow());
        await subscriptions.SaveAsync(subscription, cancellation);
        return TypedResults.Ok(new PushSubscribed(subscription.Id));
    }

    private static Dictionary<string, string[]> Check(PushSubscriptionRequest request, PushHosts hosts)
    {
        var errors = new Dictionary<string, string[]>();
        if (hosts.Parse(request.Endpoint) is null)
        {
            errors["endpoint"] = ["The address that the browser's own push service gave."];
        }

        if (BrowserKeys.Parse(request.Keys?.P256dh, request.Keys?.Auth) is null)
        {
            errors["keys"] = ["The keys that the browser gave: p256dh and auth."];
        }

        if (BrowserKeys.PointOf(request.ServerKey) is null)
        {
            errors["serverKey"] = ["What GET /push/key answered."];
        }

        return errors;
    }
}

/// <summary>A PushSubscription as the browser writes it, and the key that it was made with.</summary>
/// <param name="ServerKey">As GET /push/key answered it.</param>
public sealed record PushSubscriptionRequest([property: Required] string? Endpoint, [property: Required] PushSubscriptionKeys? Keys, [property: Required] string? ServerKey);

/// <param name="P256dh">A point of P-256, base64url.</param>
/// <param name="Auth">16 bytes, base64url.</param>
public sealed record PushSubscriptionKeys([property: Required] string? P256dh, [property: Required] string? Auth);

/// <param name="Id">For DELETE.</param>
public sealed record PushSubscribed(string Id);
