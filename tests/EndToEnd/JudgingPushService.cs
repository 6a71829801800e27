using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;

namespace Ooak.EndToEnd.Tests;

/// <summary>The npm package web-push-testing as a process: it checks who sends, and decrypts what it gets.</summary>
internal sealed class JudgingPushService : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();

    private JudgingPushService(Process process, int port) => (_process, Origin) = (process, $"http://localhost:{port}");

    public string Origin { get; }

    public static async Task<JudgingPushService> StartAsync()
    {
        var port = FreePort();
        var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(Repository.Root, "tests", "Wire", "push-service.mjs"), $"{port}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Server running", StringComparison.Ordinal))
            {
                // Whatever else it says must not fill the pipe.
                _ = process.StandardOutput.ReadToEndAsync();
                return new(process, port);
            }
        }

        throw new InvalidOperationException("The push service did not start.");
    }

    /// <summary>As a browser's PushManager would: endpoint and keys, for POST /push/subscriptions.</summary>
    public async Task<(string Client, JsonObject Subscription)> SubscribeAsync(string serverKey)
    {
        var data = (await PostAsync("/subscribe", new JsonObject { ["userVisibleOnly"] = "true", ["applicationServerKey"] = serverKey }))["data"]!.AsObject();
        var client = (string)data["clientHash"]!;
        data.Remove("clientHash");
        data["serverKey"] = serverKey;
        return (client, data.DeepClone().AsObject());
    }

    /// <summary>What it could decrypt.</summary>
    public async Task<List<JsonNode>> MessagesAsync(string client) =>
        [.. (await PostAsync("/get-notifications", new JsonObject { ["clientHash"] = client }))["data"]!["messages"]!.AsArray().Select(message => JsonNode.Parse((string)message!)!)];

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        _http.Dispose();
    }

    private async Task<JsonNode> PostAsync(string path, JsonObject body)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(Origin + path), body);
        answer.EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
