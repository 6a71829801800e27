using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;
using Ooak.Lambdas.Settings;

namespace Ooak.Lambdas.Calls;

/// <summary>Logs one call. Idempotent by id: a retry answers 200 with the call as it is.</summary>
public sealed class CreateCall : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Post("/calls").For(Audience.Employee).Uses(Table.Get, Table.Put);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Spec.Route(), Handle);

    private static async Task<Results<Created<Call>, Ok<Call>, ProblemHttpResult>> Handle(
        CallDraft draft,
        Caller caller,
        CallStore calls,
        OrganisationStore organisation,
        CancellationToken cancellation)
    {
        if (CallRules.Check(draft) is { Count: > 0 } errors)
        {
            return Problem.Invalid(errors);
        }

        var stored = calls.Accept(draft, caller.Id, await organisation.PrivacyAsync(cancellation));
        return await calls.CreateAsync(stored, cancellation) is { } present
            ? TypedResults.Ok(present.Call)
            : TypedResults.Created($"/api/calls/{stored.Call.Id}", stored.Call);
    }
}
