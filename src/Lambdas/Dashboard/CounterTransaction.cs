using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Dashboard;

/// <summary>One transaction: the counters and checkpoints of some employees, and the organisation's counters for all of them.</summary>
internal sealed class CounterTransaction(OrganisationClock clock)
{
    /// <summary>TransactWriteItems' limit.</summary>
    private const int MaximumWrites = 100;

    internal const string Sequence = "sequence";

    private readonly List<Tally> tallies = [];
    private readonly Dictionary<DateOnly, CounterDelta> organisation = [];

    internal bool IsEmpty => tallies.Count == 0;

    private int Writes => organisation.Count + tallies.Sum(tally => 1 + tally.Counters.Count);

    /// <summary>Takes in an employee's changes, in order, as far as there is room; false when some are left.</summary>
    /// <param name="checkpoint">As read; null: nothing was counted yet.</param>
    internal bool Add(string employeeId, string? checkpoint, IReadOnlyList<StreamChange> changes)
    {
        var tally = new Tally(employeeId, checkpoint);
        var room = MaximumWrites - Writes - 1;
        foreach (var change in changes)
        {
            var days = new[] { change.Before, change.After }.Where(CounterDelta.Counts).Select(call => clock.DayOf(call!.StartedAt)).Distinct().ToList();
            room -= days.Count(day => !tally.Counters.ContainsKey(day)) + days.Count(day => !organisation.ContainsKey(day));
            if (room < 0)
            {
                break;
            }

            Count(tally.Counters, change);
            Count(organisation, change);
            tally.Applied = change.Sequence;
        }

        if (tally.Applied is not null)
        {
            tallies.Add(tally);
        }

        return tally.Applied == changes[^1].Sequence;
    }

    internal List<TransactWriteItem> ToWrites(string tableName)
    {
        var writes = tallies.ConvertAll(tally => new TransactWriteItem { Put = tally.Checkpoint(tableName) });
        var counters = tallies
            .SelectMany(tally => tally.Counters.Select(pair => (pair.Key, pair.Value, Sort: Keys.Employee(tally.EmployeeId))))
            .Concat(organisation.Select(pair => (pair.Key, pair.Value, Sort: Keys.WholeOrganisation)));
        writes.AddRange(counters
            .Where(counter => !counter.Value.IsNothing)
            .Select(counter => new TransactWriteItem { Update = counter.Value.ToUpdate(tableName, Keys.Counters(counter.Key), counter.Sort) }));
        return writes;
    }

    private void Count(Dictionary<DateOnly, CounterDelta> counters, StreamChange change)
    {
        Add(change.Before, -1);
        Add(change.After, +1);

        void Add(Calls.Call? call, int sign)
        {
            if (CounterDelta.Counts(call))
            {
                var day = clock.DayOf(call!.StartedAt);
                var delta = counters.TryGetValue(day, out var known) ? known : counters[day] = new CounterDelta();
                delta.Add(call, clock, sign);
            }
        }
    }

    /// <param name="Read">The checkpoint as read.</param>
    private sealed record Tally(string EmployeeId, string? Read)
    {
        internal Dictionary<DateOnly, CounterDelta> Counters { get; } = [];

        /// <summary>The last change taken in.</summary>
        internal string? Applied { get; set; }

        internal Put Checkpoint(string tableName)
        {
            var item = Item.Key(Keys.Employee(EmployeeId), Keys.AggregateCheckpoint);
            item[Keys.Type] = Item.S(ItemTypes.Checkpoint);
            item[Sequence] = Item.S(Applied!);
            return Read is null
                ? new Put { TableName = tableName, Item = item, ConditionExpression = "attribute_not_exists(pk)" }
                : new Put
                {
                    TableName = tableName,
                    Item = item,
                    ConditionExpression = "#sequence = :read",
                    ExpressionAttributeNames = new() { ["#sequence"] = Sequence },
                    ExpressionAttributeValues = new() { [":read"] = Item.S(Read) },
                };
        }
    }
}
