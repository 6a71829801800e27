using System.Diagnostics;
using System.Globalization;
using Amazon.DynamoDBv2.Model;
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

    private static readonly (string Name, int Days)[] Views = [("day", 1), ("month", 30), ("quarter", 90)];

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
        var people = Enumerable.Range(1, People).Select(n => $"0197a000-0000-7000-8000-{n:D12}").ToList();
        await using var filled = await FilledTable.CreateAsync(shared.Cloud, count, people, people.Select(Profile));
        var (client, meter) = CapacityMeter.Of(shared.Cloud.DynamoDb);
        var table = new DataTable(client, filled.Settings);
        var clock = new OrganisationClock(new FunctionSettings(), TimeProvider.System);
        var reader = new DashboardReader(new CounterStore(table), new EmployeeStore(table, TimeProvider.System), new OrganisationStore(table, clock), clock, new WorkingWeek(new FunctionSettings()));
        var costs = new Dictionary<string, Cost>(StringComparer.Ordinal);
        foreach (var (view, days) in Views)
        {
            costs[view] = await CostAsync(reader, meter, days);
        }

        return costs;
    }

    private static Dictionary<string, AttributeValue> Profile(string id) => EmployeeItem.ToItem(new StoredEmployee(
        new Employee { Id = id, Email = id + "@ooak.test", Name = id, Role = Role.Employee, Status = EmployeeStatus.Active, CreatedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) },
        id));

    /// <summary>The fastest of some runs: the others tell how busy the machine is.</summary>
    private static async Task<Cost> CostAsync(DashboardReader reader, CapacityMeter meter, int days)
    {
        var best = double.MaxValue;
        Figures figures = Figures.Zero;
        for (var run = 0; run < 5; run++)
        {
            meter.Reset();
            var started = Stopwatch.GetTimestamp();
            figures = (await reader.ReadAsync(FilledTable.Last.AddDays(1 - days), FilledTable.Last, null, CancellationToken.None)).Totals;
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return new Cost(meter.Units, meter.Bytes, best, figures);
    }

    private sealed record Cost(double Units, long Bytes, double Milliseconds, Figures Figures);
}
