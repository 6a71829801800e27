using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Assignments;

/// <summary>Assignments of one state: an employee's own; for a manager all, or one employee's with <c>employeeId</c>. The index that
/// it reads is a moment behind.</summary>
public sealed class ListAssignments : IHttpFunction
{
    private const int MaximumLimit = 200;

    public static FunctionSpec Spec => HttpEndpoint.Get("/assignments").For(Audience.Employee).Uses(Table.Get, Table.Query);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle);

    private static async Task<Results<Ok<AssignmentPage>, ProblemHttpResult>> Handle(
        [AsParameters] ListAssignmentsQuery query,
        Caller caller,
        AssignmentFeed feed,
        CancellationToken cancellation)
    {
        var errors = new Dictionary<string, string[]>();
        var filter = query.Filter(errors);
        var size = PageSize.Read(query.Limit, MaximumLimit, errors);
        var position = filter.Position(query.Cursor);
        if (query.Cursor is { Length: > 0 } && position is null)
        {
            errors["cursor"] = ["Use a cursor as it was given, with the same state."];
        }

        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        var everybody = caller.IsManager && query.EmployeeId is null;
        return everybody || caller.Owner(query.EmployeeId) is not null
            ? TypedResults.Ok(await feed.PageAsync(filter, everybody ? null : query.EmployeeId ?? caller.Id, position, size, cancellation))
            : Problem.NotFound;
    }

    internal sealed class ListAssignmentsQuery
    {
        public string? EmployeeId { get; init; }

        /// <summary>open (if absent), called, done, skipped or cancelled.</summary>
        public string? State { get; init; }

        /// <summary>Day of the organisation, inclusive: of due for open ones, of closing for others.</summary>
        public string? From { get; init; }

        /// <summary>Day of the organisation, inclusive. With it, open ones without a due day are left out.</summary>
        public string? To { get; init; }
        public string? Cursor { get; init; }

        [Range(1, MaximumLimit)]
        public string? Limit { get; init; }

        internal AssignmentFilter Filter(Dictionary<string, string[]> errors)
        {
            var from = Day("from", From, errors);
            var to = Day("to", To, errors);
            if (from > to)
            {
                errors["from"] = ["The first day comes before the last."];
            }

            var list = string.IsNullOrEmpty(State) ? AssignmentFilter.Lists[0] : State;
            if (!AssignmentFilter.Lists.Contains(list))
            {
                errors["state"] = [$"One of {string.Join(", ", AssignmentFilter.Lists)}."];
            }

            return new AssignmentFilter(list, from, to);
        }

        private static DateOnly? Day(string name, string? text, Dictionary<string, string[]> errors) =>
            string.IsNullOrEmpty(text) ? null : OrganisationClock.ReadDay(name, text, default, errors);
    }
}
