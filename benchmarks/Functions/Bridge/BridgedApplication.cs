using Amazon.Lambda.AspNetCoreServer.Hosting;
using Amazon.Lambda.AspNetCoreServer.Hosting.Internal;
using Amazon.Lambda.RuntimeSupport;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ooak.Benchmarks;

/// <summary>A server without a Runtime API: events are handed to the bridge by hand.</summary>
internal sealed class BridgedApplication : IServer
{
    private Func<InvocationRequest, Task<InvocationResponse>>? _handle;
    private Func<IFeatureCollection, Task>? _process;
    private IDisposable? _bridge;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        var made = new HttpApiBridge<TContext>(application, new HostingOptions(), NullLogger.Instance);
        (_bridge, _handle) = (made, made.HandleAsync);
        _process = async features =>
        {
            var context = application.CreateContext(features);
            await application.ProcessRequestAsync(context);
            application.DisposeContext(context, null);
        };
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _bridge?.Dispose();

    /// <summary>Event in, answer out. The answer's stream is the bridge's and good until the next event.</summary>
    public async Task<MemoryStream> InvokeAsync(byte[] payload)
    {
        using var request = Invocations.Of(payload);
        return (MemoryStream)(await _handle!(request)).OutputStream;
    }

    /// <summary>The application alone, without the bridge.</summary>
    public Task ProcessAsync(IFeatureCollection features) => _process!(features);
}
