using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>The response side: buffered whole, since a function answers in one piece.</summary>
internal sealed partial class LambdaFeatures<TContext> : IHttpResponseFeature, IHttpResponseBodyFeature, IResponseSource
{
    private readonly HeaderDictionary responseHeaders = [];
    private readonly BufferPipeWriter body = new();
    private Stream? bodyStream;
    private Stack<(Func<object, Task> Callback, object State)>? onStarting;
    private Stack<(Func<object, Task> Callback, object State)>? onCompleted;

    public int StatusCode { get; set; } = StatusCodes.Status200OK;
    public string? ReasonPhrase { get; set; }
    public bool HasStarted { get; private set; }
    public IHeaderDictionary ResponseHeaders => responseHeaders;
    public ReadOnlySpan<byte> ResponseBody => body.Written;
    public PipeWriter Writer => body;
    public Stream Stream => bodyStream ??= body.AsStream(leaveOpen: true);

    IHeaderDictionary IHttpResponseFeature.Headers
    {
        get => responseHeaders;
        set => throw new NotSupportedException("Set header values, not the dictionary.");
    }

    Stream IHttpResponseFeature.Body
    {
        get => Stream;
        set => throw new NotSupportedException("Set IHttpResponseBodyFeature instead.");
    }

    public void OnStarting(Func<object, Task> callback, object state)
    {
        if (HasStarted)
        {
            throw new InvalidOperationException("The response has already started.");
        }

        (onStarting ??= new()).Push((callback, state));
    }

    public void OnCompleted(Func<object, Task> callback, object state) => (onCompleted ??= new()).Push((callback, state));

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (HasStarted)
        {
            return;
        }

        while (onStarting is { Count: > 0 })
        {
            var (callback, state) = onStarting.Pop();
            await callback(state);
        }

        HasStarted = true;
    }

    public Task CompleteAsync() => StartAsync();

    public void DisableBuffering()
    {
    }

    public async Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default)
    {
        await StartAsync(cancellationToken);
        await SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);
    }

    /// <summary>After the answer is written. A callback that fails is logged: the answer stands.</summary>
    public async Task FireOnCompletedAsync(ILogger logger)
    {
        while (onCompleted is { Count: > 0 })
        {
            var (callback, state) = onCompleted.Pop();
            try
            {
                await callback(state);
            }
#pragma warning disable CA1031 // As in Kestrel: one failed callback must not keep the others from running.
            catch (Exception e)
#pragma warning restore CA1031
            {
                LogCallbackFailed(logger, e);
            }
        }
    }

    public void DiscardResponse()
    {
        responseHeaders.Clear();
        body.Clear();
        onStarting?.Clear();
    }

    public void WriteText(string text)
    {
        ResponseHeaders.ContentType = "text/plain; charset=utf-8";
        var bytes = Encoding.UTF8.GetBytes(text);
        bytes.CopyTo(body.GetSpan(bytes.Length));
        body.Advance(bytes.Length);
    }

    private void ResetResponse()
    {
        DiscardResponse();
        onCompleted?.Clear();
        StatusCode = StatusCodes.Status200OK;
        ReasonPhrase = null;
        HasStarted = false;
        body.Starting = this;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A callback after the response failed")]
    private static partial void LogCallbackFailed(ILogger logger, Exception exception);
}
