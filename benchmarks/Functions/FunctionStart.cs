using System.Diagnostics;
using Ooak.LocalCloud.Lambda;

namespace Ooak.Benchmarks;

/// <summary>One cold start, in milliseconds from just before the process was made.</summary>
/// <param name="Asked">Until it asked for its first event.</param>
/// <param name="Answered">Until its answer had arrived.</param>
/// <param name="PeakMegabytes">The most that it ever held in memory (VmHWM).</param>
internal sealed record ColdStart(double Asked, double Answered, double PeakMegabytes, JsonNode? Answer)
{
    public int Status => Answer?["statusCode"] is { } status ? (int)status : 0;
}

/// <summary>Starts a function as Lambda does, on one core, and serves it the Runtime API.</summary>
internal sealed class FunctionStart : IAsyncDisposable
{
    /// <summary>The core that functions are measured on; everything else stays off it.</summary>
    public const int Core = 0;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly RuntimeApi _api;
    private readonly LambdaFunction _function;
    private readonly Process _process;
    private readonly long _began;
    private readonly List<string> _output = [];

    private FunctionStart(RuntimeApi api, LambdaFunction function, ProcessStartInfo start)
    {
        _api = api;
        _function = function;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _began = Stopwatch.GetTimestamp();
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <param name="variables">Beside those that Lambda and the template set.</param>
    public static async Task<FunctionStart> BeginAsync(Stage stage, LambdaFunction function, params (string Name, string Value)[] variables)
    {
        var api = await RuntimeApi.StartAsync(function);
        var start = new ProcessStartInfo("taskset", ["-c", Core.ToString(CultureInfo.InvariantCulture), "dotnet", Path.Combine(function.CodeFolder, function.Handler + ".dll")])
        {
            UseShellExecute = false,
            WorkingDirectory = function.CodeFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in stage.EnvironmentOf(function, api.Address))
        {
            start.Environment[name] = value;
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return new FunctionStart(api, function, start);
    }

    /// <summary>Starts, answers one event and ends.</summary>
    public static async Task<ColdStart> MeasureAsync(Stage stage, LambdaFunction function, byte[] payload, params (string Name, string Value)[] variables)
    {
        await using var start = await BeginAsync(stage, function, variables);
        return await start.FirstAsync(payload);
    }

    public async Task<ColdStart> FirstAsync(byte[] payload)
    {
        await WaitAsync(_api.Ready);
        var asked = Elapsed;
        var answer = await InvokeAsync(payload);
        return new ColdStart(asked, Elapsed, PeakMegabytes, answer);
    }

    /// <summary>The answer; null where the function failed.</summary>
    public async Task<JsonNode?> InvokeAsync(byte[] payload)
    {
        var invocation = new Invocation(payload, Lineage.Next(null, _function.Arn)) { Deadline = DateTimeOffset.UtcNow + Limit };
        _api.Send(invocation);
        await WaitAsync(invocation.Outcome);
        var (answer, error) = await invocation.Outcome;
        return error is null && answer.Length > 0 ? JsonNode.Parse(answer) : null;
    }

    public double PeakMegabytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").Single(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
            return int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
        }
    }

    /// <summary>Lets it end by itself, so that it writes down what it kept.</summary>
    public async Task EndAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
    }

    private double Elapsed => Stopwatch.GetElapsedTime(_began).TotalMilliseconds;

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        await _api.DisposeAsync();
    }

    private async Task WaitAsync(Task task)
    {
        var exit = _process.WaitForExitAsync();
        if (await Task.WhenAny(task, exit, Task.Delay(Limit)) != task)
        {
            lock (_output)
            {
                throw new InvalidOperationException($"The function did not get so far. Its output:\n{string.Join('\n', _output)}");
            }
        }

        await task;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.Add(line.Data ?? "");
        }
    }
}
