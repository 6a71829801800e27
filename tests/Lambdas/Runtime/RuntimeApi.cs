using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ooak.Lambdas.Tests.Runtime;

/// <summary>Lambda's Runtime API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html), for one function.</summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    public const string FunctionArn = "arn:aws:lambda:eu-north-1:123456789012:function:test";

    private readonly WebApplication app;
    private readonly Channel<Invocation> waiting = Channel.CreateUnbounded<Invocation>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Answer>> pending = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<Answer> initError = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RuntimeApi(WebApplication app) => this.app = app;

    /// <summary>Host and port, as AWS_LAMBDA_RUNTIME_API has them.</summary>
    public string Address => app.Urls.Single()["http://".Length..];

    public Task<Answer> InitError => initError.Task;

    public static async Task<RuntimeApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<KestrelServerOptions>(options =>
        {
            options.Listen(System.Net.IPAddress.Loopback, 0);
            options.Limits.MaxRequestBodySize = 32 * 1024 * 1024;
        });
        var api = new RuntimeApi(builder.Build());
        api.app.Run(context => api.ServeAsync(context));
        await api.app.StartAsync();
        return api;
    }

    /// <summary>Hands the event to the function and waits for what it reports.</summary>
    public Task<Answer> InvokeAsync(string payload, TimeSpan? time = null, string? traceId = null, string? requestId = null)
    {
        var invocation = new Invocation(requestId ?? Guid.NewGuid().ToString(), payload, time ?? TimeSpan.FromSeconds(10), traceId);
        var answer = pending.GetOrAdd(invocation.RequestId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        waiting.Writer.TryWrite(invocation);
        return answer.Task;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        const string Root = "/2018-06-01/runtime/";
        var path = context.Request.Path.Value!;
        if (context.Request.Method == "GET" && path == Root + "invocation/next")
        {
            await NextAsync(context);
            return;
        }

        var answer = await ReadAsync(context.Request);
        var completed = path.Split('/') switch
        {
            [_, _, _, "init", "error"] when context.Request.Method == "POST" => initError.TrySetResult(answer),
            [_, _, _, "invocation", var id, "response"] when context.Request.Method == "POST" => Complete(id, answer),
            [_, _, _, "invocation", var id, "error"] when context.Request.Method == "POST" => Complete(id, answer with { Failed = true }),
            _ => false,
        };
        context.Response.StatusCode = completed ? 202 : 400;
        await context.Response.WriteAsync("{}");
    }

    private bool Complete(string id, Answer answer) => pending.TryGetValue(id, out var task) && task.TrySetResult(answer);

    private async Task NextAsync(HttpContext context)
    {
        try
        {
            var invocation = await waiting.Reader.ReadAsync(context.RequestAborted);
            var deadline = DateTimeOffset.UtcNow + invocation.Time;
            var headers = context.Response.Headers;
            headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
            headers["Lambda-Runtime-Deadline-Ms"] = deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
            headers["Lambda-Runtime-Invoked-Function-Arn"] = FunctionArn;
            if (invocation.TraceId is { } trace)
            {
                headers["Lambda-Runtime-Trace-Id"] = trace;
            }

            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(invocation.Payload);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The function ended while it waited.
        }
    }

    private static async Task<Answer> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return new Answer(false, Encoding.UTF8.GetString(body.ToArray()), request.ContentType, request.Headers["Lambda-Runtime-Function-Error-Type"]);
    }

    private sealed record Invocation(string RequestId, string Payload, TimeSpan Time, string? TraceId);
}

/// <summary>What the function posted: to <c>/response</c>, or, failed, to <c>/error</c>.</summary>
internal sealed record Answer(bool Failed, string Body, string? ContentType, string? ErrorType)
{
    public JsonNode Json => JsonNode.Parse(Body)!;
}
