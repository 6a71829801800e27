namespace Ooak.LocalCloud.Events;

/// <summary>Waits for what falls due and lets it happen, until it is stopped.</summary>
internal sealed class DueTimes : IAsyncDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _running = [];

    public void Start(Schedule schedule, Action<DateTime> fire) => _running.Add(RunAsync(schedule, fire));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running);
        _stopping.Dispose();
    }

    private async Task RunAsync(Schedule schedule, Action<DateTime> fire)
    {
        try
        {
            for (var due = schedule.Next(DateTime.UtcNow); due is not null; due = schedule.Next(due.Value))
            {
                for (var left = due.Value - DateTime.UtcNow; left > TimeSpan.Zero; left = due.Value - DateTime.UtcNow)
                {
                    await Task.Delay(left < LongestWait ? left : LongestWait, _stopping.Token);
                }

                fire(due.Value);
            }
        }
        catch (OperationCanceledException)
        {
            // The cloud stops.
        }
    }
}
