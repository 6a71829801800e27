using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Notices;

/// <summary>A notice in somebody's inbox.</summary>
/// <param name="Reached">Ids of the subscriptions that have got it.</param>
internal sealed record InboxEntry(Notice Notice, IReadOnlySet<string> Reached);

/// <summary>What people were told, whether or not a message reached a phone.</summary>
internal sealed class Inbox(DataTable table, TimeProvider time)
{
    /// <summary>Written once, however often it is said; what was not in it yet is added.</summary>
    public async Task<InboxEntry> AddAsync(string employeeId, NoticeMessage message, CancellationToken cancellation)
    {
        var item = NoticeItem.Write(employeeId, message, time.GetUtcNow());
        try
        {
            await table.Client.PutItemAsync(
                new PutItemRequest { TableName = table.Name, Item = item, ConditionExpression = "attribute_not_exists(pk)" },
                cancellation);
        }
        catch (ConditionalCheckFailedException)
        {
            var key = NoticeItem.Key(employeeId, message.Id);
            item = await table.GetAsync(key[Keys.Partition].S, key[Keys.Sort].S, cancellation) ?? item;
            var missing = (message.Content.AssignmentIds ?? []).Except(NoticeItem.Set(item, NoticeItem.Assignments)).ToList();
            if (missing.Count > 0)
            {
                item = await ExtendAsync(key, message.Id, missing, cancellation);
            }
        }

        return new(NoticeItem.Read(item), NoticeItem.Set(item, NoticeItem.Reached));
    }

    /// <summary>Those of the notices that are in their person's inbox.</summary>
    public async Task<HashSet<(string EmployeeId, string NoticeId)>> KnownAsync(IEnumerable<(string EmployeeId, string NoticeId)> notices, CancellationToken cancellation)
    {
        var items = await table.BatchGetAsync(notices.Select(notice => NoticeItem.Key(notice.EmployeeId, notice.NoticeId)), consistent: true, cancellation);
        return [.. items.Select(item => (Keys.EmployeeOf(item.RequiredText(Keys.Partition)), NoticeItem.IdOf(item)))];
    }

    /// <summary>This subscription need not get it again.</summary>
    public async Task ReachedAsync(string employeeId, Notice notice, string subscriptionId, CancellationToken cancellation)
    {
        try
        {
            await table.Client.UpdateItemAsync(
                new UpdateItemRequest
                {
                    TableName = table.Name,
                    Key = NoticeItem.Key(employeeId, notice.Id),
                    UpdateExpression = "ADD #reached :subscription",

                    // What was added to it meanwhile has not reached anybody.
                    ConditionExpression = "attribute_exists(pk) AND size(#assignments) = :count OR attribute_exists(pk) AND attribute_not_exists(#assignments)",
                    ExpressionAttributeNames = new() { ["#reached"] = NoticeItem.Reached, ["#assignments"] = NoticeItem.Assignments },
                    ExpressionAttributeValues = new()
                    {
                        [":subscription"] = new() { SS = [subscriptionId] },
                        [":count"] = Item.N(notice.Content.AssignmentIds?.Count ?? 0),
                    },
                },
                cancellation);
        }
        catch (ConditionalCheckFailedException)
        {
            // It says more by now: whoever added to it tells again.
        }
    }

    /// <summary>Null: no such notice.</summary>
    public async Task<Notice?> ReadAsync(string employeeId, string noticeId, bool isRead, CancellationToken cancellation)
    {
        var now = Instant.Text(time.GetUtcNow());
        try
        {
            var answer = await table.Client.UpdateItemAsync(
                new UpdateItemRequest
                {
                    TableName = table.Name,
                    Key = NoticeItem.Key(employeeId, noticeId),
                    UpdateExpression = isRead ? "SET #readAt = :now, #changed = :changed ADD #version :one" : "SET #changed = :changed REMOVE #readAt ADD #version :one",
                    ConditionExpression = $"attribute_exists(pk) AND {(isRead ? "attribute_not_exists" : "attribute_exists")}(#readAt)",
                    ExpressionAttributeNames = new() { ["#readAt"] = NoticeItem.ReadAt, ["#changed"] = Keys.Changed, ["#version"] = NoticeItem.Version },
                    ExpressionAttributeValues = isRead
                        ? new() { [":now"] = Item.S(now), [":changed"] = Item.S(Keys.Instant(now, noticeId)), [":one"] = Item.N(1) }
                        : new() { [":changed"] = Item.S(Keys.Instant(now, noticeId)), [":one"] = Item.N(1) },
                    ReturnValues = "ALL_NEW",
                },
                cancellation);
            return NoticeItem.Read(answer.Attributes);
        }
        catch (ConditionalCheckFailedException)
        {
            // As it was to be, or not there.
            return await table.GetAsync(Keys.Employee(employeeId), Keys.Notice(noticeId), cancellation) is { } item ? NoticeItem.Read(item) : null;
        }
    }

    /// <summary>The last first.</summary>
    /// <param name="position">The id that the last page ended with; null: from the last one.</param>
    public async Task<InboxPage> PageAsync(string employeeId, string? position, int limit, CancellationToken cancellation)
    {
        var page = await table.Client.QueryAsync(
            new QueryRequest
            {
                TableName = table.Name,
                KeyConditionExpression = "pk = :employee AND begins_with(sk, :notice)",
                ExpressionAttributeValues = new() { [":employee"] = Item.S(Keys.Employee(employeeId)), [":notice"] = Item.S(Keys.NoticePrefix) },
                ExclusiveStartKey = position is null ? null : NoticeItem.Key(employeeId, position),
                ScanIndexForward = false,
                Limit = limit,
            },
            cancellation);
        var cursor = page.LastEvaluatedKey is { Count: > 0 } last ? NoticeItem.IdOf(last) : null;
        return new([.. (page.Items ?? []).Select(NoticeItem.Read)], cursor);
    }

    private async Task<Dictionary<string, AttributeValue>> ExtendAsync(
        Dictionary<string, AttributeValue> key,
        string noticeId,
        List<string> assignments,
        CancellationToken cancellation)
    {
        var answer = await table.Client.UpdateItemAsync(
            new UpdateItemRequest
            {
                TableName = table.Name,
                Key = key,
                UpdateExpression = "SET #changed = :changed REMOVE #readAt, #reached ADD #version :one, #assignments :assignments",
                ExpressionAttributeNames = new()
                {
                    ["#changed"] = Keys.Changed,
                    ["#readAt"] = NoticeItem.ReadAt,
                    ["#reached"] = NoticeItem.Reached,
                    ["#version"] = NoticeItem.Version,
                    ["#assignments"] = NoticeItem.Assignments,
                },
                ExpressionAttributeValues = new()
                {
                    [":changed"] = Item.S(Keys.Instant(Instant.Text(time.GetUtcNow()), noticeId)),
                    [":one"] = Item.N(1),
                    [":assignments"] = new() { SS = assignments },
                },
                ReturnValues = "ALL_NEW",
            },
            cancellation);
        return answer.Attributes;
    }
}
