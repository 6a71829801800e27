using Amazon.DynamoDBv2.Model;
using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Settings;

/// <summary>Changes what is present in the request, if the settings still have the version that was read; else 409
/// <c>version-conflict</c> with the settings as they are. A retry of what was saved is answered as saved.</summary>
public sealed class UpdateSettings : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Put("/settings").For(Audience.Manager).Uses(Table.Get, Table.Put);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPut(Spec.Route(), Handle);

    private static async Task<Results<Ok<SettingsResponse>, ProblemHttpResult>> Handle(
        SettingsUpdate request,
        Caller caller,
        OrganisationStore organisation,
        DataTable table,
        OrganisationClock clock,
        FunctionSettings function,
        CancellationToken cancellation)
    {
        var (update, errors) = SettingsRules.Check(request);
        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        var (stored, list) = await organisation.ReadAsync(cancellation);
        var change = SettingsChange.Of(stored, list, update);
        if (change.Details.Count == 0)
        {
            return TypedResults.Ok(GetSettings.Answer(stored, list, clock, function));
        }

        if (update.Version == stored.Version
            && await TrySaveAsync(table, stored, change, new AuditEntry(clock.UtcNow, caller.Id, "settings-changed", change.Details), cancellation))
        {
            return TypedResults.Ok(GetSettings.Answer(change.Settings, change.Exclusions, clock, function));
        }

        (stored, list) = await organisation.ReadAsync(cancellation);
        return Problem.VersionConflict(GetSettings.Answer(stored, list, clock, function));
    }

    /// <summary>False: somebody else was faster. Settings, list and the log's entry are written together or not at all.</summary>
    private static async Task<bool> TrySaveAsync(DataTable table, OrganisationSettings stored, SettingsChange change, AuditEntry entry, CancellationToken cancellation)
    {
        List<TransactWriteItem> writes =
        [
            new()
            {
                Put = new Put
                {
                    TableName = table.Name,
                    Item = SettingsItem.Write(change.Settings),
                    ConditionExpression = stored.Version == 0 ? "attribute_not_exists(#version)" : "#version = :read",
                    ExpressionAttributeNames = new() { ["#version"] = SettingsItem.Version },
                    ExpressionAttributeValues = stored.Version == 0 ? null : new() { [":read"] = Item.N(stored.Version) },
                },
            },
            entry.ToWrite(table.Name),
        ];
        if (change.Settings.ExclusionsVersion != stored.ExclusionsVersion)
        {
            writes.Add(new() { Put = new Put { TableName = table.Name, Item = SettingsItem.WriteExclusions(change.Exclusions) } });
        }

        try
        {
            await table.Client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = writes }, cancellation);
            return true;
        }
        catch (TransactionCanceledException e) when (e.CancellationReasons.Any(reason => reason.Code is "ConditionalCheckFailed" or "TransactionConflict"))
        {
            return false;
        }
    }
}
