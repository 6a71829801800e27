using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Employees;

/// <summary>Invites again, with a new temporary password: the earlier one has expired, or its e-mail never came. 409
/// <c>not-invited</c>: the person has signed in already, or is disabled.</summary>
public sealed class ResendInvitation : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Post("/employees/{id}/invite").For(Audience.Manager)
        .Uses(Table.Get, Table.Update, Table.Put, UserPool.CreateUser);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Spec.Route(), Handle).Produces<Employee>();

    private static async Task<IResult> Handle(
        string id,
        HttpContext context,
        Caller caller,
        EmployeeStore employees,
        EmployeeAccounts accounts,
        AuditTrail audit,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (!Ids.IsEmployeeId(id) || await employees.FindAsync(id, cancellation) is not { } stored)
        {
            return Problem.NotFound;
        }

        if (stored.Employee.Status != EmployeeStatus.Invited)
        {
            return NotInvited;
        }

        try
        {
            await accounts.ResendAsync(stored.Username, cancellation);
        }
        catch (UnsupportedUserStateException)
        {
            return NotInvited;
        }
        catch (Exception e) when (e is TooManyRequestsException or LimitExceededException)
        {
            return Problem.SlowDown(context);
        }

        var now = time.GetUtcNow();
        await employees.InvitedAgainAsync(id, now, cancellation);
        await audit.AppendAsync(EmployeeAudit.InvitationAgain(now, caller.Id, id), cancellation);
        return TypedResults.Ok(stored.Employee with { InvitedAt = now });
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult NotInvited =>
        Problem.Of(409, "not-invited", "This person is not waiting for an invitation.");
}
