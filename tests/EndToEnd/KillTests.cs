namespace Ooak.EndToEnd.Tests;

/// <summary>Functions die between two requests, as Lambda lets them.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Killing_functions_loses_no_acknowledged_call_and_miscounts_none()
    {
        await using var cloud = await TestCloud.StartAsync();
        var manager = await cloud.AsAsync(TestCloud.Manager);
        var phone = new Device(await cloud.AsAsync("employee1@ooak.test"));
        var acknowledged = new List<string>();
        string[] victims = ["*", .. await Task.WhenAll(new[] { "SyncCalls", "Aggregate", "FanOut", "DeliverRealtime" }.Select(cloud.FunctionIdAsync)), "*"];

        foreach (var victim in victims)
        {
            var create = Requests.Create(Requests.Draft());
            var update = Requests.Update((string)create["call"]!["id"]!, 1, new JsonObject { ["duration"] = 60 + acknowledged.Count });
            ((string)(await phone.ApplyAsync(create))["status"]!).ShouldBe("applied");
            await cloud.FaultAsync(new JsonObject { ["kill"] = victim });
            ((string)(await phone.ApplyAsync(update))["status"]!).ShouldBe("applied");
            await cloud.FaultAsync(new JsonObject { ["kill"] = victim });
            acknowledged.Add((string)create["call"]!["id"]!);
        }

        (await cloud.ItemsAsync("call")).Select(item => item["sk"].S["CALL#".Length..]).Order(StringComparer.Ordinal).ShouldBe(acknowledged.Order(StringComparer.Ordinal));
        var calls = await CallPages.AllAsync(manager, "");
        calls.Select(call => (int)call["duration"]!).Order().ShouldBe(Enumerable.Range(60, victims.Length));
        var (from, to) = (DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd"), DateTime.UtcNow.ToString("yyyy-MM-dd"));
        await Until.Equal(
            Recount.Of(calls, calls, from, to),
            async () => Recount.Shown((await manager.GetAsync($"/dashboard?from={from}&to={to}")).Expect(200).Json),
            "the counters equal the calls",
            seconds: 40);
    }
}
