using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Calls;

/// <summary>One call: one's own, or with <c>employeeId</c>, for a manager, anybody's.</summary>
public sealed class GetCall : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Get("/calls/{id}").For(Audience.Employee).Uses(Table.Get);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle);

    private static async Task<Results<Ok<Call>, ProblemHttpResult>> Handle(
        string id,
        string? employeeId,
        Caller caller,
        CallStore calls,
        CancellationToken cancellation) =>
        caller.Owner(employeeId) is { } owner
        && Ids.IsUuid(id)
        && await calls.FindAsync(owner, id, cancellation) is { Call: { Deleted: false } call }
        && caller.MaySee(call)
            ? TypedResults.Ok(call)
            : Problem.NotFound;
}
