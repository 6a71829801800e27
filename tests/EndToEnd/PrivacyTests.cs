using Ooak.Lambdas.Data;

namespace Ooak.EndToEnd.Tests;

/// <summary>What the server keeps of private calls, whatever an app sends: nothing personal, in no item.</summary>
public sealed class PrivacyTests(OwnCloud own) : IClassFixture<OwnCloud>
{
    private const string Secret = "+442079460111";

    private readonly TestCloud _cloud = own.Cloud;

    [Fact]
    public async Task A_private_call_is_stored_without_whom_and_about_what_and_a_retry_is_a_duplicate()
    {
        var device = new Device(await _cloud.AsAsync("employee1@ooak.test"));
        var draft = Private(Requests.Draft());
        var create = Requests.Create(draft);

        var first = await device.ApplyAsync(create);
        ((string)first["status"]!, (bool)first["call"]!["private"]!, (string?)first["call"]!["contactPhone"], (int)first["call"]!["duration"]!).ShouldBe(("applied", true, null, 0));
        ((string)(await device.ApplyAsync(create))["status"]!).ShouldBe("duplicate");
        (await device.Person.PostAsync("/calls", Private(Requests.Draft()))).Expect(201);
        await NothingIsStoredAsync();
    }

    [Fact]
    public async Task A_call_that_becomes_private_loses_its_history()
    {
        var person = await _cloud.AsAsync("employee2@ooak.test");
        var device = new Device(person);
        var draft = Private(Requests.Draft());
        draft["private"] = false;
        var id = (string)draft["id"]!;
        await device.ApplyAsync(Requests.Create(draft));
        for (var version = 1; version <= 4; version++)
        {
            ((string)(await device.ApplyAsync(Requests.Update(id, version, new JsonObject { ["notes"] = $"secret {version}" })))["status"]!).ShouldBe("applied");
        }

        (await _cloud.ItemsAsync(ItemTypes.CallHistory)).Count(item => item["sk"].S.Contains(id, StringComparison.Ordinal)).ShouldBe(4);

        ((string)(await device.ApplyAsync(Requests.Update(id, 5, new JsonObject { ["private"] = true })))["status"]!).ShouldBe("applied");

        (await _cloud.ItemsAsync(ItemTypes.CallHistory)).ShouldNotContain(item => item["sk"].S.Contains(id, StringComparison.Ordinal));
        await NothingIsStoredAsync();

        // Made public again, it comes back as the phone sends it.
        var whole = new JsonObject { ["private"] = false, ["contactPhone"] = "+442079460222", ["notes"] = "public" };
        var shown = await device.ApplyAsync(Requests.Update(id, 6, whole));
        ((string)shown["call"]!["contactPhone"]!, (string)shown["call"]!["notes"]!).ShouldBe(("+442079460222", "public"));
    }

    [Fact]
    public async Task An_excluded_number_from_an_app_that_does_not_know_the_list_is_private()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var version = (long)(await manager.GetAsync("/settings")).Expect(200).Json["version"]!;
        var change = new JsonObject
        {
            ["version"] = version,
            ["privateCalls"] = "duration-only",
            ["exclusions"] = new JsonArray(new JsonObject { ["number"] = "+4420794601", ["prefix"] = true, ["label"] = null }),
        };
        (await manager.PutAsync("/settings", change)).Expect(200);
        var person = await _cloud.AsAsync("employee3@ooak.test");
        var device = new Device(person);

        await Until.True(
            async () =>
            {
                var draft = Private(Requests.Draft());
                draft["private"] = false;
                var result = await device.ApplyAsync(Requests.Create(draft));
                if (!(bool)result["call"]!["private"]!)
                {
                    await device.ApplyAsync(Requests.Update((string)draft["id"]!, 1, new JsonObject { ["private"] = true }));
                    return false;
                }

                ((int)result["call"]!["duration"]!).ShouldBe((int)draft["duration"]!);
                return true;
            },
            "sync knows the list");

        var call = (await person.PostAsync("/calls", Requests.Draft())).Expect(201).Json.AsObject();
        call["contactPhone"] = Secret;
        ((bool)(await person.PutAsync("/calls/" + call["id"], call)).Expect(200).Json["private"]!).ShouldBeTrue();
        await NothingIsStoredAsync();
        (await manager.PutAsync("/settings", new JsonObject { ["version"] = version + 1, ["privateCalls"] = "off-server", ["exclusions"] = new JsonArray() })).Expect(200);
    }

    private static JsonObject Private(JsonObject draft)
    {
        draft["private"] = true;
        draft["contactName"] = "secret name";
        draft["contactPhone"] = Secret;
        draft["notes"] = "secret notes";
        draft["outcome"] = "secret outcome";
        draft["status"] = "completed";
        draft["duration"] = 61;
        return draft;
    }

    private async Task NothingIsStoredAsync()
    {
        foreach (var item in await _cloud.ItemsAsync(ItemTypes.Call, ItemTypes.CallHistory))
        {
            var texts = item.Values.Select(value => value.S ?? "").ToList();
            texts.ShouldNotContain(text => text.Contains("secret", StringComparison.Ordinal) || text.Contains(Secret, StringComparison.Ordinal));
        }
    }
}
