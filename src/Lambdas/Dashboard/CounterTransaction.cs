using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Dashboard;

/// <summary>One transaction: the changes of some employees, as far as there is room for their checkpoints, the ledgers of the
/// numbers and the counters.</summary>
internal sealed class CounterTransaction(OrganisationClock clock)
{
    /// <summary>TransactWriteItems' limit.</summary>
    private const int MaximumWrites = 100;

    /// <summary>A step of a number with so many missed calls that one transaction cannot return them all.</summary>
    private const int CountersAStep = 80;

    private readonly List<Tally> tallies = [];
    private readonly CounterSheet sheet = new();
    private readonly Dictionary<string, ContactLedger> ledgers = new(StringComparer.Ordinal);

    internal bool IsEmpty => tallies.Count == 0 && ledgers.Count == 0;

    /// <summary>Whose counters change.</summary>
    internal IEnumerable<CounterKey> Counters => sheet.Filled.Select(pair => pair.Key);

    /// <summary>Takes in an employee's changes, in order, as far as there is room; false when some are left.</summary>
    /// <param name="checkpoint">As read; null: nothing was counted yet.</param>
    /// <param name="known">The ledgers of the changes' numbers, as read.</param>
    internal bool Add(string employeeId, Checkpoint? checkpoint, IReadOnlyList<StreamChange> changes, IReadOnlyDictionary<string, ContactLedger> known)
    {
        Tally? tally = null;
        foreach (var change in changes)
        {
            var effect = EffectOf(change, known);
            if (WritesWith(effect) + (tally is null ? 1 : 0) > MaximumWrites)
            {
                if (IsEmpty)
                {
                    TakeStep(effect, known);
                }

                return false;
            }

            if (tally is null)
            {
                tallies.Add(tally = new Tally(employeeId, checkpoint));
            }

            tally.Next = new Checkpoint(change.Sequence, Latest(tally.Next?.Changed ?? checkpoint?.Changed, change.Changed));
            sheet.Add(effect.Sheet);
            foreach (var (number, ledger) in effect.Ledgers)
            {
                ledgers[number] = ledger;
            }
        }

        return true;
    }

    /// <param name="read">The <see cref="Counters"/> that exist.</param>
    internal List<TransactWriteItem> ToWrites(string tableName, IReadOnlyDictionary<CounterKey, Counters> read) =>
    [
        .. tallies.Select(tally => new TransactWriteItem { Put = tally.Next!.ToPut(tableName, tally.EmployeeId, tally.Read) }),
        .. ledgers.Values.Where(ledger => !ledger.IsNothing).Select(ledger => ledger.ToWrite(tableName, clock.UtcNow)),
        .. sheet.Filled.Select(pair =>
            (read.GetValueOrDefault(pair.Key) ?? Dashboard.Counters.None(pair.Key)).With(pair.Value, clock.UtcNow).ToWrite(tableName)),
    ];

    private Effect EffectOf(StreamChange change, IReadOnlyDictionary<string, ContactLedger> known)
    {
        var effect = new Effect(new CounterSheet(), new Dictionary<string, ContactLedger>(StringComparer.Ordinal));
        effect.Sheet.AddCall(change.Before, clock, -1);
        effect.Sheet.AddCall(change.After, clock, +1);
        foreach (var number in change.Numbers)
        {
            var ledger = ledgers.GetValueOrDefault(number) ?? known[number];
            var next = ledger.With(change.Before, change.After);
            if (!ReferenceEquals(next, ledger))
            {
                Replace(ledger, next, effect);
                effect.Ledgers[number] = next;
            }
        }

        return effect;
    }

    /// <summary>The change itself comes later: as often as it is tried, less is left to do for it.</summary>
    private void TakeStep(Effect effect, IReadOnlyDictionary<string, ContactLedger> known)
    {
        foreach (var (number, next) in effect.Ledgers)
        {
            var step = known[number].SettledTowards(next.Settled, CountersAStep, clock);
            if (step.Settled != known[number].Settled)
            {
                var own = new Effect(new CounterSheet(), []);
                Replace(known[number], step, own);
                sheet.Add(own.Sheet);
                ledgers[number] = step;
                return;
            }
        }

        throw new InvalidOperationException("A change touches more counters than a transaction holds.");
    }

    private void Replace(ContactLedger ledger, ContactLedger next, Effect effect)
    {
        ledger.Share(clock, -1, effect.Sheet);
        next.Share(clock, +1, effect.Sheet);
    }

    private int WritesWith(Effect effect) =>
        tallies.Count
        + ledgers.Keys.Union(effect.Ledgers.Keys).Count()
        + Counters.Union(effect.Sheet.Filled.Select(pair => pair.Key)).Count();

    private static string? Latest(string? a, string? b) => string.CompareOrdinal(a, b) > 0 ? a : b;

    private sealed record Effect(CounterSheet Sheet, Dictionary<string, ContactLedger> Ledgers);

    /// <param name="Read">The checkpoint as read.</param>
    private sealed record Tally(string EmployeeId, Checkpoint? Read)
    {
        /// <summary>After the last change taken in.</summary>
        internal Checkpoint? Next { get; set; }
    }
}
