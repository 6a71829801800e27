using Amazon.Lambda.DynamoDBEvents;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Tests.Product;
using Model = Amazon.DynamoDBv2.Model;

namespace Ooak.Lambdas.Tests.Dashboard;

/// <summary>What some people do with their calls over two months, at random: log, log late, edit anything, delete, hide. The
/// same seed does the same.</summary>
internal sealed class CallHistory
{
    public static readonly string[] People = [.. Enumerable.Range(1, 3).Select(n => $"0197a000-0000-7000-8000-0000000000e{n}")];
    private static readonly string?[] Numbers = ["+46701000001", "+46701000002", "+46701000003", "112", null];
    private static readonly string?[] Outcomes = ["Sold", "Call back", null];
    private static readonly DateTimeOffset Changes = Samples.At("2026-06-01T00:00:00.000Z");
    private static readonly DateTimeOffset First = Samples.At("2026-03-01T00:00:00.000Z");

    private readonly Random _random;
    private readonly Dictionary<string, Call> _before = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Call> _calls = new(StringComparer.Ordinal);

    public CallHistory(int seed, int steps)
    {
        _random = new Random(seed);
        for (var step = 1; step <= steps; step++)
        {
            Step(step);
        }
    }

    /// <summary>In the order of the stream.</summary>
    public List<DynamoDBEvent.DynamodbStreamRecord> Records { get; } = [];

    /// <summary>What counts at the end.</summary>
    public List<Call> Counted => [.. _calls.Values.Where(call => call is { Deleted: false, Private: false })];

    public DateTimeOffset LastChange => _calls.Values.Max(call => call.UpdatedAt);

    /// <summary>As the table has the calls, with the versions before.</summary>
    public IEnumerable<Dictionary<string, Model.AttributeValue>> Items => _calls.Values.Select(ItemOf).Concat(_before.Values.Select(call => StoredCall.HistoryOf(ItemOf(call))));

    public static DynamoDBEvent.DynamodbStreamRecord Record(int sequence, Call? before, Call? after) => new()
    {
        Dynamodb = new()
        {
            SequenceNumber = $"{sequence:D24}",
            Keys = Image((after ?? before)!),
            OldImage = before is null ? null : Image(before),
            NewImage = after is null ? null : Image(after),
        },
    };

    private void Step(int step)
    {
        var known = _calls.Count > 0 && _random.NextDouble() < 0.45 ? _calls.Values.ElementAt(_random.Next(_calls.Count)) : null;
        var next = (known is null ? Logged(step) : Changed(known)) with { UpdatedAt = Changes.AddMinutes(step) };
        Records.Add(Record(step, known, next));
        if (known is not null)
        {
            _before[known.Id] = known;
        }

        _calls[next.Id] = next;
    }

    private Call Logged(int step) => Samples.Call with
    {
        Id = $"0197a000-0000-7000-8000-{step:D12}",
        EmployeeId = Pick(People),
        ContactPhone = Pick(Numbers),
        CallType = Pick(Enum.GetValues<CallType>()),
        Status = Pick(Enum.GetValues<CallStatus>()),
        Duration = _random.Next(600),
        Outcome = Pick(Outcomes),
        StartedAt = Start(),
        Version = 1,
    };

    private Call Changed(Call call) => (_random.Next(9) switch
    {
        0 => call with { StartedAt = Start() },
        1 => call with { ContactPhone = Pick(Numbers) },
        2 => call with { Status = Pick(Enum.GetValues<CallStatus>()) },
        3 => call with { CallType = Pick(Enum.GetValues<CallType>()) },
        4 => call with { Outcome = Pick(Outcomes), Duration = _random.Next(600) },
        5 => call with { Private = !call.Private },
        6 or 7 => call with { Deleted = !call.Deleted },
        _ => call with { Notes = "only this" },
    }) with { Version = call.Version + 1 };

    // Few different times, so that calls begin together.
    private DateTimeOffset Start() => First.AddDays(_random.Next(60)).AddHours(_random.Next(24)).AddMinutes(30 * _random.Next(2));

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private static Dictionary<string, Model.AttributeValue> ItemOf(Call call) =>
        new StoredCall(call, call.UpdatedAt, new Dictionary<string, long>(), new Dictionary<string, AcceptedMutation>()).ToItem();

    private static Dictionary<string, DynamoDBEvent.AttributeValue> Image(Call call) =>
        ItemOf(call).ToDictionary(pair => pair.Key, pair => Value(pair.Value));

    private static DynamoDBEvent.AttributeValue Value(Model.AttributeValue value) => new() { S = value.S, N = value.N, BOOL = value.BOOL };
}
