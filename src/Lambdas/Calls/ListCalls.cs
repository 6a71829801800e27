using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Calls;

/// <summary>Calls, newest first: an employee's own; for a manager all, or one employee's with <c>employeeId</c>.</summary>
public sealed class ListCalls : IHttpFunction
{
    private const int DefaultLimit = 50;
    private const int MaximumLimit = 200;
    private const int DefaultDays = 90;

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
        var filter = query.Filter(clock, errors);
        var position = CallFilter.Position(query.Cursor);
        if (query.Cursor is { Length: > 0 } && position is null)
        {
            errors["cursor"] = ["Use a cursor as it was given."];
        }

        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        var limit = query.PageSize;
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
        public string? Cursor { get; init; }

        /// <summary>1…200.</summary>
        public string? Limit { get; init; }

        /// <summary>0: no number.</summary>
        internal int PageSize => string.IsNullOrEmpty(Limit) ? DefaultLimit : int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : 0;

        internal CallFilter Filter(OrganisationClock clock, Dictionary<string, string[]> errors)
        {
            var to = OrganisationClock.ReadDay("to", To, clock.Today.AddDays(1), errors);
            var from = OrganisationClock.ReadDay("from", From, to.AddDays(-DefaultDays), errors);
            if (from > to)
            {
                errors["from"] = ["The first day comes before the last."];
            }

            if (PageSize is < 1 or > MaximumLimit)
            {
                errors["limit"] = [$"1 to {MaximumLimit}."];
            }

            if (Q is { Length: > 200 })
            {
                errors["q"] = ["At most 200 characters."];
            }

            if (CallRules.PhoneError(Phone) is { } phoneError)
            {
                errors["phone"] = [phoneError];
            }

            var status = Word<CallStatus>("status", Status);
            var callType = Word<CallType>("callType", CallType);
            return new CallFilter(clock.StartOf(from), clock.StartOf(to.AddDays(1)), status, callType, Phone, string.IsNullOrWhiteSpace(Q) ? null : Q.Trim());

            T? Word<T>(string name, string? text)
                where T : struct, Enum
            {
                if (string.IsNullOrEmpty(text))
                {
                    return null;
                }

                if (!text.All(char.IsAsciiLetterLower) || !Enum.TryParse<T>(text, ignoreCase: true, out var value) || !Enum.IsDefined(value))
                {
                    errors[name] = [$"One of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}."];
                    return null;
                }

                return value;
            }
        }
    }
}
