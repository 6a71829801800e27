using Ooak.Lambdas.Erasure;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;
using Ooak.Lambdas.Realtime;

namespace Ooak.Lambdas.Employees;

/// <summary>Erases a person (GDPR, Article 17): the account, their calls and recordings, their share of the figures, and all else
/// under their id. At once nobody can sign in or see them; 204: all is gone, 202: the rest goes within minutes. What is left says
/// that somebody was erased, by whom and when. 409 <c>last-manager</c>, <c>own-account</c>. Asked for again, it goes on.</summary>
public sealed class EraseEmployee : IHttpFunction
{
    private const int Attempts = 5;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(8);

    public static FunctionSpec Spec => HttpEndpoint.Delete("/employees/{id}").For(Audience.Manager)
        .Uses(Table.Get, Table.Query, Table.Put, Table.Update, Table.Delete, UserPool.DeleteUser, WebSocketConnections.Close, Topic.Publish) with
    { Timeout = 28 };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete(Spec.Route(), Handle)
        .Produces(StatusCodes.Status202Accepted)
        .Produces(StatusCodes.Status204NoContent);

    private static async Task<IResult> Handle(
        string id, Caller caller, EmployeeStore employees, EmployeeErasure erasure, TopicPublisher topic, TimeProvider time, CancellationToken cancellation)
    {
        if (!Ids.IsEmployeeId(id))
        {
            return Problem.NotFound;
        }

        if (id == caller.Id)
        {
            return Problem.Of(409, "own-account", "Another manager has to do this.");
        }

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await employees.FindAsync(id, cancellation) is not { } stored)
            {
                if (await employees.FindErasedAsync(id, cancellation) is null)
                {
                    return Problem.NotFound;
                }

                break;
            }

            var outcome = await employees.TryEraseAsync(stored, EmployeeAudit.Erasure(time.GetUtcNow(), caller.Id, id), cancellation);
            if (outcome == ChangeOutcome.LastManager)
            {
                return Problem.LastManager;
            }

            if (outcome == ChangeOutcome.Saved)
            {
                break;
            }
        }

        var done = await erasure.RunAsync(id, Budget, cancellation);

        // Also when all is gone: a request of theirs may have been under way.
        await ContinueErasure.PublishAsync(topic, new ErasureStep(id, null, null), cancellation);
        return done ? TypedResults.NoContent() : TypedResults.Accepted((string?)null);
    }
}
