using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Employees;

/// <summary>Invites up to 25 people, one after the other, each on its own: the rows of a list. Sending the same rows again does no
/// harm.</summary>
public sealed partial class ImportEmployees : IHttpFunction
{
    private const int MaximumRows = 25;

    /// <summary>The gateway answers for us after 30 seconds; rows that were not begun by then are asked for again.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(18);

    public static FunctionSpec Spec => HttpEndpoint.Post("/employees/import").For(Audience.Manager)
        .Uses(Table.Get, Table.Put, UserPool.CreateUser, UserPool.GetUser, UserPool.AddToGroup, UserPool.RemoveFromGroup, UserPool.UpdateAttributes, UserPool.DeleteAttributes) with
    { Timeout = 29 };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Spec.Route(), Handle).Produces<ImportResponse>();

    private static async Task<IResult> Handle(
        ImportRequest request,
        Caller caller,
        Inviter inviter,
        TimeProvider time,
        ILogger<ImportEmployees> logger,
        CancellationToken cancellation)
    {
        if (request.Employees is not { Count: > 0 and <= MaximumRows } rows || rows.Any(row => row is null))
        {
            return Problem.Invalid("employees", $"1 to {MaximumRows} people.");
        }

        var started = time.GetTimestamp();
        var results = new List<ImportResult>(rows.Count);
        foreach (var row in rows)
        {
            results.Add(time.GetElapsedTime(started) < Enough
                ? await InviteAsync(row, caller.Id, inviter, logger, cancellation)
                : new ImportResult(row.Email ?? "", ImportStatus.Retry));
        }

        return TypedResults.Ok(new ImportResponse(results));
    }

    private static async Task<ImportResult> InviteAsync(Invitation row, string by, Inviter inviter, ILogger logger, CancellationToken cancellation)
    {
        var (invitation, errors) = EmployeeRules.Check(row);
        var email = invitation.Email ?? row.Email ?? "";
        if (errors.Count > 0)
        {
            return Rejected(email, "invalid-request", "Some of this is not valid.", errors);
        }

        try
        {
            var (outcome, employee) = await inviter.InviteAsync(invitation, by, cancellation);
            return outcome switch
            {
                InviteOutcome.Invited => new ImportResult(email, ImportStatus.Invited, employee),
                InviteOutcome.EmailTaken => new ImportResult(email, ImportStatus.Exists, employee),
                _ => Rejected(email, "phone-taken", "Somebody has this phone number already."),
            };
        }
        catch (InvalidParameterException)
        {
            return Rejected(email, "invalid-request", "Some of this is not valid.", new() { ["email"] = ["The invitation cannot be sent to this address."] });
        }
        catch (AmazonCognitoIdentityProviderException e)
        {
            // The other rows are not to suffer for it.
            LogNotInvited(logger, e.ErrorCode);
            return new ImportResult(email, ImportStatus.Retry);
        }
    }

    private static ImportResult Rejected(string email, string code, string detail, Dictionary<string, string[]>? errors = null) =>
        new(email, ImportStatus.Rejected, Problem: new RowProblem(code, detail, errors));

    [LoggerMessage(Level = LogLevel.Warning, Message = "A row of an import was not done: {ErrorCode}")]
    private static partial void LogNotInvited(ILogger logger, string? errorCode);
}
