using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Contacts;

/// <summary>Who a number is, and what was said with them: for a manager everybody's calls, for an employee their own. That a manager
/// looked is written down before the answer.</summary>
public sealed class GetContact : IHttpFunction
{
    private const string Viewed = "contact-viewed";
    private const int MaximumLimit = 200;

    public static FunctionSpec Spec => HttpEndpoint.Get("/contacts/{phone}").For(Audience.Employee).Uses(Table.Get, Table.Query, Table.Put);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle);

    private static async Task<Results<Ok<ContactResponse>, ProblemHttpResult>> Handle(
        string phone,
        string? cursor,
        [Range(1, MaximumLimit)] string? limit,
        Caller caller,
        ContactFeed feed,
        AuditTrail audit,
        OrganisationClock clock,
        CancellationToken cancellation)
    {
        var errors = new Dictionary<string, string[]>();
        var size = PageSize.Read(limit, MaximumLimit, errors);
        var position = CallFilter.Position(cursor);
        if (cursor is { Length: > 0 } && position is null)
        {
            errors["cursor"] = ["Use a cursor as it was given."];
        }

        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        // No number that a call could have, so no contact.
        if (ContactNumber.Read(phone) is not { } number)
        {
            return Problem.NotFound;
        }

        if (caller.IsManager && position is null)
        {
            await audit.AppendAsync(new AuditEntry(clock.UtcNow, caller.Id, Viewed, new Dictionary<string, string> { ["contact"] = ContactNumber.Masked(number) }), cancellation);
        }

        return await feed.ReadAsync(number, caller, position, size, cancellation) is { } contact ? TypedResults.Ok(contact) : Problem.NotFound;
    }
}

/// <param name="Name">By which the number was logged last.</param>
/// <param name="Names">All names among the calls that <paramref name="Figures"/> counts, the latest first.</param>
/// <param name="Figures">With the first page only.</param>
/// <param name="Calls">Newest first.</param>
public sealed record ContactResponse(
    string Phone,
    string? Name,
    IReadOnlyList<string> Names,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] ContactFigures? Figures,
    IReadOnlyList<Call> Calls,
    string? Cursor);

/// <param name="Complete">False: there are more calls than were counted; these are the latest.</param>
public sealed record ContactFigures(int Calls, int Completed, int Missed, long TalkSeconds, Instant FirstAt, Instant LastAt, bool Complete);
