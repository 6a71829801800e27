using Amazon.DynamoDBv2;
using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Assignments;

/// <summary>Assigns: a manager to anybody, an employee to themselves. Idempotent by id: an assignment that is here already is
/// answered with, as it is.</summary>
public sealed class CreateAssignments : IHttpFunction
{
    private const int MaximumRows = 100;
    private const int AtOnce = 24;

    public static FunctionSpec Spec => HttpEndpoint.Post("/assignments").For(Audience.Employee)
        .Uses(Table.Get, Table.BatchGet, Table.Put) with
    { Timeout = 28 };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Spec.Route(), Handle);

    private static async Task<Results<Ok<AssignmentsResponse>, ProblemHttpResult>> Handle(
        AssignmentsRequest request,
        Caller caller,
        AssignmentStore assignments,
        AblePeople able,
        AuditTrail audit,
        CancellationToken cancellation)
    {
        if (request.Assignments is not { Count: >= 1 and <= MaximumRows } rows || rows.Any(row => row is null))
        {
            return Problem.Invalid("assignments", $"1 to {MaximumRows} assignments.");
        }

        if (!caller.IsManager && rows.Any(row => row!.EmployeeId != caller.Id))
        {
            return Problem.Forbidden;
        }

        var checkedRows = rows.Select(row => (Row: row!, Errors: AssignmentRules.Check(row!))).ToList();
        var people = await able.AmongAsync(checkedRows.Where(row => row.Errors.Count == 0).Select(row => row.Row.EmployeeId!).Distinct(), cancellation);
        var results = new AssignmentResult[rows.Count];
        await Parallel.ForEachAsync(
            checkedRows.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (each, token) => results[each.Index] = await CreateAsync(each.Item.Row, each.Item.Errors, token));
        var created = results.Where(result => result.Status == AssignmentStatus.Created).Select(result => result.Assignment!).ToList();
        if (created.Count > 0 && caller.IsManager)
        {
            await audit.AppendAsync(AssignmentAudit.Created(assignments.Now, caller.Id, created), cancellation);
        }

        return TypedResults.Ok(new AssignmentsResponse(results));

        async Task<AssignmentResult> CreateAsync(AssignmentDraft draft, Dictionary<string, string[]> errors, CancellationToken token)
        {
            if (errors.Count > 0)
            {
                return Rejected(draft, "invalid-request", "Some of this is not valid.", errors);
            }

            if (!people.Contains(draft.EmployeeId!))
            {
                return Rejected(draft, "employee-not-found", "Nobody active has this id.");
            }

            try
            {
                var stored = assignments.Accept(draft, caller.Id);
                return await assignments.TryCreateAsync(stored, token)
                    ? new AssignmentResult(draft.Id!, AssignmentStatus.Created, stored.Assignment)
                    : await assignments.FindAsync(draft.EmployeeId!, draft.Id!, token) is { } present
                        ? new AssignmentResult(draft.Id!, AssignmentStatus.Exists, present.Assignment)
                        : new AssignmentResult(draft.Id!, AssignmentStatus.Retry);
            }
            catch (AmazonDynamoDBException)
            {
                // The other rows are not to suffer for it.
                return new AssignmentResult(draft.Id!, AssignmentStatus.Retry);
            }
        }
    }

    private static AssignmentResult Rejected(AssignmentDraft draft, string code, string detail, Dictionary<string, string[]>? errors = null) =>
        new(draft.Id ?? "", AssignmentStatus.Rejected, Problem: new RowProblem(code, detail, errors));
}
