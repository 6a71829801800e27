using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Employees;

/// <summary>Invites a person: Cognito sends an e-mail with a temporary password. 409 <c>email-taken</c> carries who has the
/// address, so that a client whose answer was lost can tell that it was done.</summary>
public sealed class CreateEmployee : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Post("/employees").For(Audience.Manager)
        .Uses(Table.Get, Table.Put, UserPool.CreateUser, UserPool.GetUser, UserPool.AddToGroup, UserPool.RemoveFromGroup, UserPool.UpdateAttributes, UserPool.DeleteAttributes);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Spec.Route(), Handle).Produces<Employee>(StatusCodes.Status201Created);

    private static async Task<IResult> Handle(Invitation request, HttpContext context, Caller caller, Inviter inviter, CancellationToken cancellation)
    {
        var (invitation, errors) = EmployeeRules.Check(request);
        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        try
        {
            return await inviter.InviteAsync(invitation, caller.Id, cancellation) switch
            {
                (InviteOutcome.Invited, { } employee) => TypedResults.Created($"/employees/{employee.Id}", employee),
                (InviteOutcome.EmailTaken, var holder) => Problem.EmailTaken(holder),
                _ => Problem.PhoneTaken,
            };
        }
        catch (Exception e) when (e is TooManyRequestsException or LimitExceededException)
        {
            return Problem.SlowDown(context);
        }
        catch (InvalidParameterException)
        {
            // Cognito is stricter about addresses than we are.
            return Problem.Invalid("email", "The invitation cannot be sent to this address.");
        }
    }
}
