using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Dashboard;

/// <summary>Counts quiet days anew from their calls. Everything is read before the calls are, is written only over what was read,
/// and only if all changes up to then were counted: so a change that comes meanwhile is counted once, by the stream or here.</summary>
internal sealed class Recounter(DataTable table, CounterStore counters, LedgerStore ledgers, ChangedDays changes, DayCalls calls, OrganisationClock clock)
{
    private const int MaximumWrites = 100;
    private const string SinceName = "since";

    /// <summary>No change of a day for so long, and the stream has brought or given up all of them.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(24);

    /// <summary>An index may be behind the table, though never for so long.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromHours(1);

    /// <param name="now">When the run was due.</param>
    /// <param name="time">Cancelled when no more days should be begun.</param>
    internal async Task<RecountReport> RunAsync(DateTimeOffset now, CancellationToken time)
    {
        var state = await table.GetAsync(Keys.RecountState, Keys.RecountState, CancellationToken.None);
        var since = state?.Text(SinceName) is { } text ? Instant.Parse(text) : DateTimeOffset.UnixEpoch.AddYears(30);
        var changed = await changes.SinceAsync(since, CancellationToken.None);
        var known = await counters.ReadAsync(changed.Keys.Select(day => new CounterKey(day, Keys.WholeOrganisation)), consistent: true, CancellationToken.None);
        var due = changed
            .Where(day => day.Value <= now - Quiet && !(known.GetValueOrDefault(new CounterKey(day.Key, Keys.WholeOrganisation))?.RecountedAt >= day.Value))
            .OrderByDescending(day => day.Key)
            .ToList();

        // What is not quiet yet, or finds no time, is found again from there.
        var next = now - Quiet - Settling;
        var (done, differences) = (0, 0);
        foreach (var (day, at) in due)
        {
            if (!time.IsCancellationRequested && await RecountAsync(day, now, CancellationToken.None) is { } mended)
            {
                done++;
                differences += mended;
            }
            else
            {
                next = at < next ? at : next;
            }
        }

        await SaveAsync(next > since ? next : since);
        return new RecountReport(done, differences, due.Count - done);
    }

    /// <returns>What differed and was mended; null: something moved meanwhile.</returns>
    private async Task<int?> RecountAsync(DateOnly day, DateTimeOffset now, CancellationToken cancellation)
    {
        var numbers = NumbersOf(await calls.OfDayAsync(day, cancellation));
        var read = (await counters.OfDayAsync(day, consistent: true, cancellation)).ToDictionary(item => item.Key);
        var written = await ledgers.ReadAsync(numbers, cancellation);

        var counted = await calls.OfDayAsync(day, cancellation);
        var told = await calls.LedgersAsync(numbers, cancellation);
        if (!numbers.SetEquals(NumbersOf(counted)) || written.Values.Any(ledger => ledger.ChangedAt > now - Settling) || !await changes.IsCountedAsync(now - Quiet, cancellation))
        {
            return null;
        }

        var mending = new Mending(clock);
        counted.ForEach(call => mending.Expected.AddCall(call, clock, +1));
        foreach (var (number, ledger) in told)
        {
            mending.Compare(day, written[number], ledger);
        }

        var others = await counters.ReadAsync(mending.Others, consistent: true, cancellation);
        var (writes, differences) = mending.ToWrites(table.Name, day, read, others, now);
        return await TryWriteAsync(writes, cancellation) ? differences : null;
    }

    private static HashSet<string> NumbersOf(IEnumerable<Calls.Call> some) => [.. some.Select(ContactLedger.NumberOf).OfType<string>()];

    /// <summary>More than a transaction holds is written in several; the mark that the day is done comes with the last.</summary>
    private async Task<bool> TryWriteAsync(List<TransactWriteItem> writes, CancellationToken cancellation)
    {
        try
        {
            foreach (var some in writes.Chunk(MaximumWrites))
            {
                await table.Client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [.. some] }, cancellation);
            }

            return true;
        }
        catch (TransactionCanceledException e) when (e.CancellationReasons.Any(reason => reason.Code is "ConditionalCheckFailed" or "TransactionConflict"))
        {
            return false;
        }
    }

    private Task SaveAsync(DateTimeOffset since)
    {
        var item = Item.Key(Keys.RecountState, Keys.RecountState);
        item[Keys.Type] = Item.S(ItemTypes.RecountState);
        item[SinceName] = Item.S(Instant.Text(since));
        return table.PutAsync(item, CancellationToken.None);
    }
}
