using System.Globalization;

namespace Ooak.Lambdas.Settings;

/// <summary>What an update makes of the settings.</summary>
/// <param name="Details">For the log: the fields that differ, with what they were and are. Of the exclusion list only how long it
/// is: its numbers are people's.</param>
internal sealed record SettingsChange(OrganisationSettings Settings, ExclusionList Exclusions, IReadOnlyDictionary<string, string> Details)
{
    /// <param name="update">One that passed the check.</param>
    internal static SettingsChange Of(OrganisationSettings stored, ExclusionList list, SettingsUpdate update)
    {
        var version = stored.Version + 1;
        var next = stored with
        {
            Outcomes = [.. (update.Outcomes ?? stored.Outcomes).Select(name => name!)],
            Teams = [.. (update.Teams ?? stored.Teams).Select(name => name!)],
            LockMinutes = update.LockMinutes ?? stored.LockMinutes,
            Recording = update.Recording ?? stored.Recording,
            PrivateCalls = update.PrivateCalls ?? stored.PrivateCalls,
            Version = version,
        };
        var details = new Dictionary<string, string>();
        Note("outcomes", Text(stored.Outcomes), Text(next.Outcomes));
        Note("teams", Text(stored.Teams), Text(next.Teams));
        Note("lockMinutes", Text(stored.LockMinutes), Text(next.LockMinutes));
        Note("recording", stored.Recording.ToString(), next.Recording.ToString());
        Note("privateCalls", stored.PrivateCalls.ToString(), next.PrivateCalls.ToString());
        if (update.Exclusions is not { } exclusions || exclusions.SequenceEqual(list.Entries))
        {
            return new(next, list, details);
        }

        var (added, removed) = (exclusions.Except(list.Entries).Count(), list.Entries.Except(exclusions).Count());
        details["exclusions"] = string.Create(CultureInfo.InvariantCulture, $"{list.Entries.Count} → {exclusions.Count}, {added} added, {removed} removed");
        return new(next with { ExclusionsVersion = version }, new ExclusionList(version, [.. exclusions.Select(entry => entry!)]), details);

        void Note(string field, string before, string after)
        {
            if (before != after)
            {
                details[field] = $"{before} → {after}";
            }
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(IEnumerable<string?> names) => string.Join(" | ", names);
}
