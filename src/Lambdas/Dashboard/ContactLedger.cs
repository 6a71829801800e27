using System.Buffers.Binary;
using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Dashboard;

/// <summary>What contact figures need to know of a call with the ledger's number.</summary>
/// <param name="Start">Milliseconds since 1970.</param>
internal readonly record struct LedgerEntry(long Start, string EmployeeId, LedgerKind Kind)
{
    /// <summary>By start; equal ones are alike in everything.</summary>
    internal static Comparer<LedgerEntry> Order { get; } = Comparer<LedgerEntry>.Create((a, b) =>
        a.Start != b.Start ? a.Start.CompareTo(b.Start)
        : a.Kind != b.Kind ? (int)a.Kind - (int)b.Kind
        : string.CompareOrdinal(a.EmployeeId, b.EmployeeId));

    internal static LedgerEntry Of(Call call) => new(
        call.StartedAt.Value.ToUnixTimeMilliseconds(),
        call.EmployeeId,
        call.Status == CallStatus.Completed ? LedgerKind.Completed
            : call is { Status: CallStatus.Missed, CallType: CallType.Incoming } ? LedgerKind.Missed
            : LedgerKind.Other);
}

internal enum LedgerKind
{
    Other,
    Completed,

    /// <summary>Incoming, and nobody took it.</summary>
    Missed,
}

/// <summary>All counted calls with one number, briefly: the counters of contacts follow from it, and nothing else does. What is
/// counted for a number is always its ledger's <see cref="Share"/>; a change counts the difference between two of them.</summary>
internal sealed class ContactLedger
{
    /// <summary>More calls than anybody has with one number; the oldest beyond it stay as they were counted. 90 KB.</summary>
    private const int MaximumEntries = 10_000;

    private const int EntryBytes = 9;
    private const string Written = "writtenAt";
    private const string Boundary = "boundary";
    private const string Employees = "employees";
    private const string Entries = "entries";

    private readonly string number;
    private readonly long version;
    private readonly List<LedgerEntry> entries;

    private ContactLedger(string number, long version, List<LedgerEntry> entries, long settled) =>
        (this.number, this.version, this.entries, Settled) = (number, version, entries, settled);

    /// <summary>When it was written; null: it was not read.</summary>
    internal DateTimeOffset? ChangedAt { get; private init; }

    /// <summary>Missed calls that began before it count as returned. That is the last completed call; with a great many missed
    /// calls, it moves there in steps.</summary>
    internal long Settled { get; }

    /// <summary>It was not there, and need not be.</summary>
    internal bool IsNothing => version == 0 && entries.Count == 0;

    internal static ContactLedger None(string number) => new(number, 0, [], long.MinValue);

    /// <summary>Of all calls with the number that count.</summary>
    internal static ContactLedger Of(string number, IEnumerable<Call> calls)
    {
        var told = calls.Select(LedgerEntry.Of).Order(LedgerEntry.Order).ToList();
        return new ContactLedger(number, 0, told, LastCompleted(told));
    }

    /// <summary>The call's number, if it counts for contacts.</summary>
    internal static string? NumberOf(Call? call) => CounterValues.Counts(call) ? call!.ContactPhone : null;

    internal ContactLedger With(Call? before, Call? after)
    {
        var next = new List<LedgerEntry>(entries);
        var isHere = NumberOf(before) == number;
        if (isHere && next.BinarySearch(LedgerEntry.Of(before!), LedgerEntry.Order) is >= 0 and var at)
        {
            next.RemoveAt(at);
        }

        if (NumberOf(after) == number)
        {
            var entry = LedgerEntry.Of(after!);
            var place = next.BinarySearch(entry, LedgerEntry.Order);
            next.Insert(place < 0 ? ~place : place, entry);
        }

        return next.SequenceEqual(entries) ? this : new ContactLedger(number, version, next, LastCompleted(next));
    }

    /// <summary>The same calls, settled a step further towards <paramref name="target"/>: as far as few counters change.</summary>
    internal ContactLedger SettledTowards(long target, int counters, OrganisationClock clock)
    {
        var rises = target > Settled;
        var between = entries.Where(entry => entry.Kind == LedgerKind.Missed && entry.Start >= Math.Min(target, Settled) && entry.Start < Math.Max(target, Settled));
        var groups = between.GroupBy(entry => entry.Start).OrderBy(group => rises ? group.Key : -group.Key);
        var touched = new HashSet<CounterKey>();
        var reached = Settled;
        foreach (var group in groups)
        {
            var day = DayOf(group.Key, clock);
            touched.UnionWith(group.Select(entry => new CounterKey(day, Keys.Employee(entry.EmployeeId))).Append(new CounterKey(day, Keys.WholeOrganisation)));
            if (touched.Count > counters && reached != Settled)
            {
                return new ContactLedger(number, version, entries, reached);
            }

            reached = rises ? group.Key + 1 : group.Key;
        }

        return new ContactLedger(number, version, entries, target);
    }

