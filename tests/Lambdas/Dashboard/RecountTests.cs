using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.DynamoDBEvents;
using Microsoft.Extensions.Logging.Abstractions;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Tests.Identity;
using Ooak.Lambdas.Tests.Product;

namespace Ooak.Lambdas.Tests.Dashboard;

/// <summary>What the nightly recount mends, and what it leaves alone.</summary>
[Collection(TimeZoneCollection.Name)]
public sealed class RecountTests : IDisposable
{
    private static readonly DateTimeOffset Tonight = Samples.At("2026-06-20T02:30:00.000Z");
    private readonly FakeClock _time = new() { Now = Samples.At("2026-06-10T09:30:00.000Z") };
    private readonly OrganisationClock _clock;
    private readonly FakeTable _table;
    private readonly Aggregator _aggregator;
    private readonly Recounter _recounter;
    private readonly CallHistory _history = new(seed: 11, steps: 250);

    public RecountTests()
    {
        Environment.SetEnvironmentVariable(FunctionSettings.TimeZone, "Europe/Stockholm");
        _clock = new OrganisationClock(new FunctionSettings(), _time);
        (var table, _table) = FakeTable.Make();
        var (counters, ledgers) = (new CounterStore(table), new LedgerStore(table));
        _aggregator = new Aggregator(table, counters, ledgers, _clock, NullLogger<Aggregator>.Instance);
        var changes = new ChangedDays(table, new EmployeeStore(table, _time), _clock);
        _recounter = new Recounter(table, counters, ledgers, changes, new DayCalls(table, _clock), _clock);
        foreach (var id in CallHistory.People)
        {
            _table.Put(EmployeeItem.ToItem(new StoredEmployee(
                new Employee { Id = id, Email = id + "@example.com", Name = id, Role = Role.Employee, Status = EmployeeStatus.Active, CreatedAt = _time.Now },
                id)));
        }
    }

    public void Dispose() => Environment.SetEnvironmentVariable(FunctionSettings.TimeZone, null);

    [Fact]
    public async Task Figures_that_are_right_are_compared_once_and_left_alone()
    {
        await CountAsync(_history.Records);
        WriteCalls();

        var first = await _recounter.RunAsync(Tonight, CancellationToken.None);
        first.Days.ShouldBeGreaterThan(20);
        (first.Differences, first.Postponed).ShouldBe((0, 0));
        (await _recounter.RunAsync(Tonight.AddDays(1), CancellationToken.None)).ShouldBe(new RecountReport(0, 0, 0));
    }

    [Fact]
    public async Task Records_that_ended_in_the_failure_queue_are_made_up_for()
    {
        // Every employee's last changes, and with them calls that were returned, moved, deleted.
        await CountAsync(_history.Records[..180]);
        WriteCalls();

        var report = await _recounter.RunAsync(Tonight, CancellationToken.None);

        report.Differences.ShouldBeGreaterThan(10);
        Compare();
        (await _recounter.RunAsync(Tonight.AddDays(1), CancellationToken.None)).Differences.ShouldBe(0);
    }

    [Fact]
    public async Task Counters_that_are_wrong_for_whatever_reason_are_mended()
    {
        await CountAsync(_history.Records);
        WriteCalls();
        foreach (var item in _table.Items.Where(item => item["type"].S is "counters" or "ledger").ToList())
        {
            var wrong = new Dictionary<string, AttributeValue>(item) { ["version"] = Item.N(77) };
            if (item["type"].S == "counters")
            {
                (wrong["calls"], wrong["contacts"], wrong["unreturned"]) = (Item.N(1000), Item.N(5), Item.N(99));
            }

            _table.Put(wrong);
        }

        (await _recounter.RunAsync(Tonight, CancellationToken.None)).Differences.ShouldBeGreaterThan(30);
        Compare();
    }

