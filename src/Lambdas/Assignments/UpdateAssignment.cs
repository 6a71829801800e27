using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Assignments;

/// <summary>Replaces an assignment's fields, if it still has the version that was read; else 409 with the assignment as it is. A
/// manager changes anything, hands it over by another <c>employeeId</c>, takes it back by <c>deleted</c> and gives it out again; an
/// employee says how far their own is. The query's <c>employeeId</c> says whose it is now.</summary>
public sealed class UpdateAssignment : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Put("/assignments/{id}").For(Audience.Employee).Uses(Table.Get, Table.BatchGet, Table.Put);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPut(Spec.Route(), Handle);

    private static async Task<Results<Ok<Assignment>, ProblemHttpResult>> Handle(
        string id,
        string? employeeId,
        AssignmentUpdate update,
        Caller caller,
        AssignmentStore assignments,
        AblePeople able,
        AuditTrail audit,
        CancellationToken cancellation)
    {
        if (AssignmentRules.Check(update) is { Count: > 0 } errors)
        {
            return Problem.Invalid(errors);
        }

        if (caller.Owner(employeeId) is not { } owner || !Ids.IsUuid(id) || await FindAsync(assignments, owner, id, update, cancellation) is not { } stored)
        {
            return Problem.NotFound;
        }

        if (stored.Assignment.Deleted && !caller.IsManager)
        {
            return Problem.NotFound;
        }

        var wanted = Replace(stored.Assignment, update, assignments);
        if (!caller.IsManager && !IsTheirsToSay(stored.Assignment, wanted))
        {
            return Problem.Forbidden;
        }

        // The retry of what was saved, whatever version that built on.
        if (wanted == stored.Assignment)
        {
            return TypedResults.Ok(stored.Assignment);
        }

        if (stored.Assignment.Version != update.Version || stored.Assignment.EmployeeId != owner)
        {
            return Problem.VersionConflict(stored.Assignment);
        }

        var moves = wanted.EmployeeId != owner;
        if (moves && (await able.AmongAsync([wanted.EmployeeId], cancellation)).Count == 0)
        {
            return Problem.Invalid("employeeId", "Nobody active has this id.");
        }

        var next = AssignmentMerge.Next(stored, wanted, assignments.Now);
        if (moves ? await assignments.TryMoveAsync(stored, next, cancellation) : await assignments.TrySaveAsync(stored, next, cancellation))
        {
            if (moves || wanted.Deleted != stored.Assignment.Deleted)
            {
                await audit.AppendAsync(AssignmentAudit.Changed(caller.Id, stored.Assignment, next.Assignment), cancellation);
            }

            return TypedResults.Ok(next.Assignment);
        }

        return await FindAsync(assignments, owner, id, update, cancellation) is { } current ? Problem.VersionConflict(current.Assignment) : Problem.NotFound;
    }

    /// <summary>Also where it was handed over to by this very request, whose reply got lost.</summary>
    private static async Task<StoredAssignment?> FindAsync(AssignmentStore assignments, string owner, string id, AssignmentUpdate update, CancellationToken cancellation) =>
        await assignments.FindAsync(owner, id, cancellation) switch
        {
            { NowWith: { } other } => other == update.EmployeeId && await assignments.FindAsync(other, id, cancellation) is { NowWith: null } there ? there : null,
            var stored => stored,
        };

    private static Assignment Replace(Assignment assignment, AssignmentUpdate update, AssignmentStore assignments) => assignment with
    {
        EmployeeId = update.EmployeeId!,
        ContactName = update.ContactName,
        ContactPhone = update.ContactPhone!,
        Note = update.Note,
        DueDay = assignments.DayOf(update.DueDay, update.DueAt),
        DueAt = update.DueAt,
        State = update.State!.Value,
        FollowUpAt = update.FollowUpAt,
        RemindAt = update.RemindAt,
        Deleted = update.Deleted,
    };

    private static bool IsTheirsToSay(Assignment assignment, Assignment wanted) =>
        wanted == assignment with { State = wanted.State, FollowUpAt = wanted.FollowUpAt, RemindAt = wanted.RemindAt };
}
