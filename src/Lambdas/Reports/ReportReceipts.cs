using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Reports;

internal enum Claim
{
    /// <summary>To be sent now, by whoever asked.</summary>
    Ours,

    /// <summary>Somebody else is at it, or died at it a moment ago.</summary>
    Busy,

    /// <summary>Sent.</summary>
    Done,
}

/// <summary>Who has got which report. SES knows no retries from repetitions, so that whoever sends claims it first; a claim that is
/// neither fulfilled nor given back lapses.</summary>
internal sealed class ReportReceipts(DataTable table, TimeProvider time)
{
    /// <summary>As long as the function may run.</summary>
    private static readonly TimeSpan ClaimLife = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(60);
    private const string ClaimedUntil = "claimedUntil";
    private const string SentAt = "sentAt";

    public async Task<Claim> ClaimAsync(string employeeId, string reportId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var item = Key(employeeId, reportId);
        item[Keys.Type] = Item.S(ItemTypes.ReportReceipt);
        item[ClaimedUntil] = Item.N((now + ClaimLife).ToUnixTimeMilliseconds());
        item[Keys.TimeToLive] = Item.N((now + Kept).ToUnixTimeSeconds());
        try
        {
            await table.Client.PutItemAsync(
                new PutItemRequest
                {
                    TableName = table.Name,
                    Item = item,
                    ConditionExpression = "attribute_not_exists(pk) OR (attribute_not_exists(#sent) AND #until < :now)",
                    ExpressionAttributeNames = new() { ["#sent"] = SentAt, ["#until"] = ClaimedUntil },
                    ExpressionAttributeValues = new() { [":now"] = Item.N(now.ToUnixTimeMilliseconds()) },
                },
                cancellation);
            return Claim.Ours;
        }
        catch (ConditionalCheckFailedException)
        {
            var known = await table.GetAsync(Keys.Employee(employeeId), Keys.ReportReceipt(reportId), cancellation);
            return known?.ContainsKey(SentAt) == true ? Claim.Done : Claim.Busy;
        }
    }

    public Task SentAsync(string employeeId, string reportId, CancellationToken cancellation) =>
        table.Client.UpdateItemAsync(
            new UpdateItemRequest
            {
                TableName = table.Name,
                Key = Key(employeeId, reportId),
                UpdateExpression = "SET #sent = :now",

                // Whoever was erased meanwhile stays erased.
                ConditionExpression = "attribute_exists(pk)",
                ExpressionAttributeNames = new() { ["#sent"] = SentAt },
                ExpressionAttributeValues = new() { [":now"] = Item.N(time.GetUtcNow().ToUnixTimeMilliseconds()) },
            },
            cancellation);

    public Task ReleaseAsync(string employeeId, string reportId, CancellationToken cancellation) =>
        table.Client.DeleteItemAsync(new DeleteItemRequest { TableName = table.Name, Key = Key(employeeId, reportId) }, cancellation);

    private static Dictionary<string, AttributeValue> Key(string employeeId, string reportId) => Item.Key(Keys.Employee(employeeId), Keys.ReportReceipt(reportId));
}
