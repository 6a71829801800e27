using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Calls;

/// <summary>One call: one's own, or with <c>employeeId</c>, for a manager, anybody's. Who looks at another's is written down before
/// the answer.</summary>
public sealed class GetCall : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Get("/calls/{id}").For(Audience.Employee).Uses(Table.Get, Table.Put);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle);

    private static async Task<Results<Ok<Call>, ProblemHttpResult>> Handle(
        string id,
        string? employeeId,
        Caller caller,
        CallStore calls,
        AuditTrail audit,
        CancellationToken cancellation)
    {
        if (caller.Owner(employeeId) is not { } owner
            || !Ids.IsUuid(id)
            || await calls.FindAsync(owner, id, cancellation) is not { Call: { Deleted: false } call }
            || !caller.MaySee(call))
        {
            return Problem.NotFound;
        }

        if (CallAudit.Entry(calls.Now, caller.Id, CallAudit.Viewed, call) is { } entry)
        {
            await audit.AppendAsync(entry, cancellation);
        }

        return TypedResults.Ok(call);
    }
}
