using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Push;

/// <summary>This browser is told no longer. Harmless where it was not.</summary>
public sealed class RemovePushSubscription : IHttpFunction
{
    /// <summary>An id has 22 characters.</summary>
    private const int LongestId = 50;

    public static FunctionSpec Spec => HttpEndpoint.Delete("/push/subscriptions").For(Audience.Employee).Uses(Table.Get, Table.Update, Table.Delete);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete(Spec.Route(), Handle);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle([Required] string? id, Caller caller, PushSubscriptions subscriptions, CancellationToken cancellation)
    {
        if (id is not { Length: > 0 and <= LongestId } || !Base64Url.IsValid(id))
        {
            return Problem.Invalid("id", "What POST /push/subscriptions answered.");
        }

        await subscriptions.RemoveAsync(caller.Id, id, cancellation);
        return TypedResults.NoContent();
    }
}
