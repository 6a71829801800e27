namespace Ooak.Lambdas.Auth;

/// <summary>Holds an answer back until <see cref="Limits.Floor"/> after its request, so that its time tells nothing.</summary>
internal sealed class ResponseFloor(TimeProvider time)
{
    public long Start() => time.GetTimestamp();

    public async Task HoldAsync(long started, CancellationToken cancellation)
    {
        if (Limits.Floor - time.GetElapsedTime(started) is { } left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, cancellation);
        }
    }
}
