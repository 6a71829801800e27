namespace Ooak.EndToEnd.Tests;

/// <summary>The whole cloud's process dies without a warning and comes back on the same data.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("ooak-restart-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task A_kill_right_after_an_acknowledged_sync_loses_nothing()
    {
        var acknowledged = new List<string>();
        JsonObject unanswered;
        ApiClient person;
        int port;
        using (var first = await CloudProcess.StartAsync(_data, port: 0))
        {
            port = first.Port;
            await using var cloud = await first.AttachAsync();
            person = await cloud.SignInAsync("employee1@ooak.test");
            var phone = new Device(person);
            for (var batch = 0; batch < 5; batch++)
            {
                var creates = Enumerable.Range(0, 20).Select(_ => Requests.Create(Requests.Draft())).ToArray();
                var results = (await phone.SyncAsync(creates))["results"]!.AsArray();
                results.ShouldAllBe(result => (string)result!["status"]! == "applied");
                acknowledged.AddRange(creates.Select(create => (string)create["call"]!["id"]!));
            }

            // One more is on its way while the process dies: applied or not, the phone does not hear.
            unanswered = Requests.Create(Requests.Draft());
            var sending = phone.SendAsync(unanswered);
            first.Kill();
            await Should.ThrowAsync<HttpRequestException>(() => sending);
        }

        using var second = await CloudProcess.StartAsync(_data, port);
        await using var again = await second.AttachAsync();
        var returned = again.Anonymous();
        returned.Resume(person);
        (await returned.RefreshAsync()).Expect(200);
        returned.EmployeeId.ShouldBe(person.EmployeeId);
        ((string)(await new Device(returned).ApplyAsync(unanswered))["status"]!).ShouldBeOneOf("applied", "duplicate");
        acknowledged.Add((string)unanswered["call"]!["id"]!);

        (await again.ItemsAsync("call")).Select(item => item["sk"].S["CALL#".Length..]).Order(StringComparer.Ordinal).ShouldBe(acknowledged.Order(StringComparer.Ordinal));
        var manager = await again.SignInAsync(TestCloud.Manager);
        var (from, to) = (DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd"), DateTime.UtcNow.ToString("yyyy-MM-dd"));
        var calls = await CallPages.AllAsync(manager, "");
        await Until.Equal(
            Recount.Of(calls, calls, from, to),
            async () => Recount.Shown((await manager.GetAsync($"/dashboard?from={from}&to={to}")).Expect(200).Json),
            "the counters catch up",
            seconds: 40);
        calls.Count.ShouldBe(acknowledged.Count);
    }
}
