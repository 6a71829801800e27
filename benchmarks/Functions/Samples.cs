namespace Ooak.Benchmarks;

/// <summary>Readings of one thing.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public double Median => At(0.5);

    public int Count => _values.Count;

    public void Add(double value) => _values.Add(value);

    /// <param name="quantile">0…1.</param>
    public double At(double quantile)
    {
        var sorted = _values.Order().ToList();
        var place = quantile * (sorted.Count - 1);
        var (low, high) = (sorted[(int)Math.Floor(place)], sorted[(int)Math.Ceiling(place)]);
        return low + ((high - low) * (place - Math.Floor(place)));
    }
}
