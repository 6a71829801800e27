namespace Ooak.EndToEnd.Tests;

/// <summary>POST /sync: what becomes of mutations.</summary>
[Collection(nameof(SharedCloud))]
public sealed class SyncTests(SharedCloud shared)
{
    private readonly TestCloud _cloud = shared.Cloud;

    [Fact]
    public async Task A_mutation_is_applied_once_however_often_it_is_sent()
    {
        var phone = await PhoneAsync();
        var create = Requests.Create(Requests.Draft());

        var first = await phone.ApplyAsync(create);
        var again = await phone.ApplyAsync(create);
        var elsewhere = await (await PhoneAsync()).ApplyAsync(create);

        Status(first).ShouldBe("applied");
        Status(again).ShouldBe("duplicate");
        again["problem"].ShouldBeNull();
        Status(elsewhere).ShouldBe("duplicate");
        ((string?)elsewhere["problem"]!["code"]).ShouldBe("call-exists");
        again["call"]!.ToJsonString().ShouldBe(first["call"]!.ToJsonString());
        (await _cloud.ItemsAsync("call")).Count(item => item["sk"].S == "CALL#" + create["call"]!["id"]).ShouldBe(1);

        var id = (string)create["call"]!["id"]!;
        var update = Requests.Update(id, 1, new JsonObject { ["outcome"] = "Sold" });
        Status(await phone.ApplyAsync(update)).ShouldBe("applied");
        var retry = await phone.ApplyAsync(update);
        Status(retry).ShouldBe("duplicate");
        ((long)retry["call"]!["version"]!).ShouldBe(2);
    }

    [Fact]
    public async Task Edits_of_different_fields_are_both_kept()
    {
        var (one, two, id) = await TwoPhonesWithACallAsync();

        Status(await one.ApplyAsync(Requests.Update(id, 1, new JsonObject { ["outcome"] = "Sold" }))).ShouldBe("applied");
        var merged = await two.ApplyAsync(Requests.Update(id, 1, new JsonObject { ["duration"] = 300 }));

        Status(merged).ShouldBe("merged");
        merged["conflicts"]!.AsArray().ShouldBeEmpty();
        ((string)merged["call"]!["outcome"]!).ShouldBe("Sold");
        ((int)merged["call"]!["duration"]!).ShouldBe(300);
        ((long)merged["call"]!["version"]!).ShouldBe(3);
    }

