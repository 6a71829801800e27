using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;
using Ooak.Lambdas.Reports;

namespace Ooak.Lambdas.Employees;

/// <summary>What is kept of a person, as an archive of JSON and audio (GDPR, Articles 15 and 20): a job writes it, GET /reports/{id}
/// says where it is then. Private calls are not in it: they are on the person's own phone.</summary>
public sealed class ExportEmployee : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Get("/employees/{id}/export").For(Audience.Manager).Uses(Table.Get, Table.Put, Topic.Publish);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle);

    private static async Task<Results<Accepted<ExportStatus>, ProblemHttpResult>> Handle(
        string id, Caller caller, EmployeeStore employees, ExportStarter starter, OrganisationClock clock, CancellationToken cancellation)
    {
        if (!Ids.IsEmployeeId(id) || await employees.FindAsync(id, cancellation) is null)
        {
            return Problem.NotFound;
        }

        var job = ExportJob.Archive(Ids.New(), caller.Id, ExportKind.Employee, clock.UtcNow) with { Of = id };
        return await starter.StartAsync(job, EmployeeAudit.Export(clock.UtcNow, caller.Id, id), cancellation);
    }
}
