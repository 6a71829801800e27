using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;
using Ooak.Lambdas.Recordings;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Calls;

/// <summary>Who changed what in a call, newest first: its owner, or with <c>employeeId</c> a manager may see it.</summary>
public sealed class GetCallHistory : IHttpFunction
{
    /// <summary>Versions that one answer tells of: nobody edits a call more often in earnest.</summary>
    private const int MaximumVersions = 200;

    public static FunctionSpec Spec => HttpEndpoint.Get("/calls/{id}/history").For(Audience.Employee).Uses(Table.Get, Table.Query);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle);

    private static async Task<Results<Ok<CallHistory>, ProblemHttpResult>> Handle(
        string id,
        string? employeeId,
        Caller caller,
        CallStore calls,
        DataTable table,
        CancellationToken cancellation)
    {
        if (caller.Owner(employeeId) is not { } owner
            || !Ids.IsUuid(id)
            || await calls.FindAsync(owner, id, cancellation) is not { Call: { Deleted: false } call } stored
            || !caller.MaySee(call))
        {
            return Problem.NotFound;
        }

        var page = await table.Client.QueryAsync(
            new QueryRequest
            {
                TableName = table.Name,
                KeyConditionExpression = "pk = :partition AND begins_with(sk, :history)",
                ExpressionAttributeValues = new() { [":partition"] = Item.S(Keys.Employee(owner)), [":history"] = Item.S(Keys.HistoryPrefix(id)) },
                ScanIndexForward = false,
                ConsistentRead = true,
                Limit = MaximumVersions,
            },
            cancellation);

        // A change may have come between the two reads: what is newer than the call that was read is not told of. And what
        // was private once is its owner's still.
        var versions = (page.Items ?? [])
            .Select(item => StoredCall.FromHistory(item, id))
            .Where(before => before.Call.Version < call.Version)
            .TakeWhile(before => caller.MaySee(before.Call));
        return TypedResults.Ok(new CallHistory(Changes([stored, .. versions]), page.LastEvaluatedKey is { Count: > 0 }));
    }

    /// <param name="versions">Newest first.</param>
    internal static IReadOnlyList<CallChange> Changes(IReadOnlyList<StoredCall> versions)
    {
        var changes = versions.Zip(versions.Skip(1), (after, before) => new CallChange(after.Call.Version, after.Call.UpdatedAt, after.By ?? after.Call.EmployeeId, Fields(before.Call, after.Call))).ToList();
        if (versions[^1] is { Call: { Version: 1 } first })
        {
            changes.Add(new CallChange(1, first.SyncedAt, first.EmployeeId, []));
        }

        return changes;
    }

    private static List<FieldChange> Fields(Call before, Call after)
    {
        var fields = CallField.ChangedBetween(before, after)
            .Select(field => new FieldChange(field.Name, FieldValue.Json(field.Get(before)), FieldValue.Json(field.Get(after))))
            .ToList();
        if (before.Recording?.State != after.Recording?.State)
        {
            fields.Add(new FieldChange("recording", State(before.Recording), State(after.Recording)));
        }

        return fields;
    }

    private static JsonElement State(Recording? recording) => FieldValue.Json(recording?.State);
}

/// <param name="Changes">Newest first; the last one is the call's making, unless <paramref name="Earlier"/>.</param>
/// <param name="Earlier">There are changes before these.</param>
public sealed record CallHistory(IReadOnlyList<CallChange> Changes, bool Earlier);

/// <param name="Version">That this change made; 1: the call was logged.</param>
/// <param name="By">The employee's id.</param>
public sealed record CallChange(long Version, Instant At, string By, IReadOnlyList<FieldChange> Fields);

/// <param name="Field">A field of the call; of a recording, its state.</param>
public sealed record FieldChange(string Field, JsonElement Before, JsonElement After);
