using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Dashboard;

/// <summary>How far one employee's changes are counted.</summary>
/// <param name="Sequence">Of the last counted record.</param>
/// <param name="Changed">When the latest of the counted versions was written: what the table has beyond it is not counted yet.</param>
internal sealed record Checkpoint(string Sequence, string? Changed)
{
    private const string SequenceName = "sequence";

    internal static Checkpoint FromItem(Dictionary<string, AttributeValue> item) => new(item.RequiredText(SequenceName), item.Text(Keys.CountedUntil));

    /// <param name="read">As read; null: nothing was counted yet.</param>
    internal Put ToPut(string tableName, string employeeId, Checkpoint? read)
    {
        var item = Item.Key(Keys.Employee(employeeId), Keys.AggregateCheckpoint);
        item[Keys.Type] = Item.S(ItemTypes.Checkpoint);
        item[SequenceName] = Item.S(Sequence);
        item.SetIfPresent(Keys.CountedUntil, Changed);
        return read is null
            ? new Put { TableName = tableName, Item = item, ConditionExpression = "attribute_not_exists(pk)" }
            : new Put
            {
                TableName = tableName,
                Item = item,
                ConditionExpression = "#sequence = :read",
                ExpressionAttributeNames = new() { ["#sequence"] = SequenceName },
                ExpressionAttributeValues = new() { [":read"] = Item.S(read.Sequence) },
            };
    }
}
