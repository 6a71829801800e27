using Amazon.DynamoDBv2;
using Amazon.Lambda.DynamoDBEvents;
using Microsoft.Extensions.Logging.Abstractions;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Tests.Product;

namespace Ooak.Lambdas.Tests.Dashboard;

/// <summary>However the stream brings its records, counters equal a recount of the calls.</summary>
[Collection(TimeZoneCollection.Name)]
public sealed class AggregatorTests : IDisposable
{
    private readonly OrganisationClock _clock;
    private readonly FakeTable _table;
    private readonly Aggregator _aggregator;

    public AggregatorTests()
    {
        Environment.SetEnvironmentVariable(FunctionSettings.TimeZone, "Europe/Stockholm");
        _clock = new OrganisationClock(new FunctionSettings(), TimeProvider.System);
        (var table, _table) = FakeTable.Make();
        _aggregator = new Aggregator(table, new CounterStore(table), new LedgerStore(table), _clock, NullLogger<Aggregator>.Instance);
    }

    public void Dispose() => Environment.SetEnvironmentVariable(FunctionSettings.TimeZone, null);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Replays_in_any_split_with_the_aggregator_killed_in_between_count_once(int seed)
    {
        var history = new CallHistory(seed, steps: 400);
        var random = new Random(seed);
        _table.Accident = _ => random.NextDouble() < 0.1 ? new AmazonDynamoDBException("killed") : null;
        for (var round = 0; round < 2; round++)
        {
            await PlayAsync(history.Records, random);
        }

        Compare(history.Counted);
    }

    [Fact]
    public async Task A_number_that_rang_in_vain_for_months_is_returned_by_one_call_and_rings_in_vain_again_without_it()
    {
        var missed = Enumerable.Range(0, 150).Select(day => Samples.Call with
        {
            Id = $"0197a000-0000-7000-8000-{day:D12}",
            EmployeeId = CallHistory.People[day % 3],
            CallType = CallType.Incoming,
            Status = CallStatus.Missed,
            StartedAt = Samples.At("2026-03-01T09:30:00.000Z").AddDays(day),
        }).ToList();
        var back = Samples.Call with { EmployeeId = CallHistory.People[0], StartedAt = missed[^1].StartedAt.Value.AddDays(1) };
        var sequence = 0;
        await DeliverAsync([.. missed.Select(call => CallHistory.Record(++sequence, null, call))]);
        Unreturned().ShouldBe(150);

        await DeliverAsync([CallHistory.Record(++sequence, null, back)]);
        Unreturned().ShouldBe(0);
        Compare([.. missed, back]);

        await DeliverAsync([CallHistory.Record(++sequence, back, back with { Deleted = true })]);
        Unreturned().ShouldBe(150);
        Compare(missed);
        _table.LargestTransaction.ShouldBeInRange(80, 100);
    }

    [Fact]
    public async Task Nothing_stays_of_a_number_whose_calls_are_gone()
    {
        await DeliverAsync([CallHistory.Record(1, null, Samples.Call)]);
        Ledgers().ShouldBe(["LEDGER#" + Samples.Call.ContactPhone]);

        await DeliverAsync([CallHistory.Record(2, Samples.Call, Samples.Call with { Deleted = true })]);
        Ledgers().ShouldBeEmpty();
        Compare([]);
    }

    [Fact]
    public async Task A_checkpoint_knows_until_when_an_employees_changes_are_counted()
    {
        await DeliverAsync([CallHistory.Record(1, null, Samples.Call)]);
        var checkpoint = Checkpoint.FromItem(_table.Items.Single(item => item["sk"].S == Keys.AggregateCheckpoint));
        checkpoint.Changed.ShouldBe("2026-05-04T09:32:00.000Z#" + Samples.CallId);
    }

    private IEnumerable<string> Ledgers() => _table.Items.Select(item => item["pk"].S).Where(key => key.StartsWith("LEDGER#", StringComparison.Ordinal));

    private long Unreturned() => Tally.CountersOf(_table).Where(item => item.EmployeeId is null).Sum(item => item.Values.Figures.UnreturnedMissed);

    /// <summary>As Lambda does: batches of any size, again from where one failed, and now and then from before.</summary>
    private async Task PlayAsync(List<DynamoDBEvent.DynamodbStreamRecord> records, Random random)
    {
        for (var next = 0; next < records.Count;)
        {
            var batch = records.Skip(next).Take(1 + random.Next(120)).ToList();
            var answer = await _aggregator.ApplyAsync(new DynamoDBEvent { Records = batch }, CancellationToken.None);
            var failed = answer.BatchItemFailures.Select(failure => batch.FindIndex(record => record.Dynamodb.SequenceNumber == failure.ItemIdentifier)).DefaultIfEmpty(batch.Count).Min();
            next = Math.Max(0, next + failed - (random.NextDouble() < 0.3 ? random.Next(40) : 0));
        }
    }

    private async Task DeliverAsync(List<DynamoDBEvent.DynamodbStreamRecord> records)
    {
        foreach (var batch in records.Chunk(100))
        {
            (await _aggregator.ApplyAsync(new DynamoDBEvent { Records = [.. batch] }, CancellationToken.None)).BatchItemFailures.ShouldBeEmpty();
        }
    }

    private void Compare(List<Call> calls)
    {
        var counters = Tally.CountersOf(_table);
        var first = new DateOnly(2026, 2, 27);
        foreach (var employee in (string?[])[null, .. CallHistory.People])
        {
            foreach (var (from, to) in (ReadOnlySpan<(int, int)>)[(0, 0), (3, 3), (31, 31), (2, 9), (20, 50), (0, 200), (33, 36)])
            {
                var (start, end) = (first.AddDays(from), first.AddDays(to));
                Tally.Of(counters, employee, start, end).ShouldBe(Tally.Of(calls, employee, start, end, _clock), $"{employee ?? "everybody"} {start:O} to {end:O}");
            }
        }
    }
}
