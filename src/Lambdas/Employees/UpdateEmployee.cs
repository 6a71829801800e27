using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Employees;

/// <summary>Changes a person: what is present in the request. A change of role, and disabling, sign the person out everywhere and
/// close their sockets at once. 409 <c>last-manager</c>, <c>phone-taken</c>. Asked for again, a change that was cut short is
/// finished.</summary>
public sealed class UpdateEmployee : IHttpFunction
{
    private const int Attempts = 5;

    public static FunctionSpec Spec => HttpEndpoint.Patch("/employees/{id}").For(Audience.Manager)
        .Uses(
            Table.Get, Table.Query, Table.Put, Table.Update, Table.Delete,
            UserPool.UpdateAttributes, UserPool.DeleteAttributes, UserPool.AddToGroup, UserPool.RemoveFromGroup, UserPool.SignOutUser,
            WebSocketConnections.Close);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPatch(Spec.Route(), Handle).Produces<Employee>();

    private static async Task<IResult> Handle(
        string id,
        EmployeeChanges changes,
        HttpContext context,
        Caller caller,
        EmployeeStore employees,
        EmployeeAccounts accounts,
        EmployeeSettlement settlement,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (EmployeeRules.Check(changes) is { Count: > 0 } errors)
        {
            return Problem.Invalid(errors);
        }

        if (!Ids.IsEmployeeId(id))
        {
            return Problem.NotFound;
        }

        try
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                if (await employees.FindAsync(id, cancellation) is not { } stored)
                {
                    return Problem.NotFound;
                }

                var now = time.GetUtcNow();
                var next = Next(stored, changes, now);
                var namesPhone = changes.Phone.ValueKind != System.Text.Json.JsonValueKind.Undefined;

                // Cognito alone knows whether a number is free, so it goes first, and even when the profile has it already:
                // then it is the retry of a change that was cut short.
                if (namesPhone)
                {
                    await accounts.SetPhoneAsync(stored.Username, next.Employee.Phone, cancellation);
                }

                switch (await employees.TryChangeAsync(stored, next, cancellation, EmployeeAudit.Changes(now, caller.Id, stored.Employee, next.Employee)))
                {
                    case ChangeOutcome.Saved:
                        return TypedResults.Ok((next.Unsettled is null ? next : await settlement.SettleAsync(next, cancellation)).Employee);
                    case ChangeOutcome.LastManager:
                        if (namesPhone)
                        {
                            await accounts.SetPhoneAsync(stored.Username, stored.Employee.Phone, cancellation);
                        }

                        return Problem.LastManager;
                }
            }

            return Problem.SlowDown(context);
        }
        catch (AliasExistsException)
        {
            return Problem.PhoneTaken;
        }
        catch (TooManyRequestsException)
        {
            return Problem.SlowDown(context);
        }
        catch (InvalidParameterException)
        {
            return Problem.Invalid("phone", "This number cannot be used.");
        }
    }

    private static StoredEmployee Next(StoredEmployee stored, EmployeeChanges changes, DateTimeOffset now)
    {
        var employee = EmployeeRules.Apply(stored.Employee, changes, stored.StatusBefore);
        if (employee.Role == stored.Employee.Role && employee.Status == stored.Employee.Status)
        {
            return stored with { Employee = employee };
        }

        return stored with
        {
            Employee = employee,
            StatusBefore = employee.Status == EmployeeStatus.Disabled && stored.Employee.Status != EmployeeStatus.Disabled ? stored.Employee.Status : stored.StatusBefore,
            SignedOutAt = now.ToUnixTimeSeconds(),
            Unsettled = Ids.New(),
        };
    }
}
