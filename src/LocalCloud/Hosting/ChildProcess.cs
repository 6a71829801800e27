using System.Diagnostics;

namespace Ooak.LocalCloud;

/// <summary>A process that cannot outlive LocalCloud, even when LocalCloud is killed.</summary>
/// <remarks>
/// On Unix a small shell stands between: it holds a pipe from LocalCloud and kills the child as soon as the pipe breaks.
/// It ignores Ctrl-C, which reaches the whole terminal group, so that LocalCloud itself decides the order of stopping.
/// </remarks>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const string Guard = """
        trap '' INT
        exec 3<&0
        "$@" </dev/null 3<&- & child=$!
        ( read -r _ <&3; kill -9 $child ) >/dev/null 2>&1 & watcher=$!
        exec 3<&-
        wait $child; code=$?
        kill $watcher 2>/dev/null
        exit $code
        """;

    /// <summary>Never disposed: its exit code is asked for after its end, and it holds nothing by then but memory.</summary>
    private readonly Process _process;
    private readonly Task _exit;

    private ChildProcess(Process process)
    {
        _process = process;
        _exit = process.WaitForExitAsync();
    }

    public bool HasExited => _exit.IsCompleted;

    /// <summary>Completes when the process has ended and its output is read.</summary>
    public Task Exit => _exit;

    /// <summary>Exit code as the shell gives it: 128 + n after signal n. Only once it has exited.</summary>
    public int ExitCode => _process.ExitCode;

    public static ChildProcess Start(string file, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string>? environment, Action<string> onLine)
    {
        var guarded = !OperatingSystem.IsWindows();
        var start = new ProcessStartInfo(guarded ? "/bin/sh" : file, guarded ? ["-c", Guard, "localcloud", file, .. arguments] : arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (environment is not null)
        {
            start.Environment.Clear();
            foreach (var (name, value) in environment)
            {
                start.Environment[name] = value;
            }
        }

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Forward(line.Data);
        process.ErrorDataReceived += (_, line) => Forward(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ChildProcess(process);

        void Forward(string? line)
        {
            if (line is not null)
            {
                onLine(line);
            }
        }
    }

    /// <summary>Kills at once.</summary>
    public void Kill()
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                _process.Kill(entireProcessTree: true);
            }
            else
            {
                _process.StandardInput.Close();
            }
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            // Gone already.
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _exit;
    }
}
