using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Sync;

/// <summary>What the server holds of the caller's own calls, day by day, so that a phone finds out where the two differ without
/// reading everything again. At most 100 days, the last tomorrow if absent; the first the last if absent.</summary>
public sealed class GetDigest : IHttpFunction
{
    internal const int MaximumDays = 100;

    public static FunctionSpec Spec => HttpEndpoint.Get("/sync/digest").For(Audience.Employee).Uses(Table.Get, Table.Query) with { Timeout = 28 };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle);

    private static async Task<Results<Ok<DigestResponse>, ProblemHttpResult>> Handle(
        string? from,
        string? to,
        Caller caller,
        CallFeed calls,
        OrganisationClock clock,
        CancellationToken cancellation)
    {
        var errors = new Dictionary<string, string[]>();
        var last = OrganisationClock.ReadDay("to", to, clock.Today.AddDays(1), errors);
        var first = OrganisationClock.ReadDay("from", from, last, errors);
        if (errors.Count == 0 && (first > last || last.DayNumber - first.DayNumber >= MaximumDays))
        {
            errors["from"] = [$"From the first to the last day, at most {MaximumDays} days."];
        }

        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        var days = new SortedDictionary<DateOnly, List<CallVersion>>();
        await foreach (var call in calls.AllOfEmployeeAsync(caller.Id, clock.StartOf(first), clock.StartOf(last.AddDays(1)), cancellation))
        {
            var day = clock.DayOf(call.StartedAt);
            if (!days.TryGetValue(day, out var versions))
            {
                days[day] = versions = [];
            }

            versions.Add(new CallVersion(call.Id, call.Version));
        }

        return TypedResults.Ok(new DigestResponse([.. days.Select(day => DayDigest.Of(day.Key, day.Value, withVersions: first == last))]));
    }
}

/// <param name="Days">Of those asked for, the ones that have calls.</param>
public sealed record DigestResponse(IReadOnlyList<DayDigest> Days);

/// <param name="Day">The organisation's day of the calls' start.</param>
/// <param name="Calls">How many; deleted ones don't count.</param>
/// <param name="Digest">The first 32 hex digits of the SHA-256 of the lines "id version\n", ordered by id.</param>
/// <param name="Versions">Only where a single day was asked for.</param>
public sealed record DayDigest(
    string Day,
    int Calls,
    string Digest,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<CallVersion>? Versions)
{
    internal static DayDigest Of(DateOnly day, List<CallVersion> versions, bool withVersions)
    {
        versions.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        var lines = string.Concat(versions.Select(call => string.Create(CultureInfo.InvariantCulture, $"{call.Id} {call.Version}\n")));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)))[..32];
        return new DayDigest(OrganisationClock.Text(day), versions.Count, digest, withVersions ? versions : null);
    }
}

public sealed record CallVersion(string Id, long Version);
