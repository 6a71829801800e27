using System.Security.Cryptography;
using System.Text;

namespace Ooak.LocalCloud.Lambda;

/// <summary>How often each function has run in a chain of events, as the trace header carries it from one service to the next:
/// <c>Root=1-…;Lineage=a87bd80c:1|68fd508a:5</c>, a hash of the function and its number. The SDKs send it on, LocalCloud counts.</summary>
/// <remarks>AWS Lambda Developer Guide, "Use Lambda recursive loop detection to prevent infinite loops": a function that was invoked
/// about 16 times in one chain is not invoked again unless its RecursiveLoop is Allow.</remarks>
internal static class Lineage
{
    public const int Limit = 16;

    private const string Name = "Lineage=";

    /// <summary>How often the function has run in the chain that this header belongs to.</summary>
    public static int Runs(string? traceHeader, string functionArn) => Counts(traceHeader).GetValueOrDefault(Hash(functionArn));

    /// <summary>The header for one more run of the function; a new chain where there was none.</summary>
    public static string Next(string? traceHeader, string functionArn)
    {
        var counts = Counts(traceHeader);
        var function = Hash(functionArn);
        counts[function] = counts.GetValueOrDefault(function) + 1;
        var root = Fields(traceHeader).FirstOrDefault(field => field.StartsWith("Root=", StringComparison.Ordinal))
            ?? $"Root=1-{DateTimeOffset.UtcNow.ToUnixTimeSeconds():x8}-{Guid.NewGuid().ToString("N")[..24]}";
        return $"{root};{Name}{string.Join('|', counts.Select(count => $"{count.Key}:{count.Value}"))}";
    }

    private static Dictionary<string, int> Counts(string? traceHeader)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var lineage = Fields(traceHeader).FirstOrDefault(field => field.StartsWith(Name, StringComparison.Ordinal));
        foreach (var entry in lineage?[Name.Length..].Split('|') ?? [])
        {
            if (entry.Split(':') is [var function, var count] && int.TryParse(count, out var runs))
            {
                counts[function] = runs;
            }
        }

        return counts;
    }

    private static string[] Fields(string? traceHeader) => traceHeader?.Split(';', StringSplitOptions.TrimEntries) ?? [];

    private static string Hash(string functionArn) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(functionArn)))[..8];
}
