using System.Diagnostics;

namespace Ooak.LocalCloud.Lambda;

/// <summary>One process of a function: handles one event at a time, and is replaced after a crash or a timeout.</summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    private static readonly TimeSpan InitLimit = TimeSpan.FromSeconds(10);

    private readonly LambdaFunction _function;
    private readonly RuntimeApi _api;
    private readonly ChildProcess _process;
    private int _disposed;

    private FunctionProcess(string id, LambdaFunction function, RuntimeApi api, ChildProcess process)
    {
        Id = id;
        _function = function;
        _api = api;
        _process = process;
    }

    /// <summary>Of the execution environment.</summary>
    public string Id { get; }

    public DateTime IdleSince { get; set; } = DateTime.UtcNow;

    /// <summary>Ended, or being ended: not to be given work any more.</summary>
    public bool HasExited => _disposed == 1 || _process.HasExited;

    public static async Task<FunctionProcess> StartAsync(LambdaFunction function, FunctionEnvironment environment, Action<string> log)
    {
        var api = await RuntimeApi.StartAsync(function);
        try
        {
            var id = Guid.NewGuid().ToString("N");
            var stream = $"{DateTime.UtcNow:yyyy/MM/dd}/[$LATEST]{id}";
            var process = ChildProcess.Start(
                Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
                [Path.Combine(function.CodeFolder, function.Handler + ".dll")],
                function.CodeFolder,
                environment.Of(function, api.Address, stream, id),
                log);
            return new FunctionProcess(id, function, api, process);
        }
        catch
        {
            await api.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs one event to its end. Afterwards <see cref="HasExited"/> tells whether the process is still good.</summary>
    public async Task<InvocationResult> RunAsync(Invocation invocation)
    {
        var exit = _process.Exit;
        var started = await Started(invocation, exit);
        var clock = Stopwatch.StartNew();
        if (started)
        {
            invocation.Deadline = DateTimeOffset.UtcNow + _function.Timeout;
            _api.Send(invocation);
            using var timer = new CancellationTokenSource();
            var first = await Task.WhenAny(invocation.Outcome, exit, Task.Delay(_function.Timeout, timer.Token));
            await timer.CancelAsync();
            if (first == exit && !invocation.Outcome.IsCompleted)
            {
                invocation.Fail("Runtime.ExitError", "Runtime exited with error: " + Exit());
            }
            else if (first != invocation.Outcome && !invocation.Outcome.IsCompleted)
            {
                invocation.Fail("Sandbox.Timedout", $"Task timed out after {_function.Timeout.TotalSeconds:0.00} seconds");
                await DisposeAsync();
            }
        }

        var (payload, error) = await invocation.Outcome;
        IdleSince = DateTime.UtcNow;
        return new InvocationResult(payload, error, invocation.RequestId, clock.Elapsed);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _process.DisposeAsync();
            await _api.DisposeAsync();
        }
    }

    private async Task<bool> Started(Invocation invocation, Task exit)
    {
        if (_api.Ready.IsCompletedSuccessfully)
        {
            return true;
        }

        // Lambda gives a cold start ten seconds; a slow machine gets three times that.
        var first = await Task.WhenAny(_api.Ready, exit, Task.Delay(InitLimit * 3));
        if (first == _api.Ready && _api.Ready.IsCompletedSuccessfully)
        {
            return true;
        }

        if (_api.Ready.Exception?.InnerException is FunctionInitException failed)
        {
            invocation.Complete(failed.Payload, "Unhandled");
        }
        else if (first == exit)
        {
            invocation.Fail("Runtime.ExitError", "Runtime exited with error: " + Exit());
        }
        else
        {
            invocation.Fail("Sandbox.Timedout", "Init phase timed out");
        }

        await DisposeAsync();
        return false;
    }

    private string Exit()
    {
        var code = _process.ExitCode;
        return code > 128 ? $"signal: {(code == 137 ? "killed" : (code - 128).ToString())}" : $"exit status {code}";
    }
}
