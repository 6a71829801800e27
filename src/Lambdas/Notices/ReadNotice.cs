using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Notices;

/// <summary>A notice was read, or is to look unread again. Saying it twice changes nothing.</summary>
public sealed class ReadNotice : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Put("/inbox/{id}").For(Audience.Employee).Uses(Table.Get, Table.Update);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPut(Spec.Route(), Handle);

    private static async Task<Results<Ok<Notice>, ProblemHttpResult>> Handle(string id, NoticeUpdate update, Caller caller, Inbox inbox, CancellationToken cancellation)
    {
        if (update.Read is not { } read)
        {
            return Problem.Invalid("read", "true or false.");
        }

        return NoticeId.IsPossible(id) && await inbox.ReadAsync(caller.Id, id, read, cancellation) is { } notice
            ? TypedResults.Ok(notice)
            : Problem.NotFound;
    }
}
