using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Health;

/// <summary>Says that functions run, which version, and what the sign-in page may offer.</summary>
public sealed class GetHealth : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Get("/health").For(Audience.Anyone);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle);

    private static Ok<HealthResponse> Handle(FunctionSettings settings) =>
        TypedResults.Ok(new HealthResponse("ok", settings.Optional(FunctionSettings.Version) ?? "unversioned", settings.Optional(FunctionSettings.SmsEnabled) == "true"));
}

/// <param name="SmsEnabled">Whether people can sign in by a code to their phone.</param>
public sealed record HealthResponse(string Status, string Version, bool SmsEnabled);
