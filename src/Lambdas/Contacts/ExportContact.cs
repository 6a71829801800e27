using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;
using Ooak.Lambdas.Reports;

namespace Ooak.Lambdas.Contacts;

/// <summary>What is kept of a contact, by number, as an archive of JSON and audio (GDPR, Article 15): exactly what an erasure would
/// take. A job writes it, GET /reports/{id} says where it is then.</summary>
public sealed class ExportContact : IHttpFunction
{
    private const string Exported = "contact-exported";

    public static FunctionSpec Spec => HttpEndpoint.Get("/contacts/{phone}/export").For(Audience.Manager).Uses(Table.Get, Table.Put, Topic.Publish);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle);

    private static async Task<Results<Accepted<ExportStatus>, ProblemHttpResult>> Handle(
        string phone, Caller caller, ExportStarter starter, OrganisationClock clock, CancellationToken cancellation)
    {
        if (ContactNumber.Read(phone) is not { } number)
        {
            return Problem.NotFound;
        }

        var job = ExportJob.Archive(Ids.New(), caller.Id, ExportKind.Contact, clock.UtcNow);
        var entry = new AuditEntry(clock.UtcNow, caller.Id, Exported, new Dictionary<string, string> { ["contact"] = ContactNumber.Masked(number) });
        return await starter.StartAsync(job with { Criteria = job.Criteria with { Phone = number } }, entry, cancellation);
    }
}
