using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Settings;

/// <summary>The settings' items. The exclusion list has one of its own: every sync reads the settings, and the list is long.</summary>
internal static class SettingsItem
{
    internal const string Version = "version";
    private const string Name = "name";
    private const string Outcomes = "outcomes";
    private const string Teams = "teams";
    private const string LockMinutes = "lockMinutes";
    private const string Recording = "recording";
    private const string PrivateCalls = "privateCalls";
    private const string ExclusionsVersion = "exclusionsVersion";
    private const string Entries = "entries";
    private const string Number = "number";
    private const string Prefix = "prefix";
    private const string Label = "label";

    private static readonly string[] DefaultOutcomes = ["Interested", "Call back", "Not interested", "Sold", "Voicemail", "Wrong number"];

    /// <param name="item">Null: nobody ever changed them.</param>
    internal static OrganisationSettings Read(Dictionary<string, AttributeValue>? item)
    {
        item ??= [];
        return new(
            item.Text(Name) ?? "OOAK",
            Texts(item, Outcomes) ?? DefaultOutcomes,
            Texts(item, Teams) ?? [],
            item.ContainsKey(LockMinutes) ? (int)item.Number(LockMinutes) : 10,
            item.Text(Recording) is { } recording ? Enum.Parse<RecordingMode>(recording) : RecordingMode.Off,
            item.Text(PrivateCalls) is { } mode ? Enum.Parse<PrivateCallsMode>(mode) : PrivateCallsMode.OffServer,
            item.Number(Version),
            item.Number(ExclusionsVersion));
    }

    internal static Dictionary<string, AttributeValue> Write(OrganisationSettings settings)
    {
        var item = Item.Key(Keys.WholeOrganisation, Keys.Settings);
        item[Keys.Type] = Item.S(ItemTypes.Settings);
        item[Name] = Item.S(settings.Name);
        item[Outcomes] = Texts(settings.Outcomes);
        item[Teams] = Texts(settings.Teams);
        item[LockMinutes] = Item.N(settings.LockMinutes);
        item[Recording] = Item.S(Enum.GetName(settings.Recording)!);
        item[PrivateCalls] = Item.S(Enum.GetName(settings.PrivateCalls)!);
        item[Version] = Item.N(settings.Version);
        item[ExclusionsVersion] = Item.N(settings.ExclusionsVersion);
        return item;
    }

    internal static ExclusionList ReadExclusions(Dictionary<string, AttributeValue>? item) => item is null
        ? ExclusionList.None
        : new(item.Number(Version), [.. item[Entries].L.Select(entry => new Exclusion(entry.M.Text(Number), entry.M.Flag(Prefix), entry.M.Text(Label)))]);

    internal static Dictionary<string, AttributeValue> WriteExclusions(ExclusionList list)
    {
        var item = Item.Key(Keys.WholeOrganisation, Keys.Exclusions);
        item[Keys.Type] = Item.S(ItemTypes.Exclusions);
        item[Version] = Item.N(list.Version);
        item[Entries] = List([.. list.Entries.Select(Entry)]);
        return item;
    }

    private static AttributeValue Entry(Exclusion exclusion)
    {
        var entry = new Dictionary<string, AttributeValue> { [Number] = Item.S(exclusion.Number!), [Prefix] = Item.Bool(exclusion.Prefix) };
        entry.SetIfPresent(Label, exclusion.Label);
        return Item.M(entry);
    }

    private static IReadOnlyList<string>? Texts(Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var value) ? [.. (value.L ?? []).Select(text => text.S)] : null;

    private static AttributeValue Texts(IEnumerable<string> texts) => List([.. texts.Select(Item.S)]);

    private static AttributeValue List(List<AttributeValue> values) => new() { L = values, IsLSet = true };
}
