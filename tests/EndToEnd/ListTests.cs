namespace Ooak.EndToEnd.Tests;

/// <summary>GET /calls: filters and pages.</summary>
[Collection(nameof(SharedCloud))]
public sealed class ListTests(SharedCloud shared)
{
    private readonly TestCloud _cloud = shared.Cloud;

    [Theory]
    [InlineData(7)]
    [InlineData(50)]
    [InlineData(200)]
    public async Task Pages_give_every_call_of_every_day_once_newest_first(int limit)
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var calls = await CallPages.AllAsync(manager, "", limit);

        var expected = (await _cloud.ItemsAsync("call")).Where(item => !Flag(item, "deleted") && !Flag(item, "private")).Select(item => item["sk"].S["CALL#".Length..]).ToList();
        expected.Count.ShouldBeGreaterThan(300);
        var ids = calls.Select(call => (string)call["id"]!).ToList();
        ids.Count.ShouldBe(ids.Distinct().Count());
        ids.Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal));
        calls.Select(call => (string)call["startedAt"]!).ShouldBeInOrder(SortDirection.Descending);
        calls.Select(call => ((string)call["startedAt"]!)[..10]).Distinct().Count().ShouldBeGreaterThan(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(200)]
    public async Task Days_without_calls_are_passed_over(int limit)
    {
        var mark = "sparse " + Requests.NewId();
        var phone = new Device(await _cloud.AsAsync("employee9@ooak.test"));
        var drafts = new[] { 30, 31, 44, 45, 45, 80 }.Select(days => Requests.Draft(startedAt: DateTimeOffset.UtcNow.AddDays(-days))).ToList();
        foreach (var draft in drafts)
        {
            draft["notes"] = mark;
            await phone.ApplyAsync(Requests.Create(draft));
        }

        var found = await CallPages.AllAsync(await _cloud.AsAsync(TestCloud.Manager), "&q=" + Uri.EscapeDataString(mark), limit);

        found.Select(call => (string)call["id"]!).Order(StringComparer.Ordinal).ShouldBe(drafts.Select(draft => (string)draft["id"]!).Order(StringComparer.Ordinal));
        found.Select(call => (string)call["startedAt"]!).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task An_employees_pages_are_their_own()
    {
        var hana = await _cloud.AsAsync("employee8@ooak.test");
        var ids = await CallPages.IdsAsync(hana, "", 10);

        var expected = (await _cloud.ItemsAsync("call")).Where(item => item["pk"].S == "EMP#" + hana.EmployeeId && !Flag(item, "deleted")).Select(item => item["sk"].S["CALL#".Length..]);
        ids.Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal));
        ids.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Filters_keep_what_they_name()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var all = await CallPages.AllAsync(manager, "");
        var known = all.First(call => call["contactName"] is not null && call["contactPhone"] is not null);
        var phone = (string)known["contactPhone"]!;
        var name = (string)known["contactName"]!;
        var day = ((string)known["startedAt"]!)[..10];
        var owner = (string)known["employeeId"]!;

        await Same("&status=missed", call => (string)call["status"]! == "missed");
        await Same("&callType=incoming", call => (string)call["callType"]! == "incoming");
        await Same("&phone=" + Uri.EscapeDataString(phone), call => (string?)call["contactPhone"] == phone);
        await Same($"&from={day}&to={day}", call => ((string)call["startedAt"]!)[..10] == day);
        await Same("&employeeId=" + owner, call => (string)call["employeeId"]! == owner);
        await Same($"&status=completed&callType=outgoing&employeeId={owner}", call => (string)call["status"]! == "completed" && (string)call["callType"]! == "outgoing" && (string)call["employeeId"]! == owner);
        await Same("&q=" + Uri.EscapeDataString(name.ToUpperInvariant()), call => Mentions(call, name));
        await Same("&q=CONTRACT", call => Mentions(call, "contract"));

        async Task Same(string filter, Func<JsonNode, bool> admits)
        {
            var expected = all.Where(admits).Select(call => (string)call["id"]!).ToList();
            expected.ShouldNotBeEmpty(filter);
            expected.Count.ShouldBeLessThan(all.Count, filter);
            (await CallPages.IdsAsync(manager, filter, 30)).ShouldBe(expected, filter);
        }
    }

    private static bool Mentions(JsonNode call, string text) =>
        new[] { "contactName", "contactPhone", "notes", "outcome" }.Any(field => ((string?)call[field])?.Contains(text, StringComparison.OrdinalIgnoreCase) ?? false);

    private static bool Flag(Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue> item, string name) => item.TryGetValue(name, out var value) && value.BOOL == true;
}