    [Fact]
    public async Task A_day_that_changed_within_a_day_waits_and_so_does_everything_while_the_stream_is_behind()
    {
        await CountAsync(_history.Records[..200]);
        WriteCalls();
        var quiet = await _recounter.RunAsync(_history.LastChange.AddHours(23), CancellationToken.None);
        quiet.Days.ShouldBe(0);

        // A change of an hour ago that is not counted yet, of a day long ago.
        var late = _history.Counted[0] with { Version = 50, Notes = "late" };
        _table.Put(new StoredCall(late, Tonight.AddHours(-1), new Dictionary<string, long>(), new Dictionary<string, AcceptedMutation>()).ToItem());
        var behind = await _recounter.RunAsync(Tonight, CancellationToken.None);
        behind.Days.ShouldBe(0);
        behind.Postponed.ShouldBeGreaterThan(10);

        (await _recounter.RunAsync(Tonight.AddDays(2), CancellationToken.None)).Days.ShouldBeGreaterThan(20);
        Compare(counted: [.. _history.Counted.Where(call => call.Id != late.Id), late]);
    }

    [Fact]
    public async Task Counters_that_move_meanwhile_are_left_alone_until_the_next_night()
    {
        await CountAsync(_history.Records[..200]);
        WriteCalls();
        _table.Accident = when =>
        {
            if (when == "before")
            {
                foreach (var item in _table.Items.Where(item => item["type"].S == "counters").ToList())
                {
                    _table.Put(new Dictionary<string, AttributeValue>(item) { ["version"] = Item.N(item.Number("version") + 1) });
                }
            }

            return null;
        };
        var moved = await _recounter.RunAsync(Tonight, CancellationToken.None);

        // Of a day or two, no counter is there that could move.
        moved.Days.ShouldBeLessThan(5);
        moved.Postponed.ShouldBeGreaterThan(20);

        _table.Accident = _ => null;
        (await _recounter.RunAsync(Tonight.AddDays(1), CancellationToken.None)).Postponed.ShouldBe(0);
        Compare();
    }

    [Fact]
    public async Task Days_for_which_no_time_is_left_are_taken_the_next_night()
    {
        await CountAsync(_history.Records[..180]);
        WriteCalls();
        var none = await _recounter.RunAsync(Tonight, new CancellationToken(canceled: true));
        none.Days.ShouldBe(0);
        (await _recounter.RunAsync(Tonight.AddDays(1), CancellationToken.None)).Days.ShouldBe(none.Postponed);
        Compare();
    }

    [Fact]
    public void The_report_is_a_line_that_becomes_a_metric()
    {
        using var output = new StringWriter();
        new RecountReport(3, 2, 1).Write(output, Tonight);

        var line = JsonNode.Parse(output.ToString())!;
        line["CounterDifferences"]!.GetValue<int>().ShouldBe(2);
        var directive = line["_aws"]!["CloudWatchMetrics"]!.AsArray().ShouldHaveSingleItem()!;
        directive["Namespace"]!.GetValue<string>().ShouldBe("OOAK");
        directive["Metrics"]![0]!["Name"]!.GetValue<string>().ShouldBe("CounterDifferences");
        directive["Dimensions"]!.ToJsonString().ShouldBe("[[]]");
        line["_aws"]!["Timestamp"]!.GetValue<long>().ShouldBe(Tonight.ToUnixTimeMilliseconds());
    }

    private async Task CountAsync(IEnumerable<DynamoDBEvent.DynamodbStreamRecord> records)
    {
        foreach (var batch in records.Chunk(100))
        {
            (await _aggregator.ApplyAsync(new DynamoDBEvent { Records = [.. batch] }, CancellationToken.None)).BatchItemFailures.ShouldBeEmpty();
        }
    }

    private void WriteCalls()
    {
        foreach (var item in _history.Items)
        {
            _table.Put(item);
        }
    }

    private void Compare(List<Call>? counted = null)
    {
        var counters = Tally.CountersOf(_table);
        var first = new DateOnly(2026, 2, 27);
        foreach (var employee in (string?[])[null, .. CallHistory.People])
        {
            foreach (var (from, to) in (ReadOnlySpan<(int, int)>)[(4, 4), (2, 9), (20, 50), (0, 200)])
            {
                var (start, end) = (first.AddDays(from), first.AddDays(to));
                Tally.Of(counters, employee, start, end).ShouldBe(Tally.Of(counted ?? _history.Counted, employee, start, end, _clock), $"{employee ?? "everybody"} {start:O} to {end:O}");
            }
        }
    }
}
