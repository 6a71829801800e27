namespace Ooak.EndToEnd.Tests;

/// <summary>POST, GET, PUT and DELETE of one call, and who may.</summary>
[Collection(nameof(SharedCloud))]
public sealed class CallTests(SharedCloud shared)
{
    private readonly TestCloud _cloud = shared.Cloud;

    [Fact]
    public async Task Posting_a_call_twice_makes_one()
    {
        var ada = await _cloud.AsAsync("employee1@ooak.test");
        var draft = Requests.Draft();

        var first = (await ada.PostAsync("/calls", draft)).Expect(201).Json;
        draft["notes"] = "A retry whose body was changed";
        var second = (await ada.PostAsync("/calls", draft)).Expect(200).Json;

        second.ToJsonString().ShouldBe(first.ToJsonString());
        ((string)first["employeeId"]!).ShouldBe(ada.EmployeeId);
        ((long)first["version"]!).ShouldBe(1);
        (await _cloud.ItemsAsync("call")).Count(item => item["sk"].S == "CALL#" + draft["id"]).ShouldBe(1);
    }

    [Fact]
    public async Task A_stale_version_is_refused_with_the_call_as_it_is()
    {
        var ada = await _cloud.AsAsync("employee1@ooak.test");
        var call = (await ada.PostAsync("/calls", Requests.Draft())).Expect(201).Json.AsObject();
        var path = "/calls/" + call["id"];

        call["notes"] = "First";
        var changed = (await ada.PutAsync(path, call)).Expect(200).Json;
        call["notes"] = "Second, without having seen the first";
        var refused = (await ada.PutAsync(path, call)).ExpectProblem(409, "version-conflict");

        ((long)changed["version"]!).ShouldBe(2);
        refused.Json["call"]!.ToJsonString().ShouldBe(changed.ToJsonString());
        (await ada.GetAsync(path)).Expect(200).Json.ToJsonString().ShouldBe(changed.ToJsonString());
    }

    [Fact]
    public async Task Deleting_twice_is_deleting_once()
    {
        var ada = await _cloud.AsAsync("employee1@ooak.test");
        var call = (await ada.PostAsync("/calls", Requests.Draft())).Expect(201).Json;
        var path = "/calls/" + call["id"];

        (await ada.DeleteAsync(path)).Expect(204);
        (await ada.DeleteAsync(path)).Expect(204);

        (await ada.GetAsync(path)).ExpectProblem(404, "not-found");
        (await ada.PutAsync(path, call)).ExpectProblem(404, "not-found");
        var item = (await _cloud.ItemsAsync("call")).Single(item => item["sk"].S == "CALL#" + call["id"]);
        item["version"].N.ShouldBe("2");
    }

    [Fact]
    public async Task A_call_is_its_owners_and_the_managers()
    {
        var ada = await _cloud.AsAsync("employee1@ooak.test");
        var benedikt = await _cloud.AsAsync("employee2@ooak.test");
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var call = (await ada.PostAsync("/calls", Requests.Draft())).Expect(201).Json.AsObject();
        var path = "/calls/" + call["id"];
        var adas = $"{path}?employeeId={ada.EmployeeId}";

        foreach (var stranger in new[] { path, adas })
        {
            (await benedikt.GetAsync(stranger)).ExpectProblem(404, "not-found");
            (await benedikt.PutAsync(stranger, call)).ExpectProblem(404, "not-found");
            (await benedikt.DeleteAsync(stranger)).ExpectProblem(404, "not-found");
        }

        (await benedikt.GetAsync("/calls?employeeId=" + ada.EmployeeId)).ExpectProblem(404, "not-found");
        (await manager.GetAsync(path)).ExpectProblem(404, "not-found");
        (await manager.GetAsync(adas)).Expect(200);
        call["outcome"] = "Sold";
        ((string)(await manager.PutAsync(adas, call)).Expect(200).Json["employeeId"]!).ShouldBe(ada.EmployeeId);
        ((string)(await ada.GetAsync(path)).Expect(200).Json["outcome"]!).ShouldBe("Sold");
        (await manager.DeleteAsync(adas)).Expect(204);
        (await ada.GetAsync(path)).ExpectProblem(404, "not-found");
    }

    [Theory]
    [InlineData("/dashboard")]
    [InlineData("/employees")]
    public async Task What_is_for_managers_is_forbidden_to_employees(string path)
    {
        (await (await _cloud.AsAsync("employee1@ooak.test")).GetAsync(path)).ExpectProblem(403, "forbidden");
        (await (await _cloud.AsAsync(TestCloud.Manager)).GetAsync(path)).Expect(200);
    }

    [Fact]
    public async Task A_private_call_is_its_owners_alone()
    {
        var ada = await _cloud.AsAsync("employee1@ooak.test");
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var draft = Requests.Draft();
        draft["private"] = true;
        var call = (await ada.PostAsync("/calls", draft)).Expect(201).Json;
        var path = $"/calls/{call["id"]}?employeeId={ada.EmployeeId}";

        (await manager.GetAsync(path)).ExpectProblem(404, "not-found");
        (await manager.PutAsync(path, call)).ExpectProblem(404, "not-found");
        (await manager.DeleteAsync(path)).ExpectProblem(404, "not-found");
        var id = (string)call["id"]!;
        (await CallPages.IdsAsync(manager, "")).ShouldNotContain(id);
        (await CallPages.IdsAsync(manager, "&employeeId=" + ada.EmployeeId)).ShouldNotContain(id);
        (await CallPages.IdsAsync(ada, "")).ShouldContain(id);
    }
}
