namespace Ooak.LocalCloud;

internal sealed record CloudEvent(DateTimeOffset At, string Source, string Text);

/// <summary>What happened lately, for the console.</summary>
internal sealed class EventLog
{
    private const int Capacity = 500;
    private readonly Queue<CloudEvent> _events = new();

    public void Add(string source, string text)
    {
        lock (_events)
        {
            _events.Enqueue(new CloudEvent(DateTimeOffset.UtcNow, source, text));
            while (_events.Count > Capacity)
            {
                _events.Dequeue();
            }
        }
    }

    public IReadOnlyList<CloudEvent> Recent()
    {
        lock (_events)
        {
            return [.. _events];
        }
    }
}
