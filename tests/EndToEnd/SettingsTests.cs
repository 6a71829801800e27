using Ooak.Lambdas.Data;

namespace Ooak.EndToEnd.Tests;

/// <summary>The organisation's settings, as a manager changes them and a phone hears of it.</summary>
public sealed class SettingsTests(OwnCloud own) : IClassFixture<OwnCloud>
{
    private readonly TestCloud _cloud = own.Cloud;

    [Fact]
    public async Task A_change_reaches_everybody_leaves_a_trace_and_guards_against_another()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var employee = await _cloud.AsAsync("employee1@ooak.test");
        var before = (await employee.GetAsync("/settings")).Expect(200).Json.AsObject();
        var device = new Device(employee);
        ((long)(await employee.PostAsync("/sync", device.Body())).Expect(200).Json["changes"]!["settingsVersion"]!).ShouldBe((long)before["version"]!);

        var change = new JsonObject
        {
            ["version"] = (long)before["version"]!,
            ["outcomes"] = new JsonArray("Sold", "Lost"),
            ["lockMinutes"] = 3,
            ["recording"] = "all-party",
            ["exclusions"] = new JsonArray(new JsonObject { ["number"] = "+442079460000", ["prefix"] = false, ["label"] = "Doctor" }),
        };
        var saved = (await manager.PutAsync("/settings", change)).Expect(200).Json.AsObject();
        (await employee.GetAsync("/settings")).Expect(200).Json.ToJsonString().ShouldBe(saved.ToJsonString());
        ((string)saved["exclusions"]![0]!["number"]!).ShouldBe("+442079460000");
        ((string)saved["privateCalls"]!).ShouldBe((string)before["privateCalls"]!);

        // A phone hears of it by its next sync, and reads what concerns it.
        await Until.Equal((long)saved["version"]!, async () => (long)(await device.SyncAsync())["changes"]!["settingsVersion"]!, "the phone hears of the settings");
        var organisation = (await employee.GetAsync("/me")).Expect(200).Json["organisation"]!;
        ((long)organisation["lockMinutes"]!, (string)organisation["recording"]!, (long)organisation["exclusionsVersion"]!).ShouldBe((3, "all-party", (long)saved["version"]!));
        organisation["exclusions"].ShouldBeNull();

        // The same again is the retry of a lost reply; anything else on what was read before is a conflict.
        (await manager.PutAsync("/settings", change)).Expect(200);
        change["lockMinutes"] = 4;
        var conflict = (await manager.PutAsync("/settings", change)).ExpectProblem(409, "version-conflict");
        conflict.Json["settings"]!.ToJsonString().ShouldBe(saved.ToJsonString());

        var trace = (await _cloud.ItemsAsync(ItemTypes.Audit)).Where(item => item["details"].M.ContainsKey("exclusions")).ShouldHaveSingleItem();
        (trace["by"].S, trace["action"].S).ShouldBe((manager.EmployeeId, "settings-changed"));
        trace["details"].M.Keys.ShouldBe(["outcomes", "lockMinutes", "recording", "exclusions"], ignoreOrder: true);
        trace["details"].M.Values.ShouldAllBe(value => !value.S.Contains("442079460000", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_not_valid_is_named_and_changes_nothing()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var before = (await manager.GetAsync("/settings")).Expect(200).Json.AsObject();
        var wrong = new JsonObject { ["version"] = (long)before["version"]!, ["outcomes"] = new JsonArray("A", "a"), ["lockMinutes"] = 500 };

        var answer = (await manager.PutAsync("/settings", wrong)).ExpectProblem(400, "invalid-request");

        answer.Json["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["lockMinutes", "outcomes[1]"]);
        (await manager.GetAsync("/settings")).Expect(200).Json.ToJsonString().ShouldBe(before.ToJsonString());
    }

    [Fact]
    public async Task Of_two_who_change_at_once_one_hears_of_the_other()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var version = (long)(await manager.GetAsync("/settings")).Expect(200).Json["version"]!;
        var answers = await Task.WhenAll(Enumerable.Range(20, 6).Select(minutes => manager.PutAsync("/settings", new JsonObject { ["version"] = version, ["lockMinutes"] = minutes })));

        answers.Count(answer => answer.Code == 200).ShouldBe(1);
        answers.Where(answer => answer.Code != 200).ShouldAllBe(answer => answer.Code == 409);
        ((long)(await manager.GetAsync("/settings")).Expect(200).Json["version"]!).ShouldBe(version + 1);
    }
}
