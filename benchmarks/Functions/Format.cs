namespace Ooak.Benchmarks;

internal static class Format
{
    public static string Of(double value, int digits = 1) => value.ToString("N" + digits, CultureInfo.InvariantCulture);

    /// <summary>A figure against its goal: smaller is better, or larger where <paramref name="atLeast"/>.</summary>
    public static string Judge(double value, double goal, bool atLeast = false) =>
        (atLeast ? value >= goal : value <= goal) ? Of(value, 2) : $"{Of(value, 2)} **missed**";
}
