using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;
using Ooak.Lambdas.Settings;

namespace Ooak.Lambdas.Calls;

/// <summary>Replaces a call's fields, if it still has the version that was read; else 409 with the call as it is.</summary>
public sealed class UpdateCall : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Put("/calls/{id}").For(Audience.Employee).Uses(Table.Get, Table.Put, Table.Delete);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPut(Spec.Route(), Handle);

    private static async Task<Results<Ok<Call>, ProblemHttpResult>> Handle(
        string id,
        string? employeeId,
        CallUpdate update,
        Caller caller,
        CallStore calls,
        OrganisationStore organisation,
        CancellationToken cancellation)
    {
        if (CallRules.Check(update) is { Count: > 0 } errors)
        {
            return Problem.Invalid(errors);
        }

        if (caller.Owner(employeeId) is not { } owner
            || !Ids.IsUuid(id)
            || await calls.FindAsync(owner, id, cancellation) is not { Call.Deleted: false } stored
            || !caller.MaySee(stored.Call))
        {
            return Problem.NotFound;
        }

        if (stored.Call.Version != update.Version)
        {
            return Problem.VersionConflict(stored.Call);
        }

        var wanted = (await organisation.PrivacyAsync(cancellation)).Apply(Replace(stored.Call, update));
        var changed = CallField.ChangedBetween(stored.Call, wanted).ToList();
        if (changed.Count == 0)
        {
            return TypedResults.Ok(stored.Call);
        }

        var now = calls.Now;
        var next = CallMerge.Next(stored, wanted, changed, now, by: owner == caller.Id ? null : caller.Id);
        if (await calls.TrySaveAsync(stored, next, cancellation, CallAudit.Entry(now, caller.Id, CallAudit.Changed, next.Call, changed)))
        {
            return TypedResults.Ok(next.Call);
        }

        return await calls.FindAsync(owner, id, cancellation) is { } current ? Problem.VersionConflict(current.Call) : Problem.NotFound;
    }

    private static Call Replace(Call call, CallUpdate update) => call with
    {
        ContactName = update.ContactName,
        ContactPhone = update.ContactPhone,
        CallType = update.CallType!.Value,
        Status = update.Status!.Value,
        Duration = update.Duration,
        Notes = update.Notes,
        Outcome = update.Outcome,
        StartedAt = update.StartedAt!.Value,
        AssignmentId = update.AssignmentId,
        Private = update.Private,
        ClockSuspect = update.ClockSuspect,
    };
}
