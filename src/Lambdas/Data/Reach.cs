namespace Ooak.Lambdas.Data;

/// <summary>How far a page reads next that keeps only what a filter admits: a rare match must take a handful of requests, a
/// frequent one no more items than it needs.</summary>
internal static class Reach
{
    private const int Growth = 3;

    /// <param name="limit">How many the page may hold.</param>
    /// <param name="found">How many it holds.</param>
    /// <param name="examined">How many items were read for them.</param>
    /// <param name="maximum">How many may be read for one page.</param>
    /// <returns>As many as are missing, or as will hold them if matches stay as rare as they were; at most four times as many in
    /// all as before.</returns>
    public static int Next(int limit, int found, int examined, int maximum)
    {
        var missing = Math.Max(limit - found, 1);
        var likely = Math.Min((long)missing * examined / (found + 1), Growth * examined);
        return (int)Math.Min(maximum - examined, Math.Max(missing, likely));
    }
}
