using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Announcements;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Presence;
using Ooak.Lambdas.Targets;

namespace Ooak.Lambdas.Settings;

/// <summary>What every sync needs to know beside calls.</summary>
/// <param name="Target">The person's of today.</param>
/// <param name="Epoch">The table's: 1 until it is restored from a copy.</param>
/// <param name="Announced">How often something was announced.</param>
/// <param name="Presence">What is known of the person's phones; null before the first report.</param>
internal sealed record OrganisationState(Target? Target, OrganisationSettings Settings, long Epoch, long Announced, KnownPresence? Presence);

/// <summary>Reads the organisation's settings; what holds where none were made is <see cref="SettingsItem"/>'s.</summary>
internal sealed class OrganisationStore(DataTable table, OrganisationClock clock)
{
    /// <summary>A list is never older than what was read before it, so few tries suffice.</summary>
    private const int Attempts = 5;

    private ExclusionList known = ExclusionList.None;

    /// <summary>A moment behind, at most.</summary>
    public async Task<OrganisationState> StateAsync(string employeeId, CancellationToken cancellation)
    {
        var own = TargetStore.Key(employeeId);
        var everybodys = TargetStore.Key(employeeId: null);
        var presence = Item.Key(Keys.Presence, Keys.Employee(employeeId));
        var items = await table.BatchGetAsync(
            [
                own,
                everybodys,
                Item.Key(Keys.WholeOrganisation, Keys.Settings),
                Item.Key(Keys.WholeOrganisation, Keys.Epoch),
                Item.Key(Keys.WholeOrganisation, Keys.Announced),
                presence,
            ],
            consistent: false,
            cancellation);
        var target = TargetPlan.Of(TargetStore.Read(employeeId, Of(items, own)), TargetStore.Read(null, Of(items, everybodys)), clock.Today);
        return new(
            target,
            SettingsItem.Read(OfOrganisation(Keys.Settings)),
            OfOrganisation(Keys.Epoch)?.Number("epoch") ?? 1,
            OfOrganisation(Keys.Announced)?.Number(AnnouncementItem.Version) ?? 0,
            Of(items, presence) is { } seen ? KnownPresence.FromItem(seen) : null);

        Dictionary<string, AttributeValue>? OfOrganisation(string sort) => Of(items, Item.Key(Keys.WholeOrganisation, sort));
    }

    /// <summary>The organisation's plan of targets, and the plans of those who have one of their own, by employee.</summary>
    public async Task<(TargetPlan Organisation, IReadOnlyDictionary<string, TargetPlan> Own)> PlansAsync(IEnumerable<string> employeeIds, CancellationToken cancellation)
    {
        var everybodys = TargetStore.Key(employeeId: null);
        var items = await table.BatchGetAsync(employeeIds.Select(TargetStore.Key).Append(everybodys), consistent: false, cancellation);
        return (
            TargetStore.Read(null, Of(items, everybodys)),
            items.Where(item => item.RequiredText(Keys.Partition) != everybodys[Keys.Partition].S)
                .Select(item => TargetStore.Read(Keys.EmployeeOf(item.RequiredText(Keys.Partition)), item))
                .ToDictionary(plan => plan.EmployeeId!, StringComparer.Ordinal));
    }

    /// <summary>Strongly consistent, without the list.</summary>
    public async Task<OrganisationSettings> SettingsAsync(CancellationToken cancellation) =>
        SettingsItem.Read(await table.GetAsync(Keys.WholeOrganisation, Keys.Settings, cancellation));

    /// <summary>Strongly consistent; the list is the one that these settings speak of.</summary>
    public async Task<(OrganisationSettings Settings, ExclusionList Exclusions)> ReadAsync(CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var settings = SettingsItem.Read(await table.GetAsync(Keys.WholeOrganisation, Keys.Settings, cancellation));
            var exclusions = await ExclusionsAsync(settings, cancellation);
            if (exclusions.Version == settings.ExclusionsVersion)
            {
                return (settings, exclusions);
            }
        }

        throw new InvalidOperationException("The settings change faster than they can be read.");
    }

    /// <summary>What is private from here on.</summary>
    public async Task<PrivacyRule> PrivacyAsync(OrganisationSettings settings, CancellationToken cancellation) =>
        new(settings.PrivateCalls, await ExclusionsAsync(settings, cancellation));

    /// <summary>What is private from here on.</summary>
    public async Task<PrivacyRule> PrivacyAsync(CancellationToken cancellation)
    {
        var (settings, exclusions) = await ReadAsync(cancellation);
        return new(settings.PrivateCalls, exclusions);
    }

    /// <summary>The list as it is now, or newer than the settings say. A function's process reads each version of it once.</summary>
    public async Task<ExclusionList> ExclusionsAsync(OrganisationSettings settings, CancellationToken cancellation)
    {
        if (settings.ExclusionsVersion == 0)
        {
            return ExclusionList.None;
        }

        if (known.Version != settings.ExclusionsVersion)
        {
            known = SettingsItem.ReadExclusions(await table.GetAsync(Keys.WholeOrganisation, Keys.Exclusions, cancellation));
        }

        return known;
    }

    private static Dictionary<string, AttributeValue>? Of(List<Dictionary<string, AttributeValue>> items, Dictionary<string, AttributeValue> key) =>
        items.Find(item => item.Text(Keys.Sort) == key[Keys.Sort].S && item.Text(Keys.Partition) == key[Keys.Partition].S);
}