    [Fact]
    public async Task Of_edits_of_one_field_the_later_wins_and_the_conflict_is_listed()
    {
        var (one, two, id) = await TwoPhonesWithACallAsync();

        await one.ApplyAsync(Requests.Update(id, 1, new JsonObject { ["outcome"] = "Sold" }));
        var merged = await two.ApplyAsync(Requests.Update(id, 1, new JsonObject { ["outcome"] = "Call back" }));

        Status(merged).ShouldBe("merged");
        ((string)merged["call"]!["outcome"]!).ShouldBe("Call back");
        var conflict = merged["conflicts"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)conflict["field"]!, (string)conflict["yours"]!, (string)conflict["theirs"]!).ShouldBe(("outcome", "Call back", "Sold"));
    }

    [Fact]
    public async Task A_copy_that_the_network_kept_back_does_not_undo_what_came_after()
    {
        var (one, two, id) = await TwoPhonesWithACallAsync();
        var first = Requests.Update(id, 1, new JsonObject { ["outcome"] = "Call back" });
        await one.ApplyAsync(first);
        await two.ApplyAsync(Requests.Update(id, 2, new JsonObject { ["outcome"] = "Sold" }));
        await one.ApplyAsync(Requests.Update(id, 2, new JsonObject { ["duration"] = 7 }));

        var late = await one.ApplyAsync(first);
        ((string)late["status"]!).ShouldBe("duplicate");
        ((string)late["call"]!["outcome"]!).ShouldBe("Sold");
        ((int)late["call"]!["duration"]!).ShouldBe(7);
        ((long)late["call"]!["version"]!).ShouldBe(4);
    }

    [Fact]
    public async Task What_a_device_counts_is_told_from_a_late_copy_by_its_order()
    {
        var (one, _, id) = await TwoPhonesWithACallAsync();
        var givenUp = Ordered(2, Requests.Update(id, 1, new JsonObject { ["outcome"] = "Call back" }));
        await one.ApplyAsync(givenUp);

        var next = await one.ApplyAsync(Ordered(3, Requests.Update(id, 1, new JsonObject { ["duration"] = 7 })));
        var late = await one.ApplyAsync(givenUp);

        ((int)next["call"]!["duration"]!).ShouldBe(7);
        ((long)next["call"]!["version"]!).ShouldBe(3);
        ((string)late["status"]!).ShouldBe("duplicate");
        ((long)late["call"]!["version"]!).ShouldBe(3);

        static JsonObject Ordered(int order, JsonObject mutation)
        {
            mutation["order"] = order;
            return mutation;
        }
    }

    [Fact]
    public async Task Notes_keep_both_texts()
    {
        var (one, two, id) = await TwoPhonesWithACallAsync();

        await one.ApplyAsync(Requests.Update(id, 1, new JsonObject { ["notes"] = "Wants 50 seats." }));
        var merged = await two.ApplyAsync(Requests.Update(id, 1, new JsonObject { ["notes"] = "Budget is approved." }));

        Status(merged).ShouldBe("merged");
        var notes = (string)merged["call"]!["notes"]!;
        notes.ShouldContain("Wants 50 seats.");
        notes.ShouldContain("Budget is approved.");
    }

    [Fact]
    public async Task What_makes_no_sense_is_rejected_and_holds_up_nobody()
    {
        var phone = await PhoneAsync();
        var invalid = Requests.Draft();
        invalid["duration"] = -1;
        var reused = Requests.Create(Requests.Draft());
        await phone.ApplyAsync(reused);
        reused["call"]!["notes"] = "Other content under the same id";
        var gone = Requests.Draft();
        await phone.ApplyAsync(Requests.Create(gone));
        await phone.ApplyAsync(Requests.Delete((string)gone["id"]!, 1));
        var good = Requests.Create(Requests.Draft());

        var results = (await phone.SyncAsync(
            Requests.Create(invalid),
            reused,
            Requests.Update(Requests.NewId(), 1, new JsonObject { ["outcome"] = "Sold" }),
            Requests.Update((string)gone["id"]!, 2, new JsonObject { ["outcome"] = "Sold" }),
            good))["results"]!.AsArray();

        results.Take(4).Select(result => (Status(result!), (string?)result!["problem"]!["code"])).ShouldBe(
        [
            ("rejected", "invalid-request"),
            ("rejected", "mutation-reused"),
            ("rejected", "call-not-found"),
            ("rejected", "call-deleted"),
        ]);
        results[0]!["problem"]!["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["duration"]);
        Status(results[4]!).ShouldBe("applied");
        Status(await phone.ApplyAsync(Requests.Delete((string)gone["id"]!, 2))).ShouldBe("duplicate");
    }

    [Fact]
    public async Task Another_accounts_outbox_is_refused_whole()
    {
        var phone = await PhoneAsync();
        var body = phone.Body(Requests.Create(Requests.Draft()));
        body["employeeId"] = (await _cloud.AsAsync("employee2@ooak.test")).EmployeeId;
        var before = await _cloud.DigestAsync();

        (await phone.Person.PostAsync("/sync", body)).ExpectProblem(403, "wrong-account");

        (await _cloud.DigestAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_hundred_mutations_go_and_one_more_is_refused()
    {
        var phone = await PhoneAsync();
        var creates = Enumerable.Range(0, 101).Select(_ => Requests.Create(Requests.Draft())).ToArray();
        var before = await _cloud.DigestAsync();

        (await phone.SendAsync(creates)).ExpectProblem(400, "invalid-request");
        (await _cloud.DigestAsync()).ShouldBe(before);

        var results = (await phone.SyncAsync(creates[..100]))["results"]!.AsArray();
        results.Select(result => (string)result!["mutationId"]!).ShouldBe(creates[..100].Select(create => (string)create["mutationId"]!));
        results.ShouldAllBe(result => Status(result!) == "applied");
    }

    private static string Status(JsonNode result) => (string)result["status"]!;

    private async Task<Device> PhoneAsync(string email = "employee4@ooak.test") => new(await _cloud.AsAsync(email));

    private async Task<(Device One, Device Two, string CallId)> TwoPhonesWithACallAsync()
    {
        var draft = Requests.Draft();
        var one = await PhoneAsync();
        Status(await one.ApplyAsync(Requests.Create(draft))).ShouldBe("applied");
        return (one, await PhoneAsync(), (string)draft["id"]!);
    }
}
