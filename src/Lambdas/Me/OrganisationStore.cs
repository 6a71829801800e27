using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Me;

/// <summary>What a person is to reach today.</summary>
/// <param name="Calls">Calls a day.</param>
public sealed record Target(long Calls);

/// <summary>The organisation's settings, with what holds where none were made.</summary>
internal sealed class OrganisationStore(DataTable table)
{
    private static readonly string[] DefaultOutcomes = ["Interested", "Call back", "Not interested", "Sold", "Voicemail", "Wrong number"];

    public async Task<OrganisationSettings> SettingsAsync(CancellationToken cancellation) => Of(await table.GetAsync(Keys.WholeOrganisation, Keys.Settings, cancellation));

    /// <summary>The person's own target, else the organisation's, else none.</summary>
    public async Task<(Target? Target, OrganisationSettings Settings)> TargetAsync(string employeeId, CancellationToken cancellation) =>
        TargetOf(await ReadAsync([Item.Key(Keys.Employee(employeeId), Keys.Target), Item.Key(Keys.WholeOrganisation, Keys.Settings)], cancellation));

    /// <summary>The target, and the table's epoch: 1 until it is restored from a copy.</summary>
    public async Task<(Target? Target, long Epoch)> TargetAndEpochAsync(string employeeId, CancellationToken cancellation)
    {
        var items = await ReadAsync(
            [
                Item.Key(Keys.Employee(employeeId), Keys.Target),
                Item.Key(Keys.WholeOrganisation, Keys.Settings),
                Item.Key(Keys.WholeOrganisation, Keys.Epoch),
            ],
            cancellation);
        return (TargetOf(items).Target, items.Find(item => item.Text(Keys.Sort) == Keys.Epoch)?.Number("epoch") ?? 1);
    }

    private Task<List<Dictionary<string, AttributeValue>>> ReadAsync(IEnumerable<Dictionary<string, AttributeValue>> keys, CancellationToken cancellation) =>
        table.BatchGetAsync(keys, consistent: false, cancellation);

    private static (Target? Target, OrganisationSettings Settings) TargetOf(List<Dictionary<string, AttributeValue>> items)
    {
        var own = items.Find(item => item.Text(Keys.Sort) == Keys.Target);
        var settings = Of(items.Find(item => item.Text(Keys.Sort) == Keys.Settings));
        var calls = own?.Number("calls") ?? settings.DefaultTarget;
        return (calls > 0 ? new Target(calls) : null, settings);
    }

    private static OrganisationSettings Of(Dictionary<string, AttributeValue>? item) => new(
        item?.Text("name") ?? "OOAK",
        item?.TryGetValue("outcomes", out var outcomes) == true ? [.. outcomes.L.Select(outcome => outcome.S)] : DefaultOutcomes,
        item is null ? 0 : item.Number("defaultTarget"),
        item is null || !item.ContainsKey("lockMinutes") ? 10 : (int)item.Number("lockMinutes"));
}

internal sealed record OrganisationSettings(string Name, IReadOnlyList<string> Outcomes, long DefaultTarget, int LockMinutes);
