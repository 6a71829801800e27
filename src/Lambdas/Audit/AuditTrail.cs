using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Audit;

/// <summary>Entries are added, never changed, never removed.</summary>
internal sealed class AuditTrail(DataTable table)
{
    /// <summary>An entry with the id of one that is there is the same entry, said twice.</summary>
    public async Task AppendAsync(AuditEntry entry, CancellationToken cancellation)
    {
        try
        {
            await table.Client.PutItemAsync(
                new PutItemRequest { TableName = table.Name, Item = entry.ToItem(), ConditionExpression = "attribute_not_exists(pk)" },
                cancellation);
        }
        catch (ConditionalCheckFailedException)
        {
            // Written before.
        }
    }
}
