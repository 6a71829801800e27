using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Dashboard;

/// <summary>One counter item, below 1 KB, which is what a write is billed by. Its size hardly depends on how many calls it counts:
/// hours and gaps are packed, and outcomes are as many as the organisation has.</summary>
/// <param name="Version">As read, one more with each write; 0: it is not there yet.</param>
/// <param name="ChangedAt">When something was last counted.</param>
/// <param name="RecountedAt">When it was last compared with the calls; of the organisation's item only.</param>
internal sealed record Counters(CounterKey Key, CounterValues Values, long Version, DateTimeOffset? ChangedAt = null, DateTimeOffset? RecountedAt = null)
{
    /// <summary>Outcomes come from phones; whatever they send, an item stays small. What is beyond counts as without outcome.</summary>
    private const int MaximumOutcomes = 40;

    private const string ChangedName = "changedAt";
    private const string RecountedName = "recountedAt";
    private const string Hours = "hours";
    private const string Gaps = "gaps";
    private const string Outcomes = "outcomes";

    internal DateOnly Day => Key.Day;

    /// <summary>Null: the whole organisation.</summary>
    internal string? EmployeeId => Key.Sort == Keys.WholeOrganisation ? null : Keys.EmployeeOf(Key.Sort);

    internal static Counters None(CounterKey key) => new(key, new CounterValues(), 0);

    internal Counters With(CounterValues change, DateTimeOffset at)
    {
        var next = new CounterValues();
        next.Add(Values);
        next.Add(change);
        foreach (var unknown in next.Outcomes.Keys.Where(outcome => IsUnknown(outcome, next)).ToList())
        {
            next.AddOutcome(unknown, -next.Outcomes[unknown]);
        }

        return this with { Values = next, ChangedAt = at };
    }

    internal static Counters FromItem(Dictionary<string, AttributeValue> item)
    {
        var values = new CounterValues();
        values.AddFigures(new Figures
        {
            Calls = item.Number("calls"),
            Completed = item.Number("completed"),
            Missed = item.Number("missed"),
            Rejected = item.Number("rejected"),
            Incoming = item.Number("incoming"),
            Outgoing = item.Number("outgoing"),
            TalkSeconds = item.Number("talkSeconds"),
            UniqueContacts = item.Number("contacts"),
            UnreturnedMissed = item.Number("unreturned"),
        });
        Packed.Read(item.GetValueOrDefault(Hours), values.Hours);
        Packed.Read(item.GetValueOrDefault(Gaps), values.Gaps);
        foreach (var (outcome, calls) in item.Map(Outcomes))
        {
            values.AddOutcome(outcome, long.Parse(calls.N, CultureInfo.InvariantCulture));
        }

        var day = DateOnly.ParseExact(item.RequiredText(Keys.Partition)[^10..], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new Counters(
            new CounterKey(day, item.RequiredText(Keys.Sort)),
            values,
            item.Number(Item.VersionName),
            item.Text(ChangedName) is { } changed ? Instant.Parse(changed) : null,
            item.Text(RecountedName) is { } recounted ? Instant.Parse(recounted) : null);
    }

    /// <summary>A person's day on which nothing is left to count goes: of somebody who was erased, no item stays.</summary>
    internal TransactWriteItem ToWrite(string tableName) => Version > 0 && EmployeeId is not null && Values.Same(new CounterValues())
        ? new() { Delete = Item.VersionedDelete(tableName, Key.ToItem(), Version) }
        : new() { Put = ToPut(tableName) };

    /// <summary>Written only over what was read.</summary>
    internal Put ToPut(string tableName)
    {
        var item = Key.ToItem();
        item[Keys.Type] = Item.S(ItemTypes.Counters);
        item["calls"] = Item.N(Values.Figures.Calls);
        item["completed"] = Item.N(Values.Figures.Completed);
        item["missed"] = Item.N(Values.Figures.Missed);
        item["rejected"] = Item.N(Values.Figures.Rejected);
        item["incoming"] = Item.N(Values.Figures.Incoming);
        item["outgoing"] = Item.N(Values.Figures.Outgoing);
        item["talkSeconds"] = Item.N(Values.Figures.TalkSeconds);
        item["contacts"] = Item.N(Values.Figures.UniqueContacts);
        item["unreturned"] = Item.N(Values.Figures.UnreturnedMissed);
        item[Hours] = Packed.Write(Values.Hours);
        item[Gaps] = Packed.Write(Values.Gaps);
        item[Outcomes] = Item.M(Values.Outcomes.ToDictionary(pair => pair.Key, pair => Item.N(pair.Value)));
        item.SetIfPresent(ChangedName, ChangedAt is { } changed ? Instant.Text(changed) : null);
        item.SetIfPresent(RecountedName, RecountedAt is { } recounted ? Instant.Text(recounted) : null);
        return Item.Versioned(tableName, item, Version);
    }

    private bool IsUnknown(string outcome, CounterValues next) =>
        next.Outcomes[outcome] < 0 || (!Values.Outcomes.ContainsKey(outcome) && next.Outcomes.Count > MaximumOutcomes);
}
