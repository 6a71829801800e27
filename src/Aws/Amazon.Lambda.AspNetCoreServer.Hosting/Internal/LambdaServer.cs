using Amazon.Lambda.RuntimeSupport;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>An <see cref="IServer"/> whose requests come from the Runtime API instead of a socket.</summary>
internal sealed partial class LambdaServer(HostingOptions options, IHostApplicationLifetime lifetime, ILogger<LambdaServer> logger) : IServer
{
    private readonly CancellationTokenSource stopping = new();
    private Task loop = Task.CompletedTask;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        var bridge = new HttpApiBridge<TContext>(application, options, logger);
        loop = Task.Run(() => RunAsync(bridge), CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await loop;
    }

    public void Dispose() => stopping.Dispose();

    private async Task RunAsync<TContext>(HttpApiBridge<TContext> bridge)
        where TContext : notnull
    {
        try
        {
            using (bridge)
            using (var bootstrap = new LambdaBootstrap(bridge.HandleAsync))
            {
                await bootstrap.RunAsync(stopping.Token);
            }
        }
#pragma warning disable CA1031 // Whatever ended the loop, a process that no longer asks for events must not linger.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogLoopEnded(logger, e);
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "No more events: the Lambda Runtime API is lost")]
    private static partial void LogLoopEnded(ILogger logger, Exception exception);
}
