using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Push;

/// <summary>The browsers of a person.</summary>
internal sealed class PushSubscriptions(DataTable table)
{
    internal const string NotBefore = "notBefore";

    /// <summary>Browsers of one person; the one that was heard of longest ago makes room.</summary>
    private const int Limit = 10;

    public async Task SaveAsync(PushSubscription subscription, CancellationToken cancellation)
    {
        await table.PutAsync(subscription.ToItem(), cancellation);
        var all = await OfAsync(subscription.EmployeeId, cancellation);
        foreach (var old in all.Where(other => other.Id != subscription.Id).OrderByDescending(other => other.SubscribedAt).Skip(Limit - 1))
        {
            await RemoveAsync(old.EmployeeId, old.Id, cancellation);
        }
    }

    /// <summary>Read consistently: one that was saved before this is among them.</summary>
    public async Task<List<PushSubscription>> OfAsync(string employeeId, CancellationToken cancellation) =>
        await table.QueryAsync(
            new QueryRequest
            {
                KeyConditionExpression = "pk = :employee AND begins_with(sk, :push)",
                ConsistentRead = true,
                ExpressionAttributeValues = new() { [":employee"] = Item.S(Keys.Employee(employeeId)), [":push"] = Item.S(Keys.PushPrefix) },
            },
            cancellation).Select(PushSubscription.FromItem).ToListAsync(cancellation);

    /// <summary>Harmless where nothing is.</summary>
    public Task RemoveAsync(string employeeId, string id, CancellationToken cancellation) =>
        table.Client.DeleteItemAsync(new DeleteItemRequest { TableName = table.Name, Key = Item.Key(Keys.Employee(employeeId), Keys.Push(id)) }, cancellation);

    /// <summary>The push service asks for quiet. Nothing happens where the subscription is gone.</summary>
    public async Task WaitAsync(PushSubscription subscription, DateTimeOffset until, CancellationToken cancellation)
    {
        try
        {
            await table.Client.UpdateItemAsync(
                new UpdateItemRequest
                {
                    TableName = table.Name,
                    Key = Item.Key(Keys.Employee(subscription.EmployeeId), Keys.Push(subscription.Id)),
                    UpdateExpression = "SET #until = :until",
                    ConditionExpression = "attribute_exists(pk)",
                    ExpressionAttributeNames = new() { ["#until"] = NotBefore },
                    ExpressionAttributeValues = new() { [":until"] = Item.S(Instant.Text(until)) },
                },
                cancellation);
        }
        catch (ConditionalCheckFailedException)
        {
            // Removed meanwhile.
        }
    }
}
