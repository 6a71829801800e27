using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Ooak.LocalCloud.HttpApi;
using Ooak.LocalCloud.WebSocketApi;

namespace Ooak.LocalCloud;

/// <summary>One Kestrel on four loopback ports; the port tells what is asked for.</summary>
internal sealed class Listeners : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Cloud _cloud;
    private readonly Ports _ports;
    private readonly ConcurrentDictionary<ConnectionContext, bool> _connections = new();

    private Listeners(Cloud cloud, Ports ports)
    {
        (_cloud, _ports) = (cloud, ports);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production", Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 256 * 1024 * 1024;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            foreach (var port in new[] { ports.Site, ports.ExecuteApi, ports.Services })
            {
                kestrel.Listen(IPAddress.Loopback, port, listen =>
                {
                    listen.Protocols = HttpProtocols.Http1;
                    listen.Use(Tracked);
                });
            }

            kestrel.Listen(IPAddress.Loopback, ports.Console, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        _app = builder.Build();
        _app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        _app.Run(HandleAsync);
        cloud.Faults.NetworkCut += Cut;
    }

    public static async Task<Listeners> StartAsync(Cloud cloud, Ports ports, CancellationToken cancellation)
    {
        var listeners = new Listeners(cloud, ports);
        try
        {
            await listeners._app.StartAsync(cancellation);
            return listeners;
        }
        catch (IOException e)
        {
            await listeners._app.DisposeAsync();
            throw new LocalCloudException(e.Message, e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>While the network is down, an accepted connection ends before a byte is read.</summary>
    private Func<ConnectionContext, Task> Next(ConnectionDelegate next) => async connection =>
    {
        if (_cloud.Faults.NetworkDown)
        {
            connection.Abort();
            return;
        }

        _connections[connection] = true;
        try
        {
            await next(connection);
        }
        finally
        {
            _connections.TryRemove(connection, out _);
        }
    };

    private ConnectionDelegate Tracked(ConnectionDelegate next) => new(Next(next));

    private void Cut()
    {
        foreach (var connection in _connections.Keys)
        {
            connection.Abort(new ConnectionAbortedException("the network is down"));
        }
    }

    private async Task HandleAsync(HttpContext context)
    {
        try
        {
            var port = context.Connection.LocalPort;
            if (port == _ports.Console)
            {
                await ConsoleEndpoint.HandleAsync(context, _cloud);
                return;
            }

            if (_cloud.Faults.LatencyMilliseconds > 0)
            {
                await Task.Delay(_cloud.Faults.LatencyMilliseconds, context.RequestAborted);
            }

            await (port == _ports.Services ? Services(context) : port == _ports.ExecuteApi ? ExecuteApi(context) : Site(context));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            // The caller is gone.
            context.Abort();
        }
        catch (Exception e)
        {
            _cloud.Events.Add("localcloud", e.ToString());
            await Console.Error.WriteLineAsync($"LocalCloud: {context.Request.Method} {context.Request.Path}: {e}");
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = 500;
            }
        }
    }

    private async Task Services(HttpContext context)
    {
        var request = await WireRequest.ReadAsync(context, context.RequestAborted);
        await (await _cloud.Services.HandleAsync(request, context.RequestAborted)).WriteAsync(context);
    }

    private async Task Site(HttpContext context)
    {
        if (_cloud.Distribution is not { } distribution)
        {
            await WireResponse.Text(404, "text/plain", "the template has no CloudFront distribution").WriteAsync(context);
        }
        else if (_cloud.Faults.HttpError() is { } status)
        {
            await HttpApiResponse.Message(status, "A fault that was asked for").WriteAsync(context);
        }
        else
        {
            await distribution.HandleAsync(context);
        }
    }

    private async Task ExecuteApi(HttpContext context)
    {
        var request = await WireRequest.ReadAsync(context, context.RequestAborted);
        if (ConnectionsEndpoint.Claims(request))
        {
            await (await _cloud.Connections.HandleAsync(request, context.RequestAborted)).WriteAsync(context);
        }
        else if (context.WebSockets.IsWebSocketRequest)
        {
            await _cloud.WebSockets.AcceptAsync(context, request, null);
        }
        else
        {
            var host = (request.Header("host") ?? "").Split('.')[0];
            var api = _cloud.HttpApis.FirstOrDefault(a => a.Api.Id == host) ?? _cloud.HttpApis.FirstOrDefault(a => a.Api.StageOf(request.Path) is not null);
            await (api is null ? HttpApiResponse.Message(404, "Not Found") : await api.HandleAsync(request, context.RequestAborted)).WriteAsync(context);
        }
    }
}
