using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Push;

/// <summary>What a browser subscribes with. The pair is made when somebody asks for the first time.</summary>
public sealed class GetPushKey : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Get("/push/key").For(Audience.Employee).Uses(Table.Get, Table.Put, PushKeys.Put);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle);

    private static async Task<Ok<PushKeyResponse>> Handle(Caller caller, VapidStore keys, CancellationToken cancellation) =>
        TypedResults.Ok(new PushKeyResponse(await keys.PublicKeyAsync(cancellation)));
}

/// <param name="Key">A point of P-256, 65 bytes, base64url.</param>
public sealed record PushKeyResponse(string Key);
