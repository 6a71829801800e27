using System.Net;
using Amazon.DynamoDBv2.Model;

namespace Ooak.EndToEnd.Tests;

/// <summary>The dashboard's socket: who gets one, and what comes over it.</summary>
[Collection(nameof(SharedCloud))]
public sealed class RealtimeTests(SharedCloud shared)
{
    private readonly TestCloud _cloud = shared.Cloud;

    [Fact]
    public async Task A_synced_call_arrives_and_a_ping_is_answered()
    {
        using var socket = await Socket.OpenAsync(_cloud, await TicketAsync());

        await socket.SendAsync("""{"action":"ping"}""");
        (await socket.NextAsync("pong")).ShouldNotBeNull();

        var draft = Requests.Draft();
        await new Device(await _cloud.AsAsync("employee5@ooak.test")).ApplyAsync(Requests.Create(draft));
        JsonNode? told = null;
        while (told is null)
        {
            told = (await socket.NextAsync("calls"))["calls"]!.AsArray().FirstOrDefault(call => (string)call!["id"]! == (string)draft["id"]!);
        }

        ((string)told["notes"]!).ShouldBe((string)draft["notes"]!);
    }

    [Fact]
    public async Task An_employees_page_hears_of_its_own_inbox_and_of_nothing_else()
    {
        var (person, _) = await _cloud.NewPersonAsync();
        var ticket = (string)(await person.PostAsync("/realtime/ticket", null)).Expect(200).Json["ticket"]!;
        using var page = await Socket.OpenAsync(_cloud, ticket);
        using var dashboard = await Socket.OpenAsync(_cloud, await TicketAsync());

        // Somebody's call, which the dashboard hears of; then a notice for this person.
        await new Device(await _cloud.AsAsync("employee5@ooak.test")).ApplyAsync(Requests.Create(Requests.Draft()));
        await dashboard.NextAsync("calls");
        (await (await _cloud.AsAsync(TestCloud.Manager)).PostAsync("/assignments", new JsonObject
        {
            ["assignments"] = new JsonArray(new JsonObject { ["id"] = Requests.NewId(), ["employeeId"] = person.EmployeeId, ["contactName"] = "Anna Bell", ["contactPhone"] = "+447700900123" }),
        })).Expect(200);

        (await page.NextAsync()).ToJsonString().ShouldBe("""{"type":"inbox"}""");
        var notice = (string)(await person.GetAsync("/inbox")).Expect(200).Json["notices"]!.AsArray().ShouldHaveSingleItem()!["id"]!;

        // What is read on one page is news to the others.
        (await person.PutAsync($"/inbox/{notice}", new JsonObject { ["read"] = true })).Expect(200);
        (await page.NextAsync()).ToJsonString().ShouldBe("""{"type":"inbox"}""");
    }

    [Fact]
    public async Task A_private_call_is_not_told()
    {
        using var socket = await Socket.OpenAsync(_cloud, await TicketAsync());
        var phone = new Device(await _cloud.AsAsync("employee5@ooak.test"));
        var secret = Requests.Draft();
        secret["private"] = true;
        var open = Requests.Draft();

        await phone.SyncAsync(Requests.Create(secret));
        await phone.SyncAsync(Requests.Create(open));

        // The stream keeps one person's order: once the second is here, the first would have been.
        var seen = new List<string>();
        while (!seen.Contains((string)open["id"]!))
        {
            seen.AddRange((await socket.NextAsync("calls"))["calls"]!.AsArray().Select(call => (string)call!["id"]!));
        }

        seen.ShouldNotContain((string)secret["id"]!);
    }

    [Fact]
    public async Task A_ticket_opens_one_socket()
    {
        var ticket = await TicketAsync();
        using var socket = await Socket.OpenAsync(_cloud, ticket);

        (await Socket.RefusalAsync(_cloud, ticket)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_expired_ticket_opens_none()
    {
        var ticket = await TicketAsync();
        await _cloud.DynamoDb.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = _cloud.Table,
            Key = new() { ["pk"] = new("TICKET#" + ticket), ["sk"] = new("TICKET") },
            UpdateExpression = "SET expiresAt = :past",
            ConditionExpression = "attribute_exists(pk)",
            ExpressionAttributeValues = new() { [":past"] = new() { N = DateTimeOffset.UtcNow.AddSeconds(-1).ToUnixTimeSeconds().ToString() } },
        });

        (await Socket.RefusalAsync(_cloud, ticket)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?ticket=")]
    [InlineData("?ticket=invented")]
    public async Task Without_a_ticket_of_ours_there_is_no_socket(string query) =>
        (await Socket.RefusalAsync(new Uri(_cloud.Site, "/ws" + query), Socket.OriginOf(_cloud))).ShouldBe(HttpStatusCode.Unauthorized);

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task Another_sites_page_gets_no_socket(string? origin) =>
        (await Socket.RefusalAsync(new Uri(_cloud.Site, "/ws?ticket=" + await TicketAsync()), origin)).ShouldBe(HttpStatusCode.Forbidden);

    [Fact]
    public async Task There_is_no_way_in_past_CloudFront() =>
        (await Socket.RefusalAsync(new Uri(_cloud.ExecuteApi, "/ws?ticket=" + await TicketAsync()), Socket.OriginOf(_cloud))).ShouldBe(HttpStatusCode.Forbidden);

    [Fact]
    public async Task A_closed_socket_is_forgotten()
    {
        // Sockets of tests before this one may still be closing: only a connection that is new is ours.
        var others = await ConnectionsAsync();
        var socket = await Socket.OpenAsync(_cloud, await TicketAsync());
        var own = (await ConnectionsAsync()).Except(others).ShouldHaveSingleItem();

        await socket.CloseAsync();
        socket.Dispose();

        await Until.Equal(false, async () => (await ConnectionsAsync()).Contains(own), "the connection is forgotten");
    }

    private async Task<HashSet<string>> ConnectionsAsync() => [.. (await _cloud.ItemsAsync("connection")).Select(item => item["sk"].S)];

    private async Task<string> TicketAsync()
    {
        var answer = (await (await _cloud.AsAsync(TestCloud.Manager)).PostAsync("/realtime/ticket", null)).Expect(200).Json;
        ((int)answer["expiresIn"]!).ShouldBe(30);
        return (string)answer["ticket"]!;
    }
}
