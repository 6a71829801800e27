using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.DynamoDBEvents;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Dashboard;

/// <summary>Applies stream records to the counters exactly once, though the stream delivers at least once: an employee's
/// counters, the organisation's, the ledgers of the numbers and the employee's checkpoint change in one transaction, each
/// conditional on what was read. Records at or below the checkpoint were counted before. The employees of a batch share
/// transactions, so that many of them write the organisation's counters once.</summary>
internal sealed partial class Aggregator(DataTable table, CounterStore counters, LedgerStore ledgers, OrganisationClock clock, ILogger<Aggregator> logger)
{
    private const int Attempts = 8;

    /// <summary>Milliseconds, times the attempt: readers of other shards write the organisation's counters, too.</summary>
    private const int Pause = 15;

    public async Task<StreamsEventResponse> ApplyAsync(DynamoDBEvent batch, CancellationToken cancellation)
    {
        var failures = new List<StreamsEventResponse.BatchItemFailure>();
        var employees = new Dictionary<string, List<StreamChange>>(StringComparer.Ordinal);
        foreach (var group in batch.Records.GroupBy(record => record.Dynamodb.Keys[Keys.Partition].S))
        {
            await GuardAsync(group.First().Dynamodb.SequenceNumber, () =>
            {
                employees[Keys.EmployeeOf(group.Key!)] = [.. group.Select(StreamChange.Of)];
                return Task.CompletedTask;
            });
        }

        if (employees.Count > 1 && await TryTogetherAsync(employees, cancellation))
        {
            employees.Clear();
        }

        foreach (var (employeeId, changes) in employees)
        {
            await GuardAsync(changes[0].Sequence, () => CountAsync(new() { [employeeId] = changes }, cancellation));
        }

        return new StreamsEventResponse { BatchItemFailures = failures };

        // One employee's bad record must not hold up the others: Lambda retries from it, and bisects.
        async Task GuardAsync(string sequence, Func<Task> work)
        {
            try
            {
                await work();
            }
#pragma warning disable CA1031 // Whatever it is, it is logged and reported as this record's failure.
            catch (Exception e)
#pragma warning restore CA1031
            {
                LogFailed(logger, e, sequence);
                failures.Add(new() { ItemIdentifier = sequence });
            }
        }
    }

    /// <summary>False: something went wrong with one of them, and each is to be tried alone.</summary>
    private async Task<bool> TryTogetherAsync(Dictionary<string, List<StreamChange>> employees, CancellationToken cancellation)
    {
        try
        {
            await CountAsync(employees, cancellation);
            return true;
        }
#pragma warning disable CA1031 // Tried alone, whoever caused it fails again and is reported.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogApart(logger, e);
            return false;
        }
    }

    private async Task CountAsync(Dictionary<string, List<StreamChange>> employees, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var checkpoints = await CheckpointsAsync(employees.Keys, cancellation);
            var pending = employees
                .Select(employee => (Id: employee.Key, Read: checkpoints.GetValueOrDefault(employee.Key), Changes: employee.Value))
                .Select(employee => employee with { Changes = employee.Changes.FindAll(change => SequenceNumber.Compare(change.Sequence, employee.Read?.Sequence ?? "") > 0) })
                .Where(employee => employee.Changes.Count > 0)
                .ToList();
            if (pending.Count == 0)
            {
                return;
            }

            var known = await ledgers.ReadAsync(pending.SelectMany(employee => employee.Changes).SelectMany(change => change.Numbers), cancellation);
            var transaction = new CounterTransaction(clock);

            // What finds no room follows from the new checkpoints.
            var complete = pending.TrueForAll(employee => transaction.Add(employee.Id, employee.Read, employee.Changes, known));
            if (await TryCommitAsync(transaction, cancellation))
            {
                if (complete)
                {
                    return;
                }

                attempt = 0;
            }
            else if (attempt == Attempts)
            {
                throw new InvalidOperationException("The counters are contended; the stream will deliver this again.");
            }
            else
            {
                await Task.Delay(Random.Shared.Next(Pause * attempt), cancellation);
            }
        }
    }

    private async Task<Dictionary<string, Checkpoint>> CheckpointsAsync(IEnumerable<string> employeeIds, CancellationToken cancellation)
    {
        var keys = employeeIds.Select(id => Item.Key(Keys.Employee(id), Keys.AggregateCheckpoint));
        var items = await table.BatchGetAsync(keys, consistent: true, cancellation);
        return items.ToDictionary(item => Keys.EmployeeOf(item[Keys.Partition].S), Checkpoint.FromItem);
    }

    private async Task<bool> TryCommitAsync(CounterTransaction transaction, CancellationToken cancellation)
    {
        var read = await counters.ReadAsync(transaction.Counters, consistent: true, cancellation);
        try
        {
            await table.Client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = transaction.ToWrites(table.Name, read) }, cancellation);
            return true;
        }
        catch (TransactionCanceledException e) when (e.CancellationReasons.Any(reason => reason.Code is "ConditionalCheckFailed" or "TransactionConflict"))
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Counting failed from sequence number {Sequence}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string sequence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Employees are counted one by one")]
    private static partial void LogApart(ILogger logger, Exception exception);
}
