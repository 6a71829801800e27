using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Contacts;

/// <summary>All calls with one number, newest first. Private calls are not among them: their owner's phone has them.</summary>
internal sealed class ContactFeed(DataTable table)
{
    /// <summary>Calls that are read to count them: with whom so many were spoken, the latest tell enough.</summary>
    private const int MaximumCounted = CallFeed.MaximumExamined;

    /// <param name="position">Of the last call of the page before; null: the first page, with figures.</param>
    /// <returns>Null: nobody who may be seen has spoken with this number.</returns>
    public async Task<ContactResponse?> ReadAsync(string number, Caller caller, string? position, int limit, CancellationToken cancellation)
    {
        var wanted = position is null ? MaximumCounted : limit;
        var calls = new List<Call>();
        var examined = 0;
        Dictionary<string, AttributeValue>? next = null;
        do
        {
            var page = await table.Client.QueryAsync(Request(number, position, next, MaximumCounted - examined), cancellation);
            examined += page.ScannedCount ?? 0;
            calls.AddRange((page.Items ?? []).Select(StoredCall.CallOf).Where(call => IsVisible(call, caller)));
            next = page.LastEvaluatedKey is { Count: > 0 } key ? key : null;
        }
        while (next is not null && calls.Count < wanted && examined < MaximumCounted);

        if (calls.Count == 0 && position is null)
        {
            return null;
        }

        var names = calls.Select(call => call.ContactName).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var shown = calls.Take(limit).ToList();
        var last = shown.Count < calls.Count ? KeyOf(shown[^1]) : next?[Keys.Start].S;
        return new ContactResponse(
            number, names.FirstOrDefault(), names, position is null ? Figures(calls, next is null) : null, shown, last is null ? null : CallFilter.Cursor(last));
    }

    private QueryRequest Request(string number, string? position, Dictionary<string, AttributeValue>? next, int limit)
    {
        var request = new QueryRequest
        {
            TableName = table.Name,
            IndexName = Keys.ByContact,
            KeyConditionExpression = "#contact = :contact",
            ExpressionAttributeNames = new() { ["#contact"] = Keys.Contact },
            ExpressionAttributeValues = new() { [":contact"] = Item.S(Keys.Phone(number)) },
            ScanIndexForward = false,
            Limit = limit,
            ExclusiveStartKey = next,
        };
        if (position is not null)
        {
            request.KeyConditionExpression += " AND #start < :before";
            request.ExpressionAttributeNames["#start"] = Keys.Start;
            request.ExpressionAttributeValues[":before"] = Item.S(position);
        }

        return request;
    }

    private static bool IsVisible(Call call, Caller caller) => !call.Deleted && caller.MaySee(call) && (caller.IsManager || call.EmployeeId == caller.Id);

    private static string KeyOf(Call call) => Keys.Instant(Wire.Instant.Text(call.StartedAt), call.Id);

    private static ContactFigures Figures(List<Call> calls, bool complete) => new(
        calls.Count,
        calls.Count(call => call.Status == CallStatus.Completed),
        calls.Count(call => call.Status == CallStatus.Missed),
        calls.Where(call => call.Status == CallStatus.Completed).Sum(call => (long)call.Duration),
        calls[^1].StartedAt,
        calls[0].StartedAt,
        complete);
}
