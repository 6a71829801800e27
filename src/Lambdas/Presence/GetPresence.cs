using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Presence;

/// <summary>Who is on a call, who is there, who was not heard of and what waited on their phone then. Disabled and invited people
/// are left out.</summary>
public sealed class GetPresence : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Get("/presence").For(Audience.Manager).Uses(Table.Get, Table.Query);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle);

    private static async Task<Ok<PresenceResponse>> Handle(EmployeeStore employees, PresenceStore presence, TimeProvider time, CancellationToken cancellation)
    {
        var reading = presence.AllAsync(cancellation);
        var people = await employees.AllAsync(cancellation).Where(person => person.Status == EmployeeStatus.Active).ToListAsync(cancellation);
        var known = await reading;
        var now = time.GetUtcNow();
        return TypedResults.Ok(new PresenceResponse([.. people.Select(person => known.TryGetValue(person.Id, out var there)
            ? there.Of(person.Id, person.Name, now)
            : new PersonPresence(person.Id, person.Name, PresenceState.Offline, null, null, 0, null))]));
    }
}
