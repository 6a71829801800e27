namespace Ooak.LocalCloud;

internal sealed record LogLine(DateTimeOffset At, string Text);

/// <summary>The last lines of a log.</summary>
internal sealed class LogRing(int capacity)
{
    private readonly Queue<LogLine> _lines = new();

    public void Add(string text)
    {
        lock (_lines)
        {
            _lines.Enqueue(new LogLine(DateTimeOffset.UtcNow, text));
            while (_lines.Count > capacity)
            {
                _lines.Dequeue();
            }
        }
    }

    public IReadOnlyList<LogLine> Lines()
    {
        lock (_lines)
        {
            return [.. _lines];
        }
    }
}
