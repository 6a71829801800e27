using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Push;

/// <summary>The browsers of a person.</summary>
internal sealed class PushSubscriptions(DataTable table)
{
    internal const string NotBefore = "notBefore";

    /// <summary>Browsers of one person; the one that was heard of longest ago makes room.</summary>
    private const int Limit = 10;
    private const int Attempts = 6;

    public async Task SaveAsync(PushSubscription subscription, CancellationToken cancellation)
    {
        var put = new TransactWriteItem { Put = new Put { TableName = table.Name, Item = subscription.ToItem() } };
        await WriteAsync(put, subscription.EmployeeId, "ADD", subscription.Id, cancellation);
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
    public Task RemoveAsync(string employeeId, string id, CancellationToken cancellation)
    {
        var delete = new TransactWriteItem { Delete = new Delete { TableName = table.Name, Key = Item.Key(Keys.Employee(employeeId), Keys.Push(id)) } };
        return WriteAsync(delete, employeeId, "DELETE", id, cancellation);
    }

    // The profile counts along, so that the directory knows who can be reached.
    private async Task WriteAsync(TransactWriteItem write, string employeeId, string change, string id, CancellationToken cancellation)
    {
        var count = new Update
        {
            TableName = table.Name,
            Key = Item.Key(Keys.Employee(employeeId), Keys.Profile),
            UpdateExpression = $"{change} #push :id",
            ConditionExpression = "attribute_exists(pk)",
            ExpressionAttributeNames = new() { ["#push"] = EmployeeItem.Push },
            ExpressionAttributeValues = new() { [":id"] = new() { SS = [id] } },
        };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await table.Client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [write, new() { Update = count }] }, cancellation);
                return;
            }
            catch (TransactionCanceledException e) when (attempt < Attempts && e.CancellationReasons.Exists(reason => reason.Code == "TransactionConflict"))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(10, 20 << attempt)), cancellation);
            }
        }
    }

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
