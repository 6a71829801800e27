using Amazon.DynamoDBv2.Model;
using Ooak.Demo;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;

namespace Ooak.Benchmarks;

/// <summary>A manager and twelve employees with sixty days of calls, and the counters that the stream would have made of them.</summary>
internal static class Organisation
{
    private const int Employees = 12;
    private const int BatchWriteLimit = 25;
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    public static string Manager { get; } = Id(0);

    public static string Employee { get; } = Id(1);

    public static async Task FillAsync(Stage stage)
    {
        var people = Enumerable.Range(0, Employees + 1).Select(n => new DemoPerson(Id(n), $"person{n}@ooak.test", $"+4477009001{n:D2}", $"Person {n}", "Sales", n == 0)).ToList();
        var clock = new OrganisationClock(new FunctionSettings(), TimeProvider.System);
        var calls = people.Where(person => !person.IsManager).SelectMany((person, index) => new DemoCalls(person, index, clock.Zone, Now).Generate()).ToList();
        await WriteAsync(stage, people.Select(Profile));
        await WriteAsync(stage, calls.Select(call => call.ToItem()));
        await WriteAsync(stage, Sums(calls, clock).Filled.Select(pair => Counters.None(pair.Key).With(pair.Value, Now).ToPut(stage.Table).Item));
    }

    private static CounterSheet Sums(List<StoredCall> calls, OrganisationClock clock)
    {
        var sheet = new CounterSheet();
        foreach (var call in calls)
        {
            sheet.AddCall(call.Call, clock, +1);
        }

        foreach (var number in calls.Where(call => call.Call.ContactPhone is not null).GroupBy(call => call.Call.ContactPhone!, call => call.Call))
        {
            ContactLedger.Of(number.Key, number).Share(clock, +1, sheet);
        }

        return sheet;
    }

    private static Dictionary<string, AttributeValue> Profile(DemoPerson person) => EmployeeItem.ToItem(new StoredEmployee(
        new Employee
        {
            Id = person.Id,
            Email = person.Email,
            Phone = person.Phone,
            Name = person.Name,
            Team = person.Team,
            Role = person.IsManager ? Role.Manager : Role.Employee,
            Status = EmployeeStatus.Active,
            CreatedAt = Now.AddDays(-60),
        },
        person.Username));

    private static async Task WriteAsync(Stage stage, IEnumerable<Dictionary<string, AttributeValue>> items)
    {
        foreach (var chunk in items.Chunk(BatchWriteLimit))
        {
            var writes = chunk.Select(item => new WriteRequest { PutRequest = new PutRequest { Item = item } }).ToList();
            var answer = await stage.DynamoDb.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = new() { [stage.Table] = writes } });
            if (answer.UnprocessedItems is { Count: > 0 })
            {
                throw new InvalidOperationException("DynamoDB Local left writes undone.");
            }
        }
    }

    private static string Id(int n) => $"0197a000-0000-7000-8000-{n:D12}";
}
