using Amazon.Lambda.RuntimeSupport;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>One HTTP API event in, through the application, one response out. Everything is reused between
/// invocations: Lambda gives a process one at a time.</summary>
internal sealed partial class HttpApiBridge<TContext>(IHttpApplication<TContext> application, HostingOptions options, ILogger logger) : IDisposable
    where TContext : notnull
{
    /// <summary>Time left for the answer to travel once the application was told to stop.</summary>
    private static readonly TimeSpan DeadlineMargin = TimeSpan.FromMilliseconds(250);

    private readonly LambdaFeatures<TContext> features = new();
    private readonly MemoryStream output = new(4096);
    private CancellationTokenSource deadline = new();

    public async Task<InvocationResponse> HandleAsync(InvocationRequest invocation)
    {
        features.Reset();
        HttpApiEvent.Read(invocation.InputStream, features);
        features.Items["LambdaContext"] = invocation.LambdaContext;
        features.RequestAborted = StartDeadline(invocation.LambdaContext.RemainingTime);

        var context = application.CreateContext(features);
        Exception? failure = null;
        try
        {
            await application.ProcessRequestAsync(context);
            await features.StartAsync();
        }
#pragma warning disable CA1031 // The application's failure becomes an answer; the process serves the next event.
        catch (Exception e)
#pragma warning restore CA1031
        {
            failure = e;
            Refuse(e);
        }

        output.SetLength(0);
        HttpApiResponse.Write(output, features);
        output.Position = 0;
        await features.FireOnCompletedAsync(logger);
        application.DisposeContext(context, failure);
        return new InvocationResponse(output, disposeOutputStream: false);
    }

    public void Dispose()
    {
        deadline.Dispose();
        output.Dispose();
    }

    private CancellationToken StartDeadline(TimeSpan remaining)
    {
        if (!deadline.TryReset())
        {
            deadline.Dispose();
            deadline = new CancellationTokenSource();
        }

        var budget = remaining - DeadlineMargin;
        deadline.CancelAfter(budget > TimeSpan.Zero ? budget : TimeSpan.Zero);
        return deadline.Token;
    }

    private void Refuse(Exception exception)
    {
        features.DiscardResponse();
        switch (exception)
        {
            case BadHttpRequestException bad:
                features.StatusCode = bad.StatusCode;
                return;
            case OperationCanceledException when deadline.IsCancellationRequested:
                LogDeadline(logger);
                features.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            default:
                LogUnhandled(logger, exception);
                features.StatusCode = StatusCodes.Status500InternalServerError;
                if (options.IncludeUnhandledExceptionDetailInResponse)
                {
                    features.WriteText(exception.ToString());
                }

                return;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request ended in an unhandled exception")]
    private static partial void LogUnhandled(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A request was given up at its deadline")]
    private static partial void LogDeadline(ILogger logger);
}
