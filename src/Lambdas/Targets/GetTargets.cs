using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Targets;

/// <summary>The plans of targets: the organisation's, and an employee's own; for a manager everybody's.</summary>
public sealed class GetTargets : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Get("/targets").For(Audience.Employee).Uses(Table.Get, Table.BatchGet, Table.Query);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle);

    private static async Task<Ok<TargetsResponse>> Handle(
        Caller caller,
        TargetStore targets,
        EmployeeStore employees,
        OrganisationClock clock,
        CancellationToken cancellation)
    {
        List<string> people = caller.IsManager ? await employees.AllAsync(cancellation).Select(employee => employee.Id).ToListAsync(cancellation) : [caller.Id];
        var organisation = targets.FindAsync(employeeId: null, cancellation);
        var own = await targets.FindAsync(people, cancellation);
        return TypedResults.Ok(new TargetsResponse(OrganisationClock.Text(clock.Today), await organisation, own));
    }
}
