using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Notices;

/// <summary>What the caller was told in the last 30 days, the last first.</summary>
public sealed class ListInbox : IHttpFunction
{
    private const int MaximumLimit = 200;

    public static FunctionSpec Spec => HttpEndpoint.Get("/inbox").For(Audience.Employee).Uses(Table.Get, Table.Query);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle);

    private static async Task<Results<Ok<InboxPage>, ProblemHttpResult>> Handle(
        string? cursor,
        [Range(1, MaximumLimit)] string? limit,
        Caller caller,
        Inbox inbox,
        CancellationToken cancellation)
    {
        var errors = new Dictionary<string, string[]>();
        var size = PageSize.Read(limit, MaximumLimit, errors);
        if (cursor is not null && !NoticeId.IsPossible(cursor))
        {
            errors["cursor"] = ["What the last page ended with."];
        }

        return errors.Count > 0
            ? Problem.Invalid(errors)
            : TypedResults.Ok(await inbox.PageAsync(caller.Id, cursor, size, cancellation));
    }
}
