using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ooak.LocalCloud.Lambda;

/// <summary>The Lambda Runtime API of one process, on a port of its own: that port tells which process calls.</summary>
/// <remarks>AWS Lambda Developer Guide, "Using the Lambda runtime API".</remarks>
internal sealed class RuntimeApi : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private const string Root = "/2018-06-01/runtime/";
    private const long PayloadLimit = 6 * 1024 * 1024;
    private static readonly SocketTransportFactory Transport = new(Options.Create(new SocketTransportOptions { IOQueueCount = 1 }), NullLoggerFactory.Instance);

    private readonly LambdaFunction _function;
    private readonly KestrelServer _server;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _arrived = new(0);
    private volatile Invocation? _current;

    private RuntimeApi(LambdaFunction function)
    {
        _function = function;
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Listen(IPAddress.Loopback, 0);
        _server = new KestrelServer(Options.Create(options), Transport, NullLoggerFactory.Instance);
    }

    /// <summary>Completes when the process asks for its first event; fails when it reports an error of its start.</summary>
    public Task Ready => _ready.Task;

    public string Address { get; private set; } = "";

    public static async Task<RuntimeApi> StartAsync(LambdaFunction function)
    {
        var api = new RuntimeApi(function);
        await api._server.StartAsync(api, CancellationToken.None);
        api.Address = new Uri(api._server.Features.Get<IServerAddressesFeature>()!.Addresses.First()).Authority;
        return api;
    }

    public void Send(Invocation invocation)
    {
        _current = invocation;
        _arrived.Release();
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // DefaultHttpContext holds nothing.
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        try
        {
            await Handle(context);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        try
        {
            await _server.StopAsync(now.Token);
        }
        catch (OperationCanceledException)
        {
            // Connections were cut, as meant.
        }

        _server.Dispose();
    }

    private async Task Handle(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (path == Root + "invocation/next")
        {
            await Next(context);
        }
        else if (path == Root + "init/error")
        {
            _ready.TrySetException(new FunctionInitException(await Body(context)));
            await Answer(context, 202, """{"status":"OK"}""");
        }
        else if (path.StartsWith(Root + "invocation/", StringComparison.Ordinal) && path.Split('/') is { Length: 6 } parts)
        {
            await Outcome(context, parts[4], parts[5]);
        }
        else
        {
            await Answer(context, 404, """{"errorType":"UnknownPath","errorMessage":"no such path"}""");
        }
    }

    private async Task Next(HttpContext context)
    {
        _ready.TrySetResult();
        await _arrived.WaitAsync(context.RequestAborted);
        var invocation = _current!;
        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] = invocation.Deadline.ToUnixTimeMilliseconds().ToString();
        headers["Lambda-Runtime-Trace-Id"] = invocation.TraceHeader;
        headers["Lambda-Runtime-Invoked-Function-Arn"] = _function.Arn;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = invocation.Payload.Length;
        await context.Response.Body.WriteAsync(invocation.Payload, context.RequestAborted);
    }

    private async Task Outcome(HttpContext context, string requestId, string kind)
    {
        var body = await Body(context);
        var invocation = _current;
        if (invocation?.RequestId != requestId || kind is not ("response" or "error"))
        {
            await Answer(context, 400, """{"errorType":"InvalidRequestID","errorMessage":"Invalid request ID"}""");
        }
        else if (kind == "response" && body.Length > PayloadLimit)
        {
            invocation.Complete(
                Json.Bytes(new System.Text.Json.Nodes.JsonObject
                {
                    ["errorType"] = "Function.ResponseSizeTooLarge",
                    ["errorMessage"] = $"Response payload size exceeded maximum allowed payload size ({PayloadLimit} bytes).",
                }),
                "Unhandled");
            await Answer(context, 413, """{"errorType":"Function.ResponseSizeTooLarge","errorMessage":"Exceeded maximum allowed payload size"}""");
        }
        else
        {
            await Answer(context, 202, """{"status":"OK"}""");
            invocation.Complete(body, kind == "error" ? "Unhandled" : null);
        }
    }

    private static async Task<byte[]> Body(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        return buffer.ToArray();
    }

    private static async Task Answer(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        var bytes = System.Text.Encoding.UTF8.GetBytes(json);
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        await context.Response.CompleteAsync();
    }
}

/// <summary>The process reported that it could not start; the payload is its own account of why.</summary>
internal sealed class FunctionInitException(byte[] payload) : Exception("the function could not start")
{
    public byte[] Payload => payload;

    public override string Message => payload.Length == 0 ? base.Message : Describe();

    private string Describe()
    {
        try
        {
            return Json.ParseObject(payload).Str("errorMessage") ?? base.Message;
        }
        catch (JsonException)
        {
            return base.Message;
        }
    }
}
