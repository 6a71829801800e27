namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The loop of a function: initialise once, then next event, handle, answer. One invocation at a time.</summary>
public class LambdaBootstrap : IDisposable
{
    private readonly HttpClient httpClient;
    private readonly bool ownsHttpClient;
    private readonly LambdaBootstrapHandler handler;
    private readonly LambdaBootstrapInitializer? initializer;
    private readonly HandlerWrapper? wrapper;

    public LambdaBootstrap(LambdaBootstrapHandler handler, LambdaBootstrapInitializer? initializer = null)
        : this(ConstructHttpClient(), handler, initializer) => ownsHttpClient = true;

    public LambdaBootstrap(HandlerWrapper handlerWrapper, LambdaBootstrapInitializer? initializer = null)
        : this(handlerWrapper?.Handler!, initializer) => wrapper = handlerWrapper;

    public LambdaBootstrap(HttpClient httpClient, LambdaBootstrapHandler handler, LambdaBootstrapInitializer? initializer = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        this.httpClient = httpClient;
        this.handler = handler;
        this.initializer = initializer;
    }

    /// <summary>A client for the Runtime API: one connection, and no timeout, since the next event may be hours away.</summary>
    public static HttpClient ConstructHttpClient() => new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Runs until cancelled. An exception of the initializer is reported to init/error and thrown;
    /// an exception of the handler is reported as that invocation's error and the loop goes on.</summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        var client = new RuntimeApiClient(httpClient);
        if (!await InitializeAsync(client, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await InvokeOnceAsync(client, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task<bool> InitializeAsync(RuntimeApiClient client, CancellationToken cancellationToken)
    {
        if (initializer is null)
        {
            return true;
        }

        try
        {
            return await initializer().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await client.ReportInitializationErrorAsync(e, cancellationToken: cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private async Task InvokeOnceAsync(RuntimeApiClient client, CancellationToken cancellationToken)
    {
        using var invocation = await client.GetNextInvocationAsync(cancellationToken).ConfigureAwait(false);
        var context = invocation.LambdaContext;
        Environment.SetEnvironmentVariable(LambdaEnvironment.TraceId, context.TraceId);
        InvocationResponse response;
        try
        {
            response = await handler(invocation).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever the handler throws is that invocation's error, and the process lives on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine(e.ToString());
            await client.ReportInvocationErrorAsync(context.AwsRequestId, e, CancellationToken.None).ConfigureAwait(false);
            return;
        }

        try
        {
            await client.SendResponseAsync(context.AwsRequestId, response.OutputStream, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            if (response.DisposeOutputStream)
            {
                await response.OutputStream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
        {
            return;
        }

        wrapper?.Dispose();
        if (ownsHttpClient)
        {
            httpClient.Dispose();
        }
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }
}
