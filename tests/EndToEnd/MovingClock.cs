namespace Ooak.EndToEnd.Tests;

/// <summary>The machine's time, plus what a test adds.</summary>
internal sealed class MovingClock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}
