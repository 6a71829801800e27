using System.Collections.Concurrent;

namespace Ooak.LocalCloud.Lambda;

/// <summary>The processes of one function: started when all are busy, reused while warm, stopped when idle.</summary>
internal sealed class FunctionPool : IAsyncDisposable
{
    private readonly FunctionEnvironment _environment;
    private readonly SemaphoreSlim _places;
    private readonly ConcurrentStack<FunctionProcess> _idle = new();
    private readonly ConcurrentDictionary<FunctionProcess, bool> _all = new();
    private volatile bool _stopped;
    private int _coldStarts;

    public FunctionPool(LambdaFunction function, FunctionEnvironment environment, FunctionLog log)
    {
        Function = function;
        _environment = environment;
        Log = log;
        _places = new SemaphoreSlim(function.MaxProcesses);
    }

    public LambdaFunction Function { get; }

    public FunctionLog Log { get; }

    public FunctionStatistics Statistics { get; } = new();

    public int Processes => _all.Count;

    public int ColdStarts => _coldStarts;

    /// <summary>Waits for a free process where all allowed ones are busy (AWS would answer 429 and the caller retry).</summary>
    /// <param name="traceHeader">Of the chain that the event belongs to; null begins one.</param>
    public async Task<InvocationResult> InvokeAsync(byte[] payload, CancellationToken cancellation, string? traceHeader = null)
    {
        await _places.WaitAsync(cancellation);
        FunctionProcess? process = null;
        try
        {
            var invocation = new Invocation(payload, Lineage.Next(traceHeader, Function.Arn));
            process = await Take();
            var result = await process.RunAsync(invocation);
            Statistics.Record(result);
            Log.Add(result.FunctionError is null
                ? $"REPORT RequestId: {result.RequestId} Duration: {result.Duration.TotalMilliseconds:0.00} ms"
                : $"REPORT RequestId: {result.RequestId} Duration: {result.Duration.TotalMilliseconds:0.00} ms Error: {System.Text.Encoding.UTF8.GetString(result.Payload)}");
            return result;
        }
        finally
        {
            await GiveBack(process);
            _places.Release();
        }
    }

    /// <summary>Kills every process, busy or not, or the one of this id.</summary>
    public int Kill(string? id = null)
    {
        var victims = _all.Keys.Where(process => id is null || process.Id == id).ToList();
        foreach (var process in victims)
        {
            _ = process.DisposeAsync().AsTask();
        }

        return victims.Count;
    }

    public async Task StopIdle(TimeSpan limit)
    {
        var kept = new List<FunctionProcess>();
        while (_idle.TryPop(out var process))
        {
            if (DateTime.UtcNow - process.IdleSince > limit || process.HasExited)
            {
                await Drop(process);
            }
            else
            {
                kept.Add(process);
            }
        }

        kept.Reverse();
        foreach (var process in kept)
        {
            _idle.Push(process);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _stopped = true;
        await Task.WhenAll(_all.Keys.Select(Drop));
        _places.Dispose();
    }

    private async Task<FunctionProcess> Take()
    {
        while (_idle.TryPop(out var process))
        {
            if (!process.HasExited)
            {
                return process;
            }

            await Drop(process);
        }

        ObjectDisposedException.ThrowIf(_stopped, this);
        Interlocked.Increment(ref _coldStarts);
        var started = await FunctionProcess.StartAsync(Function, _environment, Log.Add);
        _all[started] = true;
        return started;
    }

    private async Task GiveBack(FunctionProcess? process)
    {
        if (process is null)
        {
            return;
        }

        if (_stopped || process.HasExited)
        {
            await Drop(process);
        }
        else
        {
            _idle.Push(process);
        }
    }

    private async Task Drop(FunctionProcess process)
    {
        _all.TryRemove(process, out _);
        await process.DisposeAsync();
    }
}
