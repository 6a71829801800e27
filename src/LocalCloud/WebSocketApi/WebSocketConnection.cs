using System.Net.WebSockets;

namespace Ooak.LocalCloud.WebSocketApi;

/// <summary>One open connection.</summary>
internal sealed class WebSocketConnection(string id, string stage, WireRequest request, WebSocket socket) : IDisposable
{
    private readonly SemaphoreSlim _sending = new(1);
    private long _lastActive = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    public string Id => id;

    public string Stage => stage;

    public WireRequest Request => request;

    public WebSocket Socket => socket;

    public DateTimeOffset ConnectedAt { get; } = DateTimeOffset.UtcNow;

    public DateTimeOffset LastActive => DateTimeOffset.FromUnixTimeMilliseconds(Interlocked.Read(ref _lastActive));

    public void Touch() => Interlocked.Exchange(ref _lastActive, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());

    /// <summary>Sends one text message; false when the connection is gone.</summary>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation);
        try
        {
            if (socket.State != WebSocketState.Open)
            {
                return false;
            }

            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellation);
            Touch();
            return true;
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException)
        {
            return false;
        }
        finally
        {
            _sending.Release();
        }
    }

    public async Task CloseAsync(WebSocketCloseStatus status, string reason)
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await socket.CloseOutputAsync(status, reason, limit.Token);
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            socket.Abort();
        }
    }

    public void Dispose() => _sending.Dispose();
}
