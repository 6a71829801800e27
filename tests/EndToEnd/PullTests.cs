using System.Security.Cryptography;
using System.Text;

namespace Ooak.EndToEnd.Tests;

/// <summary>POST /sync and its digest: what phones are told of calls.</summary>
[Collection(nameof(SharedCloud))]
public sealed class PullTests(SharedCloud shared)
{
    private readonly TestCloud _cloud = shared.Cloud;

    [Fact]
    public async Task A_managers_edit_is_pulled_by_the_phone()
    {
        var phone = await PhoneAsync();
        var draft = Requests.Draft();
        await phone.ApplyAsync(Requests.Create(draft));
        await phone.PullAsync();
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var path = $"/calls/{draft["id"]}?employeeId={phone.Person.EmployeeId}";
        var call = (await manager.GetAsync(path)).Expect(200).Json;
        call["outcome"] = "Sold";
        (await manager.PutAsync(path, call)).Expect(200);

        var pulled = await phone.PullAsync();

        var told = pulled.Last(change => (string)change["id"]! == (string)draft["id"]!);
        ((string)told["outcome"]!, (long)told["version"]!).ShouldBe(("Sold", 2));

        (await manager.DeleteAsync(path)).Expect(204);
        var tombstone = (await phone.PullAsync()).Last(change => (string)change["id"]! == (string)draft["id"]!);
        ((bool)tombstone["deleted"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task What_a_phone_has_got_is_not_handed_out_again_unless_its_answer_was_lost()
    {
        var (one, two) = (await PhoneAsync(), await PhoneAsync());
        var id = (string)(await one.ApplyAsync(Requests.Create(Requests.Draft())))["call"]!["id"]!;
        await one.PullAsync();
        (await one.PullAsync()).ShouldBeEmpty();
        var before = one.Cursor;

        await two.ApplyAsync(Requests.Update(id, 1, new JsonObject { ["outcome"] = "Sold" }));
        Versions(await one.PullAsync()).ShouldBe([$"{id}@2"]);
        (await one.PullAsync()).ShouldBeEmpty();

        var creates = Enumerable.Range(0, 60).Select(_ => Requests.Create(Requests.Draft())).ToArray();
        var ids = creates.Select(create => $"{create["call"]!["id"]}@1").ToList();
        await two.SyncAsync(creates);
        Versions(await one.PullAsync()).ShouldBe(ids, ignoreOrder: true);
        (await one.PullAsync()).ShouldBeEmpty();

        one.Cursor = before;
        Versions(await one.PullAsync()).ShouldBe([$"{id}@2", .. ids], ignoreOrder: true);

        await one.ApplyAsync(Requests.Update(id, 2, new JsonObject { ["duration"] = 9 }));
        (await one.PullAsync()).ShouldBeEmpty();

        static IEnumerable<string> Versions(List<JsonNode> calls) => calls.Select(call => $"{call["id"]}@{call["version"]}");
    }

    [Fact]
    public async Task A_new_phone_pulls_every_call_by_its_cursor()
    {
        var phone = await PhoneAsync("employee3@ooak.test");
        var pulled = await phone.PullAsync();

        var expected = (await _cloud.ItemsAsync("call")).Where(item => item["pk"].S == "EMP#" + phone.Person.EmployeeId).Select(item => item["sk"].S["CALL#".Length..]);
        pulled.Select(call => (string)call["id"]!).Distinct().Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal));
        pulled.ShouldNotBeEmpty();
    }

    /// <summary>Another function had stamped it before, and was slower to write it.</summary>
    [Fact]
    public async Task A_change_that_appears_late_reaches_a_phone_that_has_sent_hundreds_since()
    {
        var phone = await PhoneAsync();
        await phone.PullAsync();
        var first = (string)(await phone.ApplyAsync(Requests.Create(Requests.Draft())))["call"]!["id"]!;
        for (var batch = 0; batch < 6; batch++)
        {
            await phone.SyncAsync([.. Enumerable.Range(0, 100).Select(_ => Requests.Create(Requests.Draft()))]);
        }

        var late = (await _cloud.ItemsAsync("call")).Single(item => item["sk"].S == "CALL#" + first);
        var id = Requests.NewId();
        late["sk"] = new("CALL#" + id);
        late["start"] = new(late["start"].S.Replace(first, id, StringComparison.Ordinal));
        late["changed"] = new(late["changed"].S.Replace(first, id, StringComparison.Ordinal));
        late.Remove("devices");
        await _cloud.DynamoDb.PutItemAsync(_cloud.Table, late);

        (await phone.PullAsync()).Select(call => (string)call["id"]!).ShouldBe([id]);
        (await phone.PullAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("MXw5OXwyMDI2LTAxLTAxVDAwOjAwOjAwLjAwMFoj")] // of another epoch
    public async Task An_unusable_cursor_asks_for_a_fetch_from_the_start(string cursor)
    {
        var phone = await PhoneAsync();
        phone.Cursor = cursor;

        var answer = await phone.SyncAsync();

        ((bool)answer["mustRefetch"]!).ShouldBeTrue();
        answer["changes"]!["calls"]!.AsArray().ShouldNotBeEmpty();
        ((bool)(await phone.SyncAsync())["mustRefetch"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task After_a_restore_phones_fetch_from_the_start()
    {
        await using var cloud = await TestCloud.StartAsync();
        var phone = new Device(await cloud.AsAsync("employee1@ooak.test"));
        await phone.ApplyAsync(Requests.Create(Requests.Draft()));
        ((bool)(await phone.SyncAsync())["mustRefetch"]!).ShouldBeFalse();

        await cloud.DynamoDb.PutItemAsync(cloud.Table, new() { ["pk"] = new("ORG"), ["sk"] = new("EPOCH"), ["type"] = new("epoch"), ["epoch"] = new() { N = "1790000000" } });

        ((bool)(await phone.SyncAsync())["mustRefetch"]!).ShouldBeTrue();
        ((bool)(await phone.SyncAsync())["mustRefetch"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task The_digest_is_of_the_callers_own_calls_as_they_are()
    {
        var phone = await PhoneAsync("employee7@ooak.test");
        var day = DateTimeOffset.UtcNow.AddDays(-70);
        var drafts = Enumerable.Range(0, 3).Select(_ => Requests.Draft(startedAt: day)).ToList();
        foreach (var draft in drafts)
        {
            await phone.ApplyAsync(Requests.Create(draft));
        }

        await (await PhoneAsync("employee6@ooak.test")).ApplyAsync(Requests.Create(Requests.Draft(startedAt: day)));
        await phone.ApplyAsync(Requests.Update((string)drafts[0]["id"]!, 1, new JsonObject { ["duration"] = 61 }));
        await phone.ApplyAsync(Requests.Delete((string)drafts[1]["id"]!, 1));

        var date = day.UtcDateTime.ToString("yyyy-MM-dd");
        var one = (await DigestAsync(phone, date, date)).ShouldHaveSingleItem()!;
        var expected = new[] { $"{drafts[0]["id"]} 2\n", $"{drafts[2]["id"]} 1\n" }.Order(StringComparer.Ordinal);
        ((string)one["day"]!, (int)one["calls"]!).ShouldBe((date, 2));
        ((string)one["digest"]!).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(expected))))[..32]);
        one["versions"]!.AsArray().Select(call => $"{call!["id"]} {call["version"]}\n").ShouldBe(expected);

        var many = await DigestAsync(phone, day.AddDays(-20).UtcDateTime.ToString("yyyy-MM-dd"), DateTimeOffset.UtcNow.ToString("yyyy-MM-dd"));
        var same = many.Single(other => (string)other!["day"]! == date)!;
        ((string)same["digest"]!).ShouldBe((string)one["digest"]!);
        same["versions"].ShouldBeNull();
        many.Select(other => (string)other!["day"]!).ShouldBeInOrder();
    }

    private static async Task<JsonArray> DigestAsync(Device phone, string from, string to) =>
        (await phone.Person.GetAsync($"/sync/digest?from={from}&to={to}")).Expect(200).Json["days"]!.AsArray();

    private async Task<Device> PhoneAsync(string email = "employee4@ooak.test") => new(await _cloud.AsAsync(email));
}
