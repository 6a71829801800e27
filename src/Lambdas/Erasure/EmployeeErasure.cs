using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Realtime;

namespace Ooak.Lambdas.Erasure;

/// <summary>Removes what is kept of a person whose profile has become a tombstone: the account, and every item of theirs. Figures,
/// ledgers, recordings and lists follow by the stream, as they follow any deletion. Each part can be done again without harm.</summary>
internal sealed class EmployeeErasure(DataTable table, EmployeeStore employees, EmployeeAccounts accounts, ConnectionCloser sockets, TimeProvider time)
{
    /// <summary>Deletions that are under way at once.</summary>
    private const int AtOnce = 24;

    private const int PageSize = 240;

    /// <summary>What stays: that there was somebody, by an id that means nothing any more. Without the checkpoint, the deletions
    /// themselves would be counted twice if the stream brought them twice.</summary>
    private static readonly string[] Kept = [Keys.Profile, Keys.AggregateCheckpoint];

    /// <returns>False: there was no time for all of it.</returns>
    public async Task<bool> RunAsync(string employeeId, TimeSpan budget, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        if (await employees.FindErasedAsync(employeeId, cancellation) is not { } erased)
        {
            return true;
        }

        if (erased.Username is { } username)
        {
            await accounts.DeleteAsync(username, cancellation);
            await employees.ForgetAccountAsync(employeeId, cancellation);
        }

        await sockets.CloseAllAsync(employeeId, cancellation);
        await DeleteAsync(Item.Key(Keys.Presence, Keys.Employee(employeeId)), cancellation);
        while (await NextAsync(employeeId, cancellation) is { Count: > 0 } keys)
        {
            await Parallel.ForEachAsync(keys, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (key, token) => await DeleteAsync(key, token));
            if (time.GetElapsedTime(started) > budget)
            {
                return false;
            }
        }

        return true;
    }

    private async Task<List<Dictionary<string, AttributeValue>>> NextAsync(string employeeId, CancellationToken cancellation)
    {
        var page = await table.Client.QueryAsync(
            new QueryRequest
            {
                TableName = table.Name,
                KeyConditionExpression = "pk = :person",
                ExpressionAttributeValues = new() { [":person"] = Item.S(Keys.Employee(employeeId)) },
                ProjectionExpression = "pk, sk",
                ConsistentRead = true,
                Limit = PageSize,
            },
            cancellation);
        return (page.Items ?? []).FindAll(key => !Kept.Contains(key.RequiredText(Keys.Sort)));
    }

    private Task<DeleteItemResponse> DeleteAsync(Dictionary<string, AttributeValue> key, CancellationToken cancellation) =>
        table.Client.DeleteItemAsync(new DeleteItemRequest { TableName = table.Name, Key = key }, cancellation);
}
