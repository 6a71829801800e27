using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Employees;

/// <summary>The directory, by name.</summary>
public sealed class ListEmployees : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Get("/employees").For(Audience.Manager).Uses(Table.Get, Table.Query);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle);

    private static async Task<Ok<EmployeePage>> Handle(EmployeeStore employees, CancellationToken cancellation) =>
        TypedResults.Ok(new EmployeePage(await employees.AllAsync(cancellation).ToListAsync(cancellation), null));
}
