using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Dashboard;

/// <summary>Figures of a range of the organisation's days against the range before, for all or one employee. At most 366
/// days, the last today if absent; the first the last if absent. Reads counters, never calls.</summary>
public sealed class GetDashboard : IHttpFunction
{
    private const int MaximumDays = 366;

    public static FunctionSpec Spec => HttpEndpoint.Get("/dashboard").For(Audience.Manager).Uses(Table.Get, Table.BatchGet, Table.Query);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle);

    private static async Task<Results<Ok<DashboardResponse>, ProblemHttpResult>> Handle(
        string? from,
        string? to,
        string? employeeId,
        DashboardReader reader,
        OrganisationClock clock,
        CancellationToken cancellation)
    {
        var (first, last, errors) = Range(from, to, employeeId, clock);
        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        return TypedResults.Ok(await reader.ReadAsync(first, last, employeeId, cancellation));
    }

    private static (DateOnly First, DateOnly Last, Dictionary<string, string[]> Errors) Range(
        string? from,
        string? to,
        string? employeeId,
        OrganisationClock clock)
    {
        var errors = new Dictionary<string, string[]>();
        var last = OrganisationClock.ReadDay("to", to, clock.Today, errors);
        var first = OrganisationClock.ReadDay("from", from, last, errors);
        if (errors.Count == 0 && (first > last || last.DayNumber - first.DayNumber >= MaximumDays))
        {
            errors["from"] = [$"From the first to the last day, at most {MaximumDays} days."];
        }

        if (employeeId is not null && !Ids.IsEmployeeId(employeeId))
        {
            errors["employeeId"] = ["An employee's id."];
        }

        return (first, last, errors);
    }
}
