using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Dashboard;

/// <summary>Reads the ledgers of numbers.</summary>
internal sealed class LedgerStore(DataTable table)
{
    /// <summary>One for each number, an empty one where there is none yet. Strongly consistent.</summary>
    public async Task<Dictionary<string, ContactLedger>> ReadAsync(IEnumerable<string> numbers, CancellationToken cancellation)
    {
        var wanted = numbers.Distinct(StringComparer.Ordinal).ToList();
        var items = await table.BatchGetAsync(wanted.Select(number => Item.Key(Keys.Ledger(number), Keys.LedgerSort)), consistent: true, cancellation);
        var found = items.ToDictionary(item => Keys.NumberOfLedger(item.RequiredText(Keys.Partition)), ContactLedger.FromItem, StringComparer.Ordinal);
        return wanted.ToDictionary(number => number, number => found.GetValueOrDefault(number) ?? ContactLedger.None(number), StringComparer.Ordinal);
    }
}
