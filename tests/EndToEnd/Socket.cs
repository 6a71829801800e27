using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace Ooak.EndToEnd.Tests;

/// <summary>A dashboard's WebSocket.</summary>
internal sealed class Socket : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ClientWebSocket _socket = new();

    public static string OriginOf(TestCloud cloud) => cloud.Site.GetLeftPart(UriPartial.Authority);

    public static async Task<Socket> OpenAsync(TestCloud cloud, string ticket)
    {
        var socket = new Socket();
        socket._socket.Options.SetRequestHeader("Origin", OriginOf(cloud));
        await socket._socket.ConnectAsync(WebSocketOf(new Uri(cloud.Site, "/ws?ticket=" + ticket)), CancellationToken.None);
        return socket;
    }

    public static Task<HttpStatusCode> RefusalAsync(TestCloud cloud, string ticket) =>
        RefusalAsync(new Uri(cloud.Site, "/ws?ticket=" + ticket), OriginOf(cloud));

    /// <summary>The status that the handshake was refused with.</summary>
    public static async Task<HttpStatusCode> RefusalAsync(Uri address, string? origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(WebSocketOf(address), CancellationToken.None));
        return socket.HttpStatusCode;
    }

    public Task SendAsync(string text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>The next message of a type, or of any; others are passed over.</summary>
    public async Task<JsonNode> NextAsync(string? type = null)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            using var text = new MemoryStream();
            var buffer = new byte[16 * 1024];
            WebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(buffer, limit.Token);
                text.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);

            var message = JsonNode.Parse(text.ToArray())!;
            if (type is null || (string?)message["type"] == type)
            {
                return message;
            }
        }
    }

    /// <summary>Waits until the server closes it; what comes before is passed over.</summary>
    public async Task ClosedAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var buffer = new byte[16 * 1024];
        while ((await _socket.ReceiveAsync(buffer, limit.Token)).MessageType != WebSocketMessageType.Close)
        {
        }
    }

    public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

    public void Dispose() => _socket.Dispose();

    private static Uri WebSocketOf(Uri address) => new UriBuilder(address) { Scheme = "ws" }.Uri;
}
