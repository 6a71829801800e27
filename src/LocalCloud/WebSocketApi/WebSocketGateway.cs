using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ooak.LocalCloud.HttpApi;
using Ooak.LocalCloud.Lambda;

namespace Ooak.LocalCloud.WebSocketApi;

/// <summary>Serves the WebSocket APIs: $connect decides, messages find their route, $disconnect follows.</summary>
internal sealed class WebSocketGateway(IReadOnlyList<WebSocketDefinition> apis, LambdaService lambda, LocalCloudOptions options, EventLog events) : IAsyncDisposable
{
    /// <summary>API Gateway's limit of one message. 128 KB.</summary>
    private const int MessageLimit = 128 * 1024;

    private readonly ConcurrentDictionary<string, WebSocketConnection> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly CancellationTokenSource _stopping = new();

    public IEnumerable<WebSocketConnection> Connections => _open.Values;

    public WebSocketConnection? Find(string connectionId) => _open.GetValueOrDefault(connectionId);

    public WebSocketDefinition? ByStage(string stage) => apis.FirstOrDefault(a => a.Stages.Contains(stage));

    /// <summary>Runs one connection to its end.</summary>
    public async Task AcceptAsync(HttpContext context, WireRequest request, string? apiId)
    {
        var stage = Uri.UnescapeDataString(request.Path).Trim('/').Split('/')[0];
        var api = apis.FirstOrDefault(a => (apiId is null || a.Id == apiId) && a.Stages.Contains(stage));
        if (api is null)
        {
            await HttpApiResponse.Message(403, "Forbidden").WriteAsync(context);
            return;
        }

        var task = RunAsync(context, request, api, stage);
        _running[task] = true;
        try
        {
            await task;
        }
        finally
        {
            _running.TryRemove(task, out _);
        }
    }

    /// <summary>Cuts every connection without a word, as a network would.</summary>
    public void AbortAll()
    {
        foreach (var connection in _open.Values)
        {
            connection.Socket.Abort();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running.Keys.Select(t => t.ContinueWith(_ => { }, TaskScheduler.Default)));
        _stopping.Dispose();
    }

