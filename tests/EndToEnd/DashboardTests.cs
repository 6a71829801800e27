namespace Ooak.EndToEnd.Tests;

/// <summary>The counters behind GET /dashboard against the calls themselves.</summary>
[Collection(nameof(SharedCloud))]
public sealed class DashboardTests(SharedCloud shared)
{
    private readonly TestCloud _cloud = shared.Cloud;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, -1)]
    [InlineData(-2, 0)]
    [InlineData(-6, 0)]
    [InlineData(-90, 1)]
    public async Task Figures_equal_a_recount_of_the_calls(int from, int to)
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        await CompareAsync(manager, Day(from), Day(to), null);
    }

    [Fact]
    public async Task Figures_of_one_employee_equal_a_recount_of_theirs()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var grzegorz = await _cloud.AsAsync("employee7@ooak.test");
        await CompareAsync(manager, Day(-4), Day(0), grzegorz.EmployeeId);
    }

    [Fact]
    public async Task Figures_follow_an_edit_and_a_deletion()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var iris = await _cloud.AsAsync("employee9@ooak.test");
        var call = (await iris.PostAsync("/calls", Requests.Draft())).Expect(201).Json.AsObject();
        var path = "/calls/" + call["id"];
        await CompareAsync(manager, Day(-1), Day(0), iris.EmployeeId);

        (call["status"], call["duration"], call["callType"]) = ("missed", 0, "incoming");
        call = (await iris.PutAsync(path, call)).Expect(200).Json.AsObject();
        await CompareAsync(manager, Day(-1), Day(0), iris.EmployeeId);

        call["startedAt"] = Requests.Instant(DateTimeOffset.UtcNow.AddDays(-1));
        (await iris.PutAsync(path, call)).Expect(200);
        await CompareAsync(manager, Day(-1), Day(0), iris.EmployeeId);

        (await iris.DeleteAsync(path)).Expect(204);
        await CompareAsync(manager, Day(-1), Day(0), iris.EmployeeId);
    }

    [Fact]
    public async Task A_missed_call_is_returned_by_whoever_reaches_the_number_later_and_not_by_an_earlier_call()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var (dalia, emre) = (await _cloud.AsAsync("employee4@ooak.test"), await _cloud.AsAsync("employee5@ooak.test"));
        var noon = DateTimeOffset.UtcNow.AddHours(-3);
        JsonObject Draft(DateTimeOffset at, string status, string type)
        {
            var draft = Requests.Draft(startedAt: at);
            (draft["contactPhone"], draft["status"], draft["callType"], draft["duration"]) = ("+4930555000111", status, type, status == "completed" ? 60 : 0);
            return draft;
        }

        (await dalia.PostAsync("/calls", Draft(noon, "missed", "incoming"))).Expect(201);
        (await emre.PostAsync("/calls", Draft(noon.AddMinutes(-5), "completed", "outgoing"))).Expect(201);
        await CompareAsync(manager, Day(-1), Day(0), dalia.EmployeeId);

        // Logged late, from a phone that was offline.
        var back = (await emre.PostAsync("/calls", Draft(noon.AddMinutes(20), "completed", "incoming"))).Expect(201).Json.AsObject();
        await CompareAsync(manager, Day(-1), Day(0), dalia.EmployeeId);

        back["contactPhone"] = "+4930555000222";
        (await emre.PutAsync("/calls/" + back["id"], back)).Expect(200);
        await CompareAsync(manager, Day(-1), Day(0), dalia.EmployeeId);
        await CompareAsync(manager, Day(-1), Day(0), null);
    }

    private static string Day(int offset) => DateTime.UtcNow.AddDays(offset).ToString("yyyy-MM-dd");

    private static async Task CompareAsync(ApiClient manager, string from, string to, string? employeeId)
    {
        var who = employeeId is null ? "" : "&employeeId=" + employeeId;
        var calls = await CallPages.AllAsync(manager, $"&from={from}&to={to}{who}");
        var all = await CallPages.AllAsync(manager, $"&from={Day(-100)}&to={Day(40)}");
        await Until.Equal(
            Recount.Of(calls, all, from, to),
            async () => Recount.Shown((await manager.GetAsync($"/dashboard?from={from}&to={to}{who}")).Expect(200).Json),
            $"the figures of {from} to {to} are those of {calls.Count} calls");
    }
}
