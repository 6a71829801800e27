using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Calls;

/// <summary>Calls, newest first: an employee's own; for a manager all, or one employee's with <c>employeeId</c>.</summary>
public sealed class ListCalls : IHttpFunction
{
    private const int MaximumLimit = 200;

    public static FunctionSpec Spec => HttpEndpoint.Get("/calls").For(Audience.Employee).Uses(Table.Get, Table.Query);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle);

    private static async Task<Results<Ok<CallPage>, ProblemHttpResult>> Handle(
        [AsParameters] ListCallsQuery query,
        Caller caller,
        CallFeed feed,
        OrganisationClock clock,
        CancellationToken cancellation)
    {
        var errors = new Dictionary<string, string[]>();
        var filter = query.Criteria.Filter(clock, errors);
        var limit = PageSize.Read(query.Limit, MaximumLimit, errors);
        var position = CallFilter.Position(query.Cursor);
        if (query.Cursor is { Length: > 0 } && position is null)
        {
            errors["cursor"] = ["Use a cursor as it was given."];
        }

        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        if (caller.IsManager && query.EmployeeId is null)
        {
            return TypedResults.Ok(await feed.OfEverybodyAsync(filter, position, limit, cancellation));
        }

        return caller.Owner(query.EmployeeId) is { } owner
            ? TypedResults.Ok(await feed.OfEmployeeAsync(owner, hidesPrivate: owner != caller.Id, filter, position, limit, cancellation))
            : Problem.NotFound;
    }

    internal sealed class ListCallsQuery
    {
        public string? EmployeeId { get; init; }

        /// <summary>Day of the organisation, inclusive; 90 days back if absent.</summary>
        public string? From { get; init; }

        /// <summary>Day of the organisation, inclusive; tomorrow if absent, since a phone's clock may be ahead.</summary>
        public string? To { get; init; }
        public string? Status { get; init; }
        public string? CallType { get; init; }
        public string? Phone { get; init; }

        /// <summary>Free text in name, number, notes and outcome.</summary>
        public string? Q { get; init; }
        public string? Outcome { get; init; }
        public string? Cursor { get; init; }
        [Range(1, MaximumLimit)]
        public string? Limit { get; init; }

        internal CallCriteria Criteria => new(From, To, Status, CallType, Phone, Q, Outcome);
    }
}
