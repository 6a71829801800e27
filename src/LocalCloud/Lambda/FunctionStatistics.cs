namespace Ooak.LocalCloud.Lambda;

/// <summary>What the console shows of a function.</summary>
internal sealed class FunctionStatistics
{
    private readonly Lock _gate = new();
    private readonly Queue<double> _recent = new();

    public int Invocations { get; private set; }

    public int Errors { get; private set; }

    public double LastMilliseconds { get; private set; }

    public void Record(InvocationResult result)
    {
        lock (_gate)
        {
            Invocations++;
            Errors += result.FunctionError is null ? 0 : 1;
            LastMilliseconds = result.Duration.TotalMilliseconds;
            _recent.Enqueue(LastMilliseconds);
            if (_recent.Count > 200)
            {
                _recent.Dequeue();
            }
        }
    }

    /// <summary>Median of the last 200 durations, in milliseconds.</summary>
    public double Median()
    {
        lock (_gate)
        {
            return _recent.Count == 0 ? 0 : _recent.Order().ElementAt(_recent.Count / 2);
        }
    }
}
