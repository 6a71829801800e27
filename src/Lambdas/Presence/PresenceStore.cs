using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Realtime;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Presence;

/// <summary>Who is there. It costs a sync half a read, which comes with the organisation's state, a write where something changed or a minute has passed, and a message to the
/// dashboards only where what they show changed.</summary>
internal sealed partial class PresenceStore(DataTable table, TopicPublisher topic, TimeProvider time, ILogger<PresenceStore> logger)
{
    /// <summary>Never fails: who is there matters less than what they send.</summary>
    /// <param name="before">What was known until now.</param>
    /// <param name="bringsCalls">Dashboards hear of the calls, and know by them that one has ended.</param>
    public async Task ReportAsync(Employee employee, KnownPresence? before, PresenceReport? report, bool bringsCalls, CancellationToken cancellation)
    {
        try
        {
            var now = time.GetUtcNow();
            var next = KnownPresence.After(before, report, now);
            if (!next.Says(before))
            {
                return;
            }

            await table.PutAsync(next.ToItem(employee.Id), cancellation);
            var endedByItsCall = bringsCalls && next.OnCallSince is null && next.Queued == (before?.Queued ?? 0);
            if (next.Changes(before) && !endedByItsCall)
            {
                var message = new PresenceMessage("presence", [next.Of(employee.Id, employee.Name, now)]);
                await topic.PublishAsync(TopicKinds.Presence, AnswerJson.Text(message, AnswerJson.Default.PresenceMessage), cancellation);
            }
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            LogNotReported(logger, e.GetType().Name);
        }
    }

    public async Task<IReadOnlyDictionary<string, KnownPresence>> AllAsync(CancellationToken cancellation) =>
        await table.QueryAsync(
            new QueryRequest
            {
                KeyConditionExpression = "pk = :presence",
                ExpressionAttributeValues = new() { [":presence"] = Item.S(Keys.Presence) },
            },
            cancellation).ToDictionaryAsync(item => Keys.EmployeeOf(item.RequiredText(Keys.Sort)), KnownPresence.FromItem, cancellationToken: cancellation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A phone's presence was not noted: {Failure}")]
    private static partial void LogNotReported(ILogger logger, string failure);
}
