namespace Ooak.LocalCloud;

/// <summary>Reads and writes percent-encoded queries.</summary>
internal static class QueryString
{
    /// <summary>Names and values decoded, in the order given.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Pairs(string query)
    {
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            yield return equals < 0
                ? KeyValuePair.Create(Decode(part), "")
                : KeyValuePair.Create(Decode(part[..equals]), Decode(part[(equals + 1)..]));
        }
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
