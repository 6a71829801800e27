using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.DynamoDBEvents;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Dashboard;

/// <summary>Applies stream records to the counters exactly once, though the stream delivers at least once: an employee's
/// counters, the organisation's and the employee's checkpoint change in one transaction, conditional on the checkpoint as
/// read. Records at or below the checkpoint were counted before.</summary>
internal sealed partial class Aggregator(DataTable table, OrganisationClock clock, ILogger<Aggregator> logger)
{
    /// <summary>A transaction holds 100 writes: two a day, and the checkpoint.</summary>
    private const int MaximumDays = 49;

    private const int Attempts = 5;
    private const string Sequence = "sequence";

    public async Task<StreamsEventResponse> ApplyAsync(DynamoDBEvent batch, CancellationToken cancellation)
    {
        var failures = new List<StreamsEventResponse.BatchItemFailure>();
        foreach (var group in batch.Records.GroupBy(record => record.Dynamodb.Keys[Keys.Partition].S))
        {
            var changes = new List<StreamChange>();
            try
            {
                changes.AddRange(group.Select(StreamChange.Of));
                await ApplyAsync(Keys.EmployeeOf(group.Key!), changes, cancellation);
            }
#pragma warning disable CA1031 // One employee's bad record must not hold up the others: Lambda retries from it, and bisects.
            catch (Exception e)
#pragma warning restore CA1031
            {
                LogFailed(logger, e, group.First().Dynamodb.SequenceNumber);
                failures.Add(new() { ItemIdentifier = group.First().Dynamodb.SequenceNumber });
            }
        }

        return new StreamsEventResponse { BatchItemFailures = failures };
    }

    private async Task ApplyAsync(string employeeId, IReadOnlyList<StreamChange> changes, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var checkpoint = await CheckpointAsync(employeeId, cancellation);
            var pending = changes.Where(change => SequenceNumber.Compare(change.Sequence, checkpoint ?? "") > 0).ToList();
            if (pending.Count == 0)
            {
                return;
            }

            // As many records as fit one transaction, in order; the rest follows from the new checkpoint.
            var (counters, applied) = Collect(pending);
            if (await TryCommitAsync(employeeId, counters, checkpoint, applied, cancellation))
            {
                attempt = 0;
            }
            else if (attempt == Attempts)
            {
                throw new InvalidOperationException("The counters are contended; the stream will deliver this again.");
            }
        }
    }

    private async Task<string?> CheckpointAsync(string employeeId, CancellationToken cancellation) =>
        (await table.GetAsync(Keys.Employee(employeeId), Keys.AggregateCheckpoint, cancellation))?.Text(Sequence);

    private (Dictionary<DateOnly, CounterDelta> Counters, string Sequence) Collect(List<StreamChange> pending)
    {
        var counters = new Dictionary<DateOnly, CounterDelta>();
        var applied = "";
        foreach (var change in pending)
        {
            var days = new[] { change.Before, change.After }.Where(CounterDelta.Counts).Select(call => clock.DayOf(call!.StartedAt)).Distinct();
            if (counters.Keys.Union(days).Count() > MaximumDays)
            {
                break;
            }

            Add(change.Before, -1);
            Add(change.After, +1);
            applied = change.Sequence;
        }

        return (counters, applied);

        void Add(Call? call, int sign)
        {
            if (CounterDelta.Counts(call))
            {
                var day = clock.DayOf(call!.StartedAt);
                var delta = counters.TryGetValue(day, out var known) ? known : counters[day] = new CounterDelta();
                delta.Add(call, clock, sign);
            }
        }
    }

    private async Task<bool> TryCommitAsync(
        string employeeId,
        Dictionary<DateOnly, CounterDelta> counters,
        string? checkpoint,
        string applied,
        CancellationToken cancellation)
    {
        var item = Item.Key(Keys.Employee(employeeId), Keys.AggregateCheckpoint);
        item[Keys.Type] = Item.S(ItemTypes.Checkpoint);
        item[Sequence] = Item.S(applied);
        var put = new Put
        {
            TableName = table.Name,
            Item = item,
            ConditionExpression = checkpoint is null ? "attribute_not_exists(pk)" : "#sequence = :read",
        };
        if (checkpoint is not null)
        {
            put.ExpressionAttributeNames = new() { ["#sequence"] = Sequence };
            put.ExpressionAttributeValues = new() { [":read"] = Item.S(checkpoint) };
        }

        var writes = new List<TransactWriteItem> { new() { Put = put } };
        foreach (var (day, delta) in counters.Where(pair => !pair.Value.IsNothing))
        {
            writes.Add(new() { Update = delta.ToUpdate(table.Name, Keys.Counters(day), Keys.Employee(employeeId)) });
            writes.Add(new() { Update = delta.ToUpdate(table.Name, Keys.Counters(day), Keys.WholeOrganisation) });
        }

        try
        {
            await table.Client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = writes }, cancellation);
            return true;
        }
        catch (TransactionCanceledException e) when (e.CancellationReasons.Any(reason => reason.Code is "ConditionalCheckFailed" or "TransactionConflict"))
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Counting failed from sequence number {Sequence}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string sequence);
}
