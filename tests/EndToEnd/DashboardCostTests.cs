using System.Diagnostics;
using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Ooak.Demo;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Settings;

namespace Ooak.EndToEnd.Tests;

/// <summary>Reading the dashboard costs the same at any number of calls. With DASHBOARD_CALLS, the larger table has so many;
/// benchmarks/README.md has the last long run.</summary>
[Collection(nameof(SharedCloud))]
public sealed class DashboardCostTests(SharedCloud shared, ITestOutputHelper output)
{
    /// <summary>A day's reading is billed by 4 KB: with so many, it is not near a step.</summary>
    private const int People = 16;

    /// <summary>A quarter, and the quarter before.</summary>
    private const int Days = 182;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Last = new(2026, 6, 30);
    private static readonly (string Name, int Days)[] Views = [("day", 1), ("month", 30), ("quarter", 90)];
    private static readonly string?[] Outcomes = ["Interested", "Call back", "Not interested", "Sold", "Voicemail", null];

    private readonly TestCloud _cloud = shared.Cloud;
    private readonly OrganisationClock _clock = new(new FunctionSettings(), TimeProvider.System);

    [Fact]
    public async Task Reading_the_dashboard_costs_the_same_at_any_number_of_calls()
    {
        var many = int.TryParse(Environment.GetEnvironmentVariable("DASHBOARD_CALLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        var (few, large) = many > 0 ? (10_000, many) : (4_000, 10_000);
        var small = await MeasureAsync(few);
        var big = await MeasureAsync(large);

        output.WriteLine($"{"view",-8} {"calls",9} {"units",8} {"bytes",10} {"ms",7}");
        foreach (var (view, _) in Views)
        {
            foreach (var (calls, cost) in ((int, Cost)[])[(few, small[view]), (large, big[view])])
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{view,-8} {calls,9:N0} {cost.Units,8:F1} {cost.Bytes,10:N0} {cost.Milliseconds,7:F1}"));
            }

            var (units, bytes) = (big[view].Units / small[view].Units, (double)big[view].Bytes / small[view].Bytes);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{view,-8} {"ratio",9} {units,8:F3} {bytes,10:F3} {big[view].Milliseconds / small[view].Milliseconds,7:F3}"));
            units.ShouldBeLessThanOrEqualTo(1.1, view);
            bytes.ShouldBeLessThanOrEqualTo(1.1, view);
            big[view].Figures.Calls.ShouldBeGreaterThan(small[view].Figures.Calls);
        }
    }

    /// <summary>Loads a table of its own and reads each view from it.</summary>
    private async Task<Dictionary<string, Cost>> MeasureAsync(int count)
    {
        var name = $"cost-{count}-{Guid.NewGuid():N}";
        await CreateAsync(name);
        try
        {
            Environment.SetEnvironmentVariable(FunctionSettings.TableName, name);
            var (client, meter) = CapacityMeter.Of(_cloud.DynamoDb);
            var table = new DataTable(client, new FunctionSettings());
            await FillAsync(name, count);
            var clock = new OrganisationClock(new FunctionSettings(), TimeProvider.System);
            var reader = new DashboardReader(new CounterStore(table), new EmployeeStore(table, TimeProvider.System), new OrganisationStore(table, clock), clock, new WorkingWeek(new FunctionSettings()));
            var costs = new Dictionary<string, Cost>(StringComparer.Ordinal);
            foreach (var (view, days) in Views)
            {
                costs[view] = await CostAsync(reader, meter, days);
            }

            return costs;
        }
        finally
        {
            Environment.SetEnvironmentVariable(FunctionSettings.TableName, null);
            await _cloud.DynamoDb.DeleteTableAsync(name);
        }
    }

    /// <summary>The fastest of some runs: the others tell how busy the machine is.</summary>
    private static async Task<Cost> CostAsync(DashboardReader reader, CapacityMeter meter, int days)
    {
        var best = double.MaxValue;
        Figures figures = Figures.Zero;
        for (var run = 0; run < 5; run++)
        {
            meter.Reset();
            var started = Stopwatch.GetTimestamp();
            figures = (await reader.ReadAsync(Last.AddDays(1 - days), Last, null, CancellationToken.None)).Totals;
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return new Cost(meter.Units, meter.Bytes, best, figures);
    }

    private async Task CreateAsync(string name)
    {
        var own = (await _cloud.DynamoDb.DescribeTableAsync(_cloud.Table)).Table;
        await _cloud.DynamoDb.CreateTableAsync(new CreateTableRequest
        {
            TableName = name,
            KeySchema = own.KeySchema,
            AttributeDefinitions = own.AttributeDefinitions,
            BillingMode = Amazon.DynamoDBv2.BillingMode.PAY_PER_REQUEST,
            LocalSecondaryIndexes = own.LocalSecondaryIndexes.ConvertAll(index => new LocalSecondaryIndex { IndexName = index.IndexName, KeySchema = index.KeySchema, Projection = index.Projection }),
            GlobalSecondaryIndexes = own.GlobalSecondaryIndexes.ConvertAll(index => new GlobalSecondaryIndex { IndexName = index.IndexName, KeySchema = index.KeySchema, Projection = index.Projection }),
        });
    }

    /// <summary>The calls, and the counters that belong to them: the same sums that the stream makes, without the stream.</summary>
    private async Task FillAsync(string table, int count)
    {
        var people = Enumerable.Range(1, People).Select(n => $"0197a000-0000-7000-8000-{n:D12}").ToList();
        foreach (var id in people)
        {
            await PutAsync(table, EmployeeStore.ToItem(new StoredEmployee(
                new Employee { Id = id, Email = id + "@ooak.test", Name = id, Role = Role.Employee, Status = EmployeeStatus.Active, CreatedAt = Start },
                id)));
        }

        var sheet = new CounterSheet();
        var byNumber = new Dictionary<string, List<Call>>(StringComparer.Ordinal);
        var organisation = new DemoOrganisation(_cloud.Cognito, _cloud.DynamoDb, table, _cloud.UserPool);
        foreach (var chunk in Calls(people, count).Chunk(20_000))
        {
            foreach (var call in chunk)
            {
                sheet.AddCall(call, _clock, +1);
                (byNumber.TryGetValue(call.ContactPhone!, out var known) ? known : byNumber[call.ContactPhone!] = []).Add(call);
            }

            await organisation.WriteAsync(chunk.Select(call => new StoredCall(call, call.UpdatedAt, new Dictionary<string, long>(), new Dictionary<string, AcceptedMutation>())));
        }

        foreach (var (number, calls) in byNumber)
        {
            ContactLedger.Of(number, calls).Share(_clock, +1, sheet);
        }

        await Parallel.ForEachAsync(sheet.Filled, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (pair, _) =>
            await PutAsync(table, Counters.None(pair.Key).With(pair.Value, Start).ToPut(table).Item));
    }

    private Task<PutItemResponse> PutAsync(string table, Dictionary<string, AttributeValue> item) => _cloud.DynamoDb.PutItemAsync(table, item);

    /// <summary>Every person has calls on every day, as many as there are in all.</summary>
    private static IEnumerable<Call> Calls(List<string> people, int count)
    {
        var random = new Random(count);
        for (var n = 0; n < count; n++)
        {
            var day = Last.AddDays(-(n / People % Days));
            var at = new DateTimeOffset(day, new TimeOnly(7 + random.Next(11), random.Next(60), random.Next(60)), TimeSpan.Zero);
            var status = random.NextDouble() < 0.75 ? CallStatus.Completed : random.NextDouble() < 0.8 ? CallStatus.Missed : CallStatus.Rejected;
            yield return new Call
            {
                Id = Guid.CreateVersion7(at).ToString("D"),
                EmployeeId = people[n % People],
                ContactName = "Anna Becker",
                ContactPhone = $"+4930{2_300_000 + random.Next(3_000)}",
                CallType = random.NextDouble() < 0.4 ? CallType.Incoming : CallType.Outgoing,
                Status = status,
                Duration = status == CallStatus.Completed ? random.Next(1200) : 0,
                Outcome = status == CallStatus.Completed ? Outcomes[random.Next(Outcomes.Length)] : null,
                StartedAt = at,
                CreatedAt = at,
                SyncedAt = at,
                UpdatedAt = at,
            };
        }
    }

    private sealed record Cost(double Units, long Bytes, double Milliseconds, Figures Figures);
}
