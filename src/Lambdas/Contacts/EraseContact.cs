using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Erasure;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;
using Ooak.Lambdas.Realtime;

namespace Ooak.Lambdas.Contacts;

/// <summary>Erases a contact by number (GDPR, Article 17): everybody's calls with it, their recordings and history, assignments and
/// notices. 204: all is gone from the server, 202: the rest goes within minutes; phones drop theirs at their next sync. A number that
/// nobody spoke with is erased, too.</summary>
public sealed class EraseContact : IHttpFunction
{
    private const string Erased = "contact-erased";
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(8);

    public static FunctionSpec Spec => HttpEndpoint.Delete("/contacts/{phone}").For(Audience.Manager)
        .Uses(Table.Get, Table.Query, Table.Put, Table.Delete, Topic.Publish) with
    { Timeout = 28 };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete(Spec.Route(), Handle)
        .Produces(StatusCodes.Status202Accepted)
        .Produces(StatusCodes.Status204NoContent);

    private static async Task<IResult> Handle(
        string phone, Caller caller, ContactErasure erasure, AuditTrail audit, TopicPublisher topic, OrganisationClock clock, CancellationToken cancellation)
    {
        if (ContactNumber.Read(phone) is not { } number)
        {
            return Problem.NotFound;
        }

        await audit.AppendAsync(new AuditEntry(clock.UtcNow, caller.Id, Erased, new Dictionary<string, string> { ["contact"] = ContactNumber.Masked(number) }), cancellation);
        if (await erasure.RunAsync(new ErasureStep(EmployeeId: null, number, After: null), Budget, cancellation) is not { } rest)
        {
            return TypedResults.NoContent();
        }

        await ContinueErasure.PublishAsync(topic, rest, cancellation);
        return TypedResults.Accepted((string?)null);
    }
}
