using System.Diagnostics.CodeAnalysis;
using Amazon.DynamoDBv2.Model;
using Ooak.Demo;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Functions;

namespace Ooak.EndToEnd.Tests;

/// <summary>A table of its own with so many calls of half a year, and the figures that the stream would have made of them.</summary>
internal sealed class FilledTable : IAsyncDisposable
{
    /// <summary>A quarter, and the quarter before.</summary>
    public const int Days = 182;

    private static readonly string?[] Outcomes = ["Interested", "Call back", "Not interested", "Sold", "Voicemail", null];
    private readonly TestCloud _cloud;
    private readonly OrganisationClock _clock = new(new FunctionSettings(), TimeProvider.System);

    private FilledTable(TestCloud cloud, int count) => (_cloud, Name) = (cloud, $"cost-{count}-{Guid.NewGuid():N}");

    public static DateOnly Last { get; } = new(2026, 6, 30);

    public string Name { get; }

    /// <summary>As the functions of a stack with this table have them.</summary>
    public FunctionSettings Settings => _cloud.SettingsFor(Name);

    /// <summary>The first calls of each person, newest first.</summary>
    public IReadOnlyList<Call> Some { get; private set; } = [];

    /// <param name="people">Everybody has calls on every day, as many as there are in all.</param>
    /// <param name="others">Items that are there, too.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The caller disposes it, or nobody gets it.")]
    public static async Task<FilledTable> CreateAsync(TestCloud cloud, int count, IReadOnlyList<string> people, IEnumerable<Dictionary<string, AttributeValue>> others)
    {
        var table = new FilledTable(cloud, count);
        await table.CreateAsync();
        await new DemoOrganisation(cloud.Cognito, cloud.DynamoDb, table.Name, cloud.UserPool).WriteAsync(others);
        await table.FillAsync(people, count);
        return table;
    }

    public async ValueTask DisposeAsync() => await _cloud.DynamoDb.DeleteTableAsync(Name);

    private async Task CreateAsync()
    {
        var own = (await _cloud.DynamoDb.DescribeTableAsync(_cloud.Table)).Table;
        await _cloud.DynamoDb.CreateTableAsync(new CreateTableRequest
        {
            TableName = Name,
            KeySchema = own.KeySchema,
            AttributeDefinitions = own.AttributeDefinitions,
            BillingMode = Amazon.DynamoDBv2.BillingMode.PAY_PER_REQUEST,
            LocalSecondaryIndexes = own.LocalSecondaryIndexes.ConvertAll(index => new LocalSecondaryIndex { IndexName = index.IndexName, KeySchema = index.KeySchema, Projection = index.Projection }),
            GlobalSecondaryIndexes = own.GlobalSecondaryIndexes.ConvertAll(index => new GlobalSecondaryIndex { IndexName = index.IndexName, KeySchema = index.KeySchema, Projection = index.Projection }),
        });
    }

    private async Task FillAsync(IReadOnlyList<string> people, int count)
    {
        var sheet = new CounterSheet();
        var byNumber = new Dictionary<string, List<Call>>(StringComparer.Ordinal);
        var organisation = new DemoOrganisation(_cloud.Cognito, _cloud.DynamoDb, Name, _cloud.UserPool);
        foreach (var chunk in Calls(people, count).Chunk(20_000))
        {
            if (Some.Count == 0)
            {
                Some = chunk[..Math.Min(chunk.Length, 10 * people.Count)];
            }

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

        await organisation.WriteAsync(sheet.Filled.Select(pair => Counters.None(pair.Key).With(pair.Value, new DateTimeOffset(Last, TimeOnly.MinValue, TimeSpan.Zero)).ToPut(Name).Item));
    }

    private static IEnumerable<Call> Calls(IReadOnlyList<string> people, int count)
    {
        var random = new Random(count);
        for (var n = 0; n < count; n++)
        {
            var day = Last.AddDays(-(n / people.Count % Days));
            var at = new DateTimeOffset(day, new TimeOnly(7 + random.Next(11), random.Next(60), random.Next(60)), TimeSpan.Zero);
            var status = random.NextDouble() < 0.75 ? CallStatus.Completed : random.NextDouble() < 0.8 ? CallStatus.Missed : CallStatus.Rejected;
            yield return new Call
            {
                Id = Guid.CreateVersion7(at).ToString("D"),
                EmployeeId = people[n % people.Count],
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
}
