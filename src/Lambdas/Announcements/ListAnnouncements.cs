using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Announcements;

/// <summary>What was announced to the caller, the last first; for a manager everything, with how many have read it.</summary>
public sealed class ListAnnouncements : IHttpFunction
{
    private const int MaximumLimit = 100;

    public static FunctionSpec Spec => HttpEndpoint.Get("/announcements").For(Audience.Employee).Uses(Table.Get, Table.BatchGet, Table.Query);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle);

    private static async Task<Results<Ok<AnnouncementPage>, ProblemHttpResult>> Handle(
        string? cursor,
        [Range(1, MaximumLimit)] string? limit,
        Caller caller,
        AnnouncementStore announcements,
        CancellationToken cancellation)
    {
        var errors = new Dictionary<string, string[]>();
        var size = PageSize.Read(limit, MaximumLimit, errors);
        if (cursor is { Length: > 0 } && !Ids.IsUuid(cursor))
        {
            errors["cursor"] = ["Use a cursor as it was given."];
        }

        return errors.Count > 0
            ? Problem.Invalid(errors)
            : TypedResults.Ok(await announcements.PageAsync(caller.Employee, string.IsNullOrEmpty(cursor) ? null : cursor, size, cancellation));
    }
}
