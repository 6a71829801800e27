using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Calls;

/// <summary>Deletes softly: the call stays as a tombstone of 90 days, so that every phone hears of it. Twice is once.</summary>
public sealed class DeleteCall : IHttpFunction
{
    private const int Attempts = 3;

    public static FunctionSpec Spec => HttpEndpoint.Delete("/calls/{id}").For(Audience.Employee).Uses(Table.Get, Table.Put);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete(Spec.Route(), Handle);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        string id,
        string? employeeId,
        Caller caller,
        CallStore calls,
        CancellationToken cancellation)
    {
        if (caller.Owner(employeeId) is not { } owner || !Ids.IsUuid(id))
        {
            return Problem.NotFound;
        }

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await calls.FindAsync(owner, id, cancellation) is not { } stored || !caller.MaySee(stored.Call))
            {
                return Problem.NotFound;
            }

            var now = calls.Now;
            var entry = CallAudit.Entry(now, caller.Id, CallAudit.Deleted, stored.Call);
            if (stored.Call.Deleted || await calls.TrySaveAsync(stored, Tombstone(stored, now, by: owner == caller.Id ? null : caller.Id), cancellation, entry))
            {
                return TypedResults.NoContent();
            }
        }

        return Problem.Of(503, "retry", "Others are changing this call. Try again.");
    }

    internal static StoredCall Tombstone(StoredCall stored, DateTimeOffset now, string? by = null) =>
        CallMerge.Next(stored, stored.Call with { Deleted = true }, [], now, by);
}
