using System.Collections.Frozen;

namespace Ooak.Lambdas.Settings;

/// <summary>Numbers whose calls are private.</summary>
/// <param name="version">Of the settings in which it last changed.</param>
internal sealed class ExclusionList(long version, IReadOnlyList<Exclusion> entries)
{
    private readonly FrozenSet<string> numbers = entries.Where(entry => !entry.Prefix).Select(entry => entry.Number!).ToFrozenSet(StringComparer.Ordinal);
    private readonly string[] prefixes = [.. entries.Where(entry => entry.Prefix).Select(entry => entry.Number!)];

    internal static ExclusionList None { get; } = new(0, []);

    internal long Version => version;

    internal IReadOnlyList<Exclusion> Entries => entries;

    /// <param name="phone">A call's number. What is dialled after it (<c>,</c> and <c>;</c>) doesn't count.</param>
    internal bool Contains(string? phone)
    {
        if (phone is null || entries.Count == 0)
        {
            return false;
        }

        var end = phone.AsSpan().IndexOfAny(',', ';');
        var number = end < 0 ? phone : phone[..end];
        return numbers.Contains(number) || Array.Exists(prefixes, prefix => number.StartsWith(prefix, StringComparison.Ordinal));
    }
}
