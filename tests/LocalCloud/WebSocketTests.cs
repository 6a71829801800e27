using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace Ooak.LocalCloud.Tests;

public sealed class WebSocketTests(SharedCloud shared)
{
    private readonly Harness _cloud = shared.Harness;

    [Fact]
    public async Task A_message_finds_its_route_and_the_function_can_push_back()
    {
        using var socket = await Connect(new Uri($"ws://localhost:{_cloud.Cloud.Site.Port}/ws?ticket=t1"));

        await Send(socket, """{"action":"push"}""");
        (await Receive(socket)).ShouldBe("pushed");
        await Send(socket, """{"action":"ask","n":1}""");
        (await Receive(socket)).ShouldBe("""echo {"action":"ask","n":1}""");
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None);

        await Until.True(() => Events("$disconnect").Count > 0, "the function heard of the end");
        var connect = Events("$connect").First(e => (string?)e["queryStringParameters"]?["ticket"] == "t1");
        ((string)connect["requestContext"]!["eventType"]!).ShouldBe("CONNECT");
        ((string)connect["headers"]!["Origin"]!).ShouldBe("http://localhost");
        var end = Events("$disconnect").First(e => (string)e["requestContext"]!["connectionId"]! == (string)connect["requestContext"]!["connectionId"]!);
        ((int)end["requestContext"]!["disconnectStatusCode"]!).ShouldBe(1000);
    }

    [Fact]
    public async Task The_function_may_refuse_the_connection()
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;

        await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://127.0.0.1:{_cloud.Cloud.ExecuteApi.Port}/ws?status=401"), CancellationToken.None));

        socket.HttpStatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_unsigned_push_is_refused()
    {
        using var response = await _cloud.Http.PostAsync(new Uri(_cloud.Cloud.ExecuteApi, "/ws/@connections/nobody"), null);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_message_beyond_128_KB_ends_the_connection()
    {
        using var socket = await Connect(new Uri($"ws://127.0.0.1:{_cloud.Cloud.ExecuteApi.Port}/ws"));

        await socket.SendAsync(new byte[129 * 1024], WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        var answer = await socket.ReceiveAsync(new ArraySegment<byte>(new byte[1024]), CancellationToken.None);

        answer.CloseStatus.ShouldBe(WebSocketCloseStatus.MessageTooBig);
    }

    private List<System.Text.Json.Nodes.JsonObject> Events(string route) =>
        [.. _cloud.Received("Sockets").Where(e => (string)e["requestContext"]!["routeKey"]! == route)];

    private static async Task<ClientWebSocket> Connect(Uri uri)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "http://localhost");
        await socket.ConnectAsync(uri, CancellationToken.None);
        return socket;
    }

    private static Task Send(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<string> Receive(ClientWebSocket socket)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[4096];
        var result = await socket.ReceiveAsync(buffer, limit.Token);
        return Encoding.UTF8.GetString(buffer, 0, result.Count);
    }
}
