using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Ooak.Lambdas.Tests.Wire;

[CollectionDefinition(Name)]
public sealed class WireCollection : ICollectionFixture<JavaScriptClient>
{
    public const string Name = "Wire";
}

/// <summary>AWS's SDK for JavaScript in a process of its own (tests/Wire/client.mjs).</summary>
public sealed class JavaScriptClient : IAsyncLifetime
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> pending = new();
    private Process node = null!;
    private Task reading = Task.CompletedTask;
    private int last;

    public ValueTask InitializeAsync()
    {
        node = Process.Start(new ProcessStartInfo("node", ["tests/Wire/client.mjs"])
        {
            WorkingDirectory = Build.RepositoryRoot,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["NODE_NO_WARNINGS"] = "1" },
        })!;
        reading = Task.Run(ReadAsync);
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        node.StandardInput.Close();
        await reading;
        await node.WaitForExitAsync();
        node.Dispose();
    }

    /// <summary>Sends one operation: <c>output</c> or <c>error</c> as the SDK understood them.</summary>
    internal Task<JsonNode> CallAsync(string endpoint, Operation operation, JsonNode? input = null, int attempts = 1) => AskAsync(new JsonObject
    {
        ["do"] = "call",
        ["service"] = operation.Service.Name,
        ["operation"] = operation.Name,
        ["input"] = input?.DeepClone() ?? JsonNode.Parse(operation.Input),
        ["endpoint"] = endpoint,
        ["region"] = Clients.Region,
        ["credentials"] = Credentials(),
        ["attempts"] = attempts,
    });

    /// <summary>The Authorization header that AWS's signer gives a request which another client sent.</summary>
    internal async Task<string> SignAsync(Recorded request, Operation operation)
    {
        var signature = request.Signature.ShouldNotBeNull();
        var answer = await AskAsync(new JsonObject
        {
            ["do"] = "sign",
            ["service"] = operation.Service.Name,
            ["region"] = Clients.Region,
            ["credentials"] = Credentials(),
            ["scope"] = operation.Service.Scope,
            ["date"] = request.Header("x-amz-date"),
            ["signedHeaders"] = new JsonArray([.. signature.SignedHeaders.Select(h => JsonValue.Create(h))]),
            ["request"] = new JsonObject
            {
                ["method"] = request.Method,
                ["path"] = request.Path,
                ["headers"] = new JsonObject(request.Headers.Select(h => KeyValuePair.Create(h.Key, (JsonNode?)h.Value))),
                ["body"] = Convert.ToBase64String(request.Body),
            },
        });
        return (string)answer["authorization"]!;
    }

    private static JsonObject Credentials() => new()
    {
        ["accessKeyId"] = Clients.AccessKey,
        ["secretAccessKey"] = Clients.SecretKey,
        ["sessionToken"] = Clients.SessionToken,
    };

    private async Task<JsonNode> AskAsync(JsonObject command)
    {
        var id = Interlocked.Increment(ref last);
        command["id"] = id;
        var answer = pending.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (node)
        {
            node.StandardInput.WriteLine(command.ToJsonString());
            node.StandardInput.Flush();
        }

        var json = await answer.Task.WaitAsync(TimeSpan.FromSeconds(30));
        json["failure"].ShouldBeNull();
        return json;
    }

    private async Task ReadAsync()
    {
        while (await node.StandardOutput.ReadLineAsync() is { } line)
        {
            var answer = JsonNode.Parse(line)!;
            if (pending.TryRemove((int)answer["id"]!, out var task))
            {
                task.SetResult(answer);
            }
        }

        foreach (var (id, task) in pending)
        {
            task.TrySetException(new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"node ended before it answered command {id}.")));
        }
    }
}
