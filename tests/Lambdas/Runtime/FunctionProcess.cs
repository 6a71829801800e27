using System.Diagnostics;
using System.Text;

namespace Ooak.Lambdas.Tests.Runtime;

/// <summary>A function as Lambda runs it: a process that gets all it knows from its environment.</summary>
internal sealed class FunctionProcess : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();

    public FunctionProcess(string assembly, IEnumerable<KeyValuePair<string, string?>> environment)
    {
        var start = new ProcessStartInfo("dotnet", [assembly])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("AWS_", StringComparison.Ordinal) || n == "OOAK_FUNCTION").ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    public bool IsRunning => !process.HasExited;

    /// <summary>The exit code, once it ended by itself.</summary>
    public async Task<int> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"The function still runs after 30 s. Its output:\n{Output}", e);
        }

        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (output)
        {
            output.AppendLine(line.Data);
        }
    }
}
