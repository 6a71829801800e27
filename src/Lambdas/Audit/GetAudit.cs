using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Audit;

/// <summary>Who read, played, exported, changed and erased what, in one of the organisation's months, newest first. A page examines a bounded number of
/// entries: it may be short or empty while its cursor goes on.</summary>
public sealed class GetAudit : IHttpFunction
{
    private const int MaximumLimit = 200;
    private const int MaximumAction = 40;

    public static FunctionSpec Spec => HttpEndpoint.Get("/audit").For(Audience.Manager).Uses(Table.Get, Table.Query);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle);

    private static async Task<Results<Ok<AuditPage>, ProblemHttpResult>> Handle(
        [AsParameters] AuditQuery query,
        AuditTrail audit,
        OrganisationClock clock,
        CancellationToken cancellation)
    {
        var errors = new Dictionary<string, string[]>();
        var month = AuditMonth.Read(query.Month, clock, errors);
        var after = AuditPosition.Read(query.Cursor, month, errors);
        var limit = PageSize.Read(query.Limit, MaximumLimit, errors);
        if (query.Action is { Length: > MaximumAction } || query.Action?.All(character => character is '-' or (>= 'a' and <= 'z')) == false)
        {
            errors["action"] = ["Words such as recording-played."];
        }

        Id("person", query.Person);
        Id("callId", query.CallId);
        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        var filter = new AuditFilter(Given(query.Action), Given(query.Person), Given(query.CallId));
        var (entries, cursor) = await audit.ReadAsync(month, filter, after, limit, cancellation);
        return TypedResults.Ok(new AuditPage(month.Text, [.. entries.Select(entry => new AuditRecord(entry.Id, entry.At, entry.By, entry.Action, entry.Details))], cursor?.ToString()));

        void Id(string name, string? id)
        {
            if (id is { Length: > 0 } && !Ids.IsUuid(id))
            {
                errors[name] = ["The id is a UUID in lower case."];
            }
        }
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    internal sealed class AuditQuery
    {
        /// <summary>Such as 2026-05, of the organisation's wall clock; this one if absent.</summary>
        public string? Month { get; init; }
        public string? Action { get; init; }

        /// <summary>Who did it, or whose data it was.</summary>
        public string? Person { get; init; }
        public string? CallId { get; init; }
        public string? Cursor { get; init; }

        [Range(1, MaximumLimit)]
        public string? Limit { get; init; }
    }
}

/// <param name="By">The employee's id, or <c>system</c>.</param>
/// <param name="Action">Kebab-case, such as <c>recording-played</c>.</param>
/// <param name="Details">What it was about, by name.</param>
public sealed record AuditRecord(string Id, Instant At, string By, string Action, IReadOnlyDictionary<string, string> Details);

/// <param name="Month">Of the organisation's wall clock.</param>
public sealed record AuditPage(string Month, IReadOnlyList<AuditRecord> Entries, string? Cursor);