    /// <summary>What this number adds to the counters: itself as a contact of each day, once for the organisation and once for each
    /// employee who had it, and its unreturned calls.</summary>
    internal void Share(OrganisationClock clock, int sign, CounterSheet sheet)
    {
        var lastDays = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var day = DayOf(entry.Start, clock);
            foreach (var sort in (ReadOnlySpan<string>)[Keys.WholeOrganisation, Keys.Employee(entry.EmployeeId)])
            {
                var known = lastDays.TryGetValue(sort, out var last);
                if (!known || last != day)
                {
                    sheet.At(day, sort).AddContact(known ? day.DayNumber - last.DayNumber : null, sign);
                    lastDays[sort] = day;
                }

                if (entry.Kind == LedgerKind.Missed && entry.Start >= Settled)
                {
                    sheet.At(day, sort).AddUnreturned(sign);
                }
            }
        }
    }

    /// <summary>It is counted, and counted as unreturned.</summary>
    internal bool IsUnreturned(LedgerEntry missed) => missed.Start >= Settled && entries.BinarySearch(missed, LedgerEntry.Order) >= 0;

    internal bool Same(ContactLedger other) => entries.SequenceEqual(other.entries) && Settled == other.Settled;

    /// <summary>These calls, to be written over what <paramref name="read"/> was.</summary>
    internal ContactLedger Over(ContactLedger read) => new(number, read.version, entries, Settled);

    internal static ContactLedger FromItem(Dictionary<string, AttributeValue> item)
    {
        var employees = item.RequiredText(Employees).Split(',');
        var bytes = item[Entries].B.ToArray();
        var read = new List<LedgerEntry>(bytes.Length / EntryBytes);
        for (var at = 0; at + EntryBytes <= bytes.Length; at += EntryBytes)
        {
            var entry = bytes.AsSpan(at, EntryBytes);
            var start = ((long)BinaryPrimitives.ReadUInt32LittleEndian(entry) << 16) | BinaryPrimitives.ReadUInt16LittleEndian(entry[4..]);
            read.Add(new LedgerEntry(start, employees[BinaryPrimitives.ReadUInt16LittleEndian(entry[6..])], (LedgerKind)entry[8]));
        }

        return new ContactLedger(Keys.NumberOfLedger(item.RequiredText(Keys.Partition)), item.Number(Item.VersionName), read, item.Number(Boundary))
        {
            ChangedAt = item.Text(Written) is { } written ? Instant.Parse(written) : null,
        };
    }

    internal TransactWriteItem ToWrite(string tableName, DateTimeOffset now)
    {
        var item = Item.Key(Keys.Ledger(number), Keys.LedgerSort);
        if (entries.Count == 0 && version > 0)
        {
            // Nothing personal stays of a number whose calls are gone.
            return new TransactWriteItem { Delete = Item.VersionedDelete(tableName, item, version) };
        }

        var kept = entries.TakeLast(MaximumEntries).ToList();
        var employees = kept.Select(entry => entry.EmployeeId).Distinct().ToList();
        var indexes = employees.Index().ToDictionary(pair => pair.Item, pair => (ushort)pair.Index);
        var bytes = new byte[kept.Count * EntryBytes];
        for (var i = 0; i < kept.Count; i++)
        {
            var entry = bytes.AsSpan(i * EntryBytes, EntryBytes);
            BinaryPrimitives.WriteUInt32LittleEndian(entry, (uint)(kept[i].Start >> 16));
            BinaryPrimitives.WriteUInt16LittleEndian(entry[4..], (ushort)kept[i].Start);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[6..], indexes[kept[i].EmployeeId]);
            entry[8] = (byte)kept[i].Kind;
        }

        item[Keys.Type] = Item.S(ItemTypes.Ledger);
        item[Employees] = Item.S(string.Join(',', employees));
        item[Entries] = new AttributeValue { B = new MemoryStream(bytes) };
        item[Boundary] = Item.N(Settled);
        item[Written] = Item.S(Instant.Text(now));
        return new TransactWriteItem { Put = Item.Versioned(tableName, item, version) };
    }

    private static long LastCompleted(List<LedgerEntry> entries) =>
        entries.Where(entry => entry.Kind == LedgerKind.Completed).Select(entry => entry.Start).DefaultIfEmpty(long.MinValue).Max();

    private static DateOnly DayOf(long start, OrganisationClock clock) => clock.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(start));
}
