using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Dashboard;

/// <summary>What a day's counters should be, and what is to be written where they are not.</summary>
internal sealed class Mending(OrganisationClock clock)
{
    private readonly List<ContactLedger> ledgers = [];
    private readonly CounterSheet elsewhere = new();
    private DateOnly today;

    /// <summary>The day's values as its calls tell them.</summary>
    internal CounterSheet Expected { get; } = new();

    /// <summary>Counters of other days that change with a ledger.</summary>
    internal IEnumerable<CounterKey> Others => elsewhere.Filled.Select(pair => pair.Key).Where(key => key.Day != today);

    /// <summary>A number's ledger as it is, and as its calls tell it.</summary>
    internal void Compare(DateOnly day, ContactLedger written, ContactLedger told)
    {
        today = day;
        var all = new CounterSheet();
        told.Share(clock, +1, all);
        foreach (var (key, values) in all.Filled.Where(pair => pair.Key.Day == day))
        {
            Expected.At(key.Day, key.Sort).Add(values);
        }

        if (!told.Same(written))
        {
            ledgers.Add(told.Over(written));
            written.Share(clock, -1, elsewhere);
            told.Share(clock, +1, elsewhere);
        }
    }

    /// <param name="read">The day's counters as they are.</param>
    /// <param name="others">Those of <see cref="Others"/> that exist.</param>
    internal (List<TransactWriteItem> Writes, int Differences) ToWrites(
        string tableName,
        DateOnly day,
        IReadOnlyDictionary<CounterKey, Counters> read,
        IReadOnlyDictionary<CounterKey, Counters> others,
        DateTimeOffset now)
    {
        var whole = new CounterKey(day, Keys.WholeOrganisation);
        var expected = Expected.Filled.ToDictionary(pair => pair.Key, pair => pair.Value);
        var wrong = expected.Keys.Union(read.Keys)
            .Where(key => !ValuesOf(expected, key).Same(Of(read, key).Values))
            .ToList();
        var writes = ledgers.ConvertAll(ledger => ledger.ToWrite(tableName, clock.UtcNow));
        writes.AddRange(elsewhere.Filled
            .Where(pair => pair.Key.Day != day)
            .Select(pair => new TransactWriteItem { Put = Of(others, pair.Key).With(pair.Value, clock.UtcNow).ToPut(tableName) }));
        writes.AddRange(wrong.Where(key => key != whole)
            .Select(key => new TransactWriteItem { Put = (Of(read, key) with { Values = ValuesOf(expected, key) }).ToPut(tableName) }));
        writes.Add(new TransactWriteItem { Put = (Of(read, whole) with { Values = ValuesOf(expected, whole), RecountedAt = now }).ToPut(tableName) });
        return (writes, ledgers.Count + wrong.Count);
    }

    private static Counters Of(IReadOnlyDictionary<CounterKey, Counters> items, CounterKey key) => items.GetValueOrDefault(key) ?? Counters.None(key);

    private static CounterValues ValuesOf(Dictionary<CounterKey, CounterValues> values, CounterKey key) => values.GetValueOrDefault(key) ?? new CounterValues();
}
