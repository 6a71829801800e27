namespace Ooak.EndToEnd.Tests;

/// <summary>Assignments, targets and announcements, from the manager's request to what a phone pulls and says.</summary>
[Collection(nameof(SharedCloud))]
public sealed class TaskTests(SharedCloud shared)
{
    private readonly TestCloud _cloud = shared.Cloud;

    [Fact]
    public async Task An_assignment_reaches_its_phone_and_comes_back_done_once()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var person = await _cloud.AsAsync("employee7@ooak.test");
        var device = new Device(person);
        await device.PullAsync();
        var draft = Requests.Assignment(person.EmployeeId);

        var created = await AssignAsync(manager, draft);
        ((string)created["status"]!, (string)created["assignment"]!["state"]!).ShouldBe(("created", "open"));
        ((string)(await AssignAsync(manager, draft))["status"]!).ShouldBe("exists");

        var pulled = await Until.Found(async () => Assignment((await device.SyncAsync())["changes"]!, draft), "the phone has it");
        ((string)pulled["contactName"]!, (long)pulled["version"]!).ShouldBe(("Anna Becker", 1));

        var says = Requests.Assignment(draft, 1, new JsonObject { ["state"] = "called", ["calls"] = new JsonObject { [Requests.NewId()] = true } });
        var result = await device.ApplyAsync(says);
        ((string)result["status"]!, (string)result["assignment"]!["state"]!).ShouldBe(("applied", "called"), result.ToJsonString());
        ((string)(await device.ApplyAsync(says))["status"]!).ShouldBe("duplicate");

        // Told with the result, so not pulled again; another phone of theirs hears of it.
        Assignment((await device.SyncAsync())["changes"]!, draft).ShouldBeNull();
        ((long)(await Until.Found(async () => Assignment((await new Device(person).SyncAsync())["changes"]!, draft), "another phone has it"))["version"]!).ShouldBe(2);

