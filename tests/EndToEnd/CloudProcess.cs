using System.Diagnostics;
using System.Runtime.InteropServices;
using Ooak.LocalCloud;

namespace Ooak.EndToEnd.Tests;

/// <summary>LocalCloud as a process of its own, which can be killed.</summary>
internal sealed partial class CloudProcess : IDisposable
{
    private const string Ready = "LocalCloud ready: ";
    private const int SigTerm = 15;
    private const int SigKill = 9;

    private readonly Process _process;
    private readonly Uri[] _addresses;

    private CloudProcess(Process process, Uri[] addresses) => (_process, _addresses) = (process, addresses);

    public int Port => _addresses[0].Port;

    public static async Task<CloudProcess> StartAsync(string data, int port)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(LocalCloudHost).Assembly.Location, "--assembly", Repository.CloudAssembly, "--port", $"{port}", "--data", data])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = Repository.Root,
        };
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Ready, StringComparison.Ordinal))
            {
                // Site, API, console, services; every second word is an address.
                return new(process, [.. line[Ready.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.StartsWith("http", StringComparison.Ordinal)).Select(word => new Uri(word))]);
            }
        }

        throw new InvalidOperationException("LocalCloud did not start.");
    }

    public Task<TestCloud> AttachAsync() => TestCloud.AttachAsync(_addresses[0], _addresses[1], _addresses[2], _addresses[3]);

    /// <summary>SIGKILL: nothing can be tidied up.</summary>
    public void Kill()
    {
        _ = Signal(_process.Id, SigKill);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _ = Signal(_process.Id, SigTerm);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int pid, int signal);
}
