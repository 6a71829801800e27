using System.Globalization;

namespace Ooak.Lambdas.Settings;

/// <summary>What the settings may hold. Violations by field and place (<c>outcomes[3]</c>), in words for people.</summary>
internal static class SettingsRules
{
    internal const int MaximumOutcomes = 20;
    internal const int MaximumTeams = 50;
    internal const int MaximumExclusions = 500;
    internal const int MaximumLockMinutes = 120;
    private const int MaximumOutcome = 40;
    private const int MaximumTeam = 100;
    private const int MaximumLabel = 60;

    /// <summary>Digits. A shorter prefix would take in whole continents by a slip.</summary>
    private const int MinimumPrefix = 3;
    private const int MinimumNumber = 7;
    private const int MaximumDigits = 15;

    /// <summary>The update in its stored form, or what is wrong with it.</summary>
    internal static (SettingsUpdate Update, Dictionary<string, string[]> Errors) Check(SettingsUpdate update)
    {
        var errors = new Dictionary<string, string[]>();
        if (update.Version is null or < 0)
        {
            errors["version"] = ["The version that was read."];
        }

        if (update.LockMinutes is < 0 or > MaximumLockMinutes)
        {
            errors["lockMinutes"] = [$"1 to {MaximumLockMinutes} minutes, or 0 for never."];
        }

        var outcomes = Names(errors, "outcomes", update.Outcomes, 1, MaximumOutcomes, MaximumOutcome);
        var teams = Names(errors, "teams", update.Teams, 0, MaximumTeams, MaximumTeam);
        var exclusions = Exclusions(errors, update.Exclusions);
        return (update with { Outcomes = outcomes, Teams = teams, Exclusions = exclusions }, errors);
    }

    private static List<string>? Names(Dictionary<string, string[]> errors, string field, IReadOnlyList<string?>? names, int minimum, int maximum, int longest)
    {
        if (names is null)
        {
            return null;
        }

        if (names.Count < minimum || names.Count > maximum)
        {
            errors[field] = [minimum == 0 ? $"At most {maximum}." : $"{minimum} to {maximum}."];
            return null;
        }

        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var kept = new List<string>(names.Count);
        foreach (var (index, name) in names.Index())
        {
            var text = name?.Trim() ?? "";
            if (text.Length == 0 || text.Length > longest || !IsOneLine(text))
            {
                errors[At(field, index)] = [$"1 to {longest} characters in one line."];
            }
            else if (!known.Add(text))
            {
                errors[At(field, index)] = ["This is in the list already."];
            }

            kept.Add(text);
        }

        return kept;
    }

    private static List<Exclusion>? Exclusions(Dictionary<string, string[]> errors, IReadOnlyList<Exclusion?>? exclusions)
    {
        const string Field = "exclusions";
        if (exclusions is null)
        {
            return null;
        }

        if (exclusions.Count > MaximumExclusions)
        {
            errors[Field] = [$"At most {MaximumExclusions}."];
            return null;
        }

        var known = new HashSet<(string?, bool)>();
        var kept = new List<Exclusion>(exclusions.Count);
        foreach (var (index, exclusion) in exclusions.Index())
        {
            var label = string.IsNullOrWhiteSpace(exclusion?.Label) ? null : exclusion.Label.Trim();
            if (!IsNumber(exclusion))
            {
                errors[At(Field, index) + ".number"] = [$"A number with its country, such as +442079460000; or its first {MinimumPrefix} digits or more."];
            }
            else if (!known.Add((exclusion!.Number, exclusion.Prefix)))
            {
                errors[At(Field, index) + ".number"] = ["This is in the list already."];
            }

            if (label is not null && (label.Length > MaximumLabel || !IsOneLine(label)))
            {
                errors[At(Field, index) + ".label"] = [$"At most {MaximumLabel} characters in one line."];
            }

            kept.Add(new Exclusion(exclusion?.Number, exclusion?.Prefix ?? false, label));
        }

        return kept;
    }

    private static bool IsNumber(Exclusion? exclusion) =>
        exclusion?.Number is ['+', >= '1' and <= '9', ..] number
        && number.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0
        && number.Length - 1 <= MaximumDigits
        && number.Length - 1 >= (exclusion.Prefix ? MinimumPrefix : MinimumNumber);

    // Half a character could not be stored as it is.
    private static bool IsOneLine(string text) =>
        !text.Any(char.IsControl) && text.EnumerateRunes().All(rune => rune != System.Text.Rune.ReplacementChar);

    private static string At(string field, int index) => string.Create(CultureInfo.InvariantCulture, $"{field}[{index}]");
}