        var listed = await Until.Found(async () => (await ListAsync(manager, "called", person)).SingleOrDefault(each => (string)each["id"]! == (string)draft["id"]!), "the list has it");
        ((long)listed["version"]!, listed["callIds"]!.AsArray().Count).ShouldBe((2, 1));
        await Until.True(async () => (await ListAsync(manager, "open", person)).All(each => (string)each["id"]! != (string)draft["id"]!), "it is open no more");
    }

    [Fact]
    public async Task A_handed_over_assignment_is_one_persons_only_and_may_come_back()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var one = await _cloud.AsAsync("employee7@ooak.test");
        var two = await _cloud.AsAsync("employee8@ooak.test");
        var phone = new Device(one);
        await phone.PullAsync();
        var draft = Requests.Assignment(one.EmployeeId);
        var assignment = (await AssignAsync(manager, draft))["assignment"]!.AsObject();

        var moving = assignment.DeepClone().AsObject();
        moving["employeeId"] = two.EmployeeId;
        var moved = (await PutAsync(manager, one, moving)).Expect(200).Json.AsObject();
        ((string)moved["employeeId"]!, (long)moved["version"]!).ShouldBe((two.EmployeeId, 2));

        // The same request again, as after a lost reply; then what knows only the old state.
        (await PutAsync(manager, one, moving)).Expect(200).Json.ToJsonString().ShouldBe(moved.ToJsonString());
        moving["note"] = "Another.";
        (await PutAsync(manager, one, moving)).ExpectProblem(409, "version-conflict");

        Assignment((await new Device(two).SyncAsync())["changes"]!, draft).ShouldNotBeNull();
        ((bool)Assignment((await phone.SyncAsync())["changes"]!, draft)!["deleted"]!).ShouldBeTrue();
        var refused = await phone.ApplyAsync(Requests.Assignment(draft, 1, new JsonObject { ["state"] = "done" }));
        ((string)refused["status"]!, (string)refused["problem"]!["code"]!).ShouldBe(("rejected", "assignment-moved"));

        moved["employeeId"] = one.EmployeeId;
        (await PutAsync(manager, two, moved)).Expect(200);
        var back = Assignment((await phone.SyncAsync())["changes"]!, draft)!;
        ((bool)back["deleted"]!, (long)back["version"]!).ShouldBe((false, 3));
    }

    [Fact]
    public async Task A_cancelled_assignment_leaves_the_phone_and_undoing_brings_it_back()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var person = await _cloud.AsAsync("employee7@ooak.test");
        var phone = new Device(person);
        await phone.PullAsync();
        var draft = Requests.Assignment(person.EmployeeId);
        var assignment = (await AssignAsync(manager, draft))["assignment"]!.AsObject();

        assignment["deleted"] = true;
        var cancelled = (await PutAsync(manager, person, assignment)).Expect(200).Json.AsObject();
        ((bool)Assignment((await phone.SyncAsync())["changes"]!, draft)!["deleted"]!).ShouldBeTrue();
        await Until.True(async () => (await ListAsync(manager, "cancelled", person)).Any(each => (string)each["id"]! == (string)draft["id"]!), "it is among the cancelled");
        (await PutAsync(person, person, cancelled)).ExpectProblem(404, "not-found");

        cancelled["deleted"] = false;
        (await PutAsync(manager, person, cancelled)).Expect(200);
        ((bool)Assignment((await phone.SyncAsync())["changes"]!, draft)!["deleted"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task An_employee_assigns_to_themselves_alone_and_changes_only_how_far_they_are()
    {
        var person = await _cloud.AsAsync("employee7@ooak.test");
        var other = await _cloud.AsAsync("employee8@ooak.test");
        var assignment = (await AssignAsync(person, Requests.Assignment(person.EmployeeId)))["assignment"]!.AsObject();
        var others = new JsonObject { ["assignments"] = new JsonArray(Requests.Assignment(other.EmployeeId)) };
        (await person.PostAsync("/assignments", others)).ExpectProblem(403, "forbidden");

        assignment["state"] = "done";
        var done = (await PutAsync(person, person, assignment)).Expect(200).Json.AsObject();
        done["note"] = "Not mine to write.";
        (await PutAsync(person, person, done)).ExpectProblem(403, "forbidden");
        (await PutAsync(other, person, assignment)).ExpectProblem(404, "not-found");
    }

    [Fact]
    public async Task Rows_are_judged_one_by_one()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var person = await _cloud.AsAsync("employee7@ooak.test");
        var bad = Requests.Assignment(person.EmployeeId);
        bad["contactPhone"] = "call me";
        var nobody = Requests.Assignment(Requests.NewId());

        var answer = (await manager.PostAsync("/assignments", new JsonObject { ["assignments"] = new JsonArray(bad, nobody, Requests.Assignment(person.EmployeeId)) })).Expect(200);

        var results = answer.Json["results"]!.AsArray();
        results.Select(result => (string)result!["status"]!).ShouldBe(["rejected", "rejected", "created"]);
        results[0]!["problem"]!["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["contactPhone"]);
        ((string)results[1]!["problem"]!["code"]!).ShouldBe("employee-not-found");
    }

    [Fact]
    public async Task A_list_goes_on_by_its_cursor_in_the_order_of_due()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var person = await _cloud.AsAsync("employee8@ooak.test");
        var drafts = Enumerable.Range(0, 5).Select(i => With(Requests.Assignment(person.EmployeeId), "dueDay", $"2031-0{5 - i}-01")).ToList();
        (await manager.PostAsync("/assignments", new JsonObject { ["assignments"] = new JsonArray([.. drafts]) })).Expect(200);

        foreach (var query in new[] { $"&employeeId={person.EmployeeId}", "" })
        {
            await Until.Equal(
                "2031-01-01 2031-02-01 2031-03-01 2031-04-01 2031-05-01",
                async () =>
                {
                    var days = new List<string>();
                    string? cursor = null;
                    do
                    {
                        var page = (await manager.GetAsync($"/assignments?from=2031-01-01&to=2031-12-31&limit=2{query}{(cursor is null ? "" : "&cursor=" + cursor)}")).Expect(200).Json;
                        page["assignments"]!.AsArray().Count.ShouldBeLessThanOrEqualTo(2);
                        days.AddRange(page["assignments"]!.AsArray().Select(each => (string)each!["dueDay"]!));
                        cursor = (string?)page["cursor"];
                    }
                    while (cursor is not null);
                    return string.Join(' ', days);
                },
                "all are listed once, by due");
        }
    }

    [Fact]
    public async Task A_persons_own_target_is_on_their_phone_from_its_day()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var person = await _cloud.AsAsync("employee9@ooak.test");
        var device = new Device(person);
        (await device.SyncAsync())["changes"]!["target"].ShouldBeNull();

        var plan = new JsonObject
        {
            ["employeeId"] = person.EmployeeId,
            ["version"] = 0,
            ["entries"] = new JsonArray(new JsonObject { ["from"] = "2098-01-01", ["calls"] = 99 }, new JsonObject { ["from"] = "2026-01-02", ["calls"] = 7 }),
        };
        var saved = (await manager.PutAsync("/targets", plan)).Expect(200).Json;
        ((long)saved["version"]!, (string)saved["entries"]![0]!["from"]!).ShouldBe((1, "2026-01-02"));
        (await manager.PutAsync("/targets", plan)).Expect(200);
        plan["entries"] = new JsonArray();
        (await manager.PutAsync("/targets", plan)).ExpectProblem(409, "version-conflict").Json["target"]!["version"]!.GetValue<long>().ShouldBe(1);

        await Until.Equal(7, async () => (long)(await device.SyncAsync())["changes"]!["target"]!["calls"]!, "the phone has the target");
        ((long)(await person.GetAsync("/me")).Expect(200).Json["target"]!["calls"]!).ShouldBe(7);
        var seen = (await person.GetAsync("/targets")).Expect(200).Json;
        seen["employees"]!.AsArray().Select(each => (string)each!["employeeId"]!).ShouldBe([person.EmployeeId]);
    }

    [Fact]
    public async Task An_announcement_is_on_phones_of_its_team_and_each_person_counts_once()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var one = new Device(await _cloud.AsAsync("employee9@ooak.test"));
        var tablet = new Device(one.Person);
        var other = new Device(await _cloud.AsAsync("employee1@ooak.test"));
        await tablet.SyncAsync();
        var draft = new JsonObject { ["id"] = Requests.NewId(), ["title"] = "Accounts", ["body"] = "We meet at nine.", ["team"] = "Accounts" };
        (await manager.PostAsync("/announcements", draft)).Expect(201);
        (await manager.PostAsync("/announcements", draft)).Expect(200);

        await Until.Found(async () => Announcement((await one.SyncAsync())["changes"]!, draft), "their phone has it");
        (await one.SyncAsync())["changes"]!["announcements"].ShouldBeNull();
        Announcement((await other.SyncAsync())["changes"]!, draft).ShouldBeNull();

        ((string)(await one.ApplyAsync(Requests.Read(draft)))["status"]!).ShouldBe("applied");
        ((string)(await tablet.ApplyAsync(Requests.Read(draft)))["status"]!).ShouldBe("duplicate");
        var unknown = await one.ApplyAsync(Requests.Read(new JsonObject { ["id"] = Requests.NewId() }));
        ((string)unknown["status"]!, (string)unknown["problem"]!["code"]!).ShouldBe(("rejected", "announcement-not-found"));

        var listed = (await manager.GetAsync("/announcements")).Expect(200).Json["announcements"]!.AsArray().Single(each => (string)each!["id"]! == (string)draft["id"]!)!;
        ((long)listed["reads"]!).ShouldBe(1);
        (await one.Person.GetAsync("/announcements")).Expect(200).Json["announcements"]!.AsArray().Single(each => (string)each!["id"]! == (string)draft["id"]!)!["readAt"].ShouldNotBeNull();
        var pulled = new Device(one.Person);
        var changes = (await pulled.SyncAsync())["changes"]!;
        changes["read"]!.AsArray().Select(id => (string)id!).ShouldContain((string)draft["id"]!);
    }

    private static async Task<JsonNode> AssignAsync(ApiClient client, JsonObject draft) =>
        (await client.PostAsync("/assignments", new JsonObject { ["assignments"] = new JsonArray(draft.DeepClone()) })).Expect(200).Json["results"]![0]!;

    private static Task<Answer> PutAsync(ApiClient client, ApiClient owner, JsonObject assignment) =>
        client.PutAsync($"/assignments/{(string)assignment["id"]!}?employeeId={owner.EmployeeId}", assignment.DeepClone());

    private static async Task<List<JsonNode>> ListAsync(ApiClient client, string state, ApiClient person) =>
        [.. (await client.GetAsync($"/assignments?state={state}&employeeId={person.EmployeeId}&limit=200")).Expect(200).Json["assignments"]!.AsArray().Select(each => each!)];

    private static JsonNode? Assignment(JsonNode changes, JsonObject draft) =>
        changes["assignments"]!.AsArray().LastOrDefault(each => (string)each!["id"]! == (string)draft["id"]!);

    private static JsonNode? Announcement(JsonNode changes, JsonObject draft) =>
        changes["announcements"]?.AsArray().SingleOrDefault(each => (string)each!["id"]! == (string)draft["id"]!);

    private static JsonObject With(JsonObject draft, string field, string value)
    {
        draft[field] = value;
        return draft;
    }
}