    private async Task RunAsync(HttpContext context, WireRequest request, WebSocketDefinition api, string stage)
    {
        var id = WebSocketEvent.NewId();
        request = Proxied(request, api);
        var answer = await Invoke(api, "$connect", stage, WebSocketEvent.Connect(api, stage, id, DateTimeOffset.UtcNow, request));
        events.Add("websocket", $"$connect {id} → {answer.Status}");
        if (answer.Status is < 200 or > 299)
        {
            await HttpApiResponse.Message(answer.Status, answer.Status == 403 ? "Forbidden" : answer.Status == 401 ? "Unauthorized" : "Internal server error").WriteAsync(context);
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = answer.Header("sec-websocket-protocol"),
            KeepAliveInterval = Timeout.InfiniteTimeSpan,
        });
        using var connection = new WebSocketConnection(id, stage, request, socket);
        _open[id] = connection;
        var (status, reason) = (1006, "Connection closed abnormally");
        try
        {
            (status, reason) = await Receive(api, connection);
        }
        finally
        {
            _open.TryRemove(id, out _);
            if (!_stopping.IsCancellationRequested)
            {
                await Invoke(api, "$disconnect", stage, WebSocketEvent.Disconnect(api, connection, status, reason));
                events.Add("websocket", $"$disconnect {id}: {status} {reason}");
            }
        }
    }

    private async Task<(int Status, string Reason)> Receive(WebSocketDefinition api, WebSocketConnection connection)
    {
        var buffer = new byte[MessageLimit + 1];
        var length = 0;
        using var life = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        life.CancelAfter(options.WebSocketLifetime);
        using var idle = new Timer(_ => CloseWhenIdle(connection), null, options.WebSocketIdleTimeout / 4, options.WebSocketIdleTimeout / 4);
        try
        {
            while (true)
            {
                var part = await connection.Socket.ReceiveAsync(buffer.AsMemory(length), life.Token);
                connection.Touch();
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    await connection.CloseAsync(connection.Socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure, "");
                    return ((int?)connection.Socket.CloseStatus ?? 1005, connection.Socket.CloseStatusDescription ?? "Client-side close frame status not set");
                }

                length += part.Count;
                if (length > MessageLimit)
                {
                    await connection.CloseAsync(WebSocketCloseStatus.MessageTooBig, "Message too long");
                    return (1009, "Message too long");
                }

                if (part.EndOfMessage)
                {
                    var binary = part.MessageType == WebSocketMessageType.Binary;
                    await Dispatch(api, connection, binary ? Convert.ToBase64String(buffer, 0, length) : Encoding.UTF8.GetString(buffer, 0, length));
                    length = 0;
                }
            }
        }
        catch (OperationCanceledException)
        {
            await connection.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "Going away");
            return (1001, "Going away");
        }
        catch (WebSocketException)
        {
            return (1006, "Connection Closed Abnormally");
        }
    }

    private void CloseWhenIdle(WebSocketConnection connection)
    {
        if (DateTimeOffset.UtcNow - connection.LastActive >= options.WebSocketIdleTimeout)
        {
            _ = connection.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "Going away");
        }
    }

    private async Task Dispatch(WebSocketDefinition api, WebSocketConnection connection, string body)
    {
        var key = RouteKey(api, body);
        var message = WebSocketEvent.Message(api, connection, key, body);
        var requestId = message.Obj("requestContext").Require("requestId");
        if (api.Route(key) is null)
        {
            await Tell(connection, "Forbidden", requestId);
            return;
        }

        var answer = await Invoke(api, key, connection.Stage, message);
        if (answer.Status >= 500)
        {
            await Tell(connection, "Internal server error", requestId);
        }
        else if (api.Route(key)!.Str("RouteResponseSelectionExpression") == "$default" && answer.Body.Length > 0)
        {
            await connection.SendAsync(answer.Body, _stopping.Token);
        }
    }

    private static string RouteKey(WebSocketDefinition api, string body)
    {
        try
        {
            var node = JsonNode.Parse(body);
            foreach (var step in api.RoutePath)
            {
                node = (node as JsonObject)?[step];
            }

            var key = node?.ToString();
            return key is not null && !key.StartsWith('$') && api.Route(key) is not null ? key : "$default";
        }
        catch (JsonException)
        {
            return "$default";
        }
    }

    private async Task<WireResponse> Invoke(WebSocketDefinition api, string routeKey, string stage, JsonObject payload)
    {
        if (api.Route(routeKey) is not { } route)
        {
            return new WireResponse(200, [], []);
        }

        var function = lambda.Find(api.FunctionOf(route));
        var source = $"arn:aws:execute-api:{api.Region}:{api.Account}:{api.Id}/{stage}/{routeKey}";
        if (function is null || !lambda.MayInvoke(function, "apigateway.amazonaws.com", source))
        {
            events.Add("websocket", $"no AWS::Lambda::Permission lets {source} invoke {api.FunctionOf(route)}");
            return new WireResponse(500, [], []);
        }

        try
        {
            var result = await function.InvokeAsync(Json.Bytes(payload), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(29), _stopping.Token);
            return result.FunctionError is not null ? new WireResponse(502, [], []) : HttpApiResponse.Parse(result.Payload) ?? new WireResponse(502, [], []);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException or ObjectDisposedException)
        {
            return new WireResponse(504, [], []);
        }
    }

    private Task<bool> Tell(WebSocketConnection connection, string message, string requestId) => connection.SendAsync(
        Json.Bytes(new JsonObject { ["message"] = message, ["connectionId"] = connection.Id, ["requestId"] = requestId }), _stopping.Token);

    private static WireRequest Proxied(WireRequest request, WebSocketDefinition api) => request
        .WithHeader("Host", api.Domain)
        .WithHeader("X-Forwarded-For", request.Header("x-forwarded-for") is { } chain ? chain + ", " + request.SourceIp : request.SourceIp)
        .WithHeader("X-Forwarded-Port", "443")
        .WithHeader("X-Forwarded-Proto", "https");
}
