using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Targets;

/// <summary>Plans of targets: the organisation's, and a person's beside their profile.</summary>
internal sealed class TargetStore(DataTable table)
{
    private const string Version = "version";
    private const string Entries = "entries";
    private const string From = "from";
    private const string Calls = "calls";

    internal static Dictionary<string, AttributeValue> Key(string? employeeId) =>
        Item.Key(employeeId is null ? Keys.WholeOrganisation : Keys.Employee(employeeId), Keys.Target);

    /// <summary>Strongly consistent.</summary>
    public async Task<TargetPlan> FindAsync(string? employeeId, CancellationToken cancellation)
    {
        var key = Key(employeeId);
        return Read(employeeId, await table.GetAsync(key[Keys.Partition].S, key[Keys.Sort].S, cancellation));
    }

    /// <summary>Of those among them who have a plan of their own.</summary>
    public async Task<List<TargetPlan>> FindAsync(IEnumerable<string> employeeIds, CancellationToken cancellation)
    {
        var items = await table.BatchGetAsync(employeeIds.Select(Key), consistent: true, cancellation);
        return [.. items.Select(item => Read(Keys.EmployeeOf(item.RequiredText(Keys.Partition)), item))];
    }

    /// <summary>False: somebody was faster; read again. Plan and log are written together or not at all.</summary>
    public async Task<bool> TrySaveAsync(TargetPlan before, TargetPlan next, AuditEntry entry, CancellationToken cancellation)
    {
        var put = new Put
        {
            TableName = table.Name,
            Item = Write(next),
            ConditionExpression = before.Version == 0 ? "attribute_not_exists(#version)" : "#version = :read",
            ExpressionAttributeNames = new() { ["#version"] = Version },
            ExpressionAttributeValues = before.Version == 0 ? null : new() { [":read"] = Item.N(before.Version) },
        };
        try
        {
            await table.Client.TransactWriteItemsAsync(
                new TransactWriteItemsRequest { TransactItems = [new() { Put = put }, new() { Put = new Put { TableName = table.Name, Item = entry.ToItem() } }] },
                cancellation);
            return true;
        }
        catch (TransactionCanceledException e) when (e.CancellationReasons.Any(reason => reason.Code is "ConditionalCheckFailed" or "TransactionConflict"))
        {
            return false;
        }
    }

    /// <param name="item">Null: there is none.</param>
    internal static TargetPlan Read(string? employeeId, Dictionary<string, AttributeValue>? item) => item is null
        ? new(employeeId, [], 0)
        : new(
            employeeId,
            [.. (item[Entries].L ?? []).Select(entry => new TargetEntry(entry.M.RequiredText(From), entry.M.ContainsKey(Calls) ? (int)entry.M.Number(Calls) : null))],
            item.Number(Version));

    internal static Dictionary<string, AttributeValue> Write(TargetPlan plan)
    {
        var item = Key(plan.EmployeeId);
        item[Keys.Type] = Item.S(ItemTypes.Target);
        item[Version] = Item.N(plan.Version);
        item[Entries] = new() { L = [.. plan.Entries.Select(Entry)], IsLSet = true };
        return item;
    }

    private static AttributeValue Entry(TargetEntry entry)
    {
        var map = new Dictionary<string, AttributeValue> { [From] = Item.S(entry.From!) };
        if (entry.Calls is { } calls)
        {
            map[Calls] = Item.N(calls);
        }

        return Item.M(map);
    }
}
