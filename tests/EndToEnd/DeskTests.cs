using System.Text;

namespace Ooak.EndToEnd.Tests;

/// <summary>A manager's desk by the API: histories, contacts, exports, who is there, and what the audit trail says of it all.</summary>
public sealed class DeskTests(OwnCloud own) : IClassFixture<OwnCloud>
{
    private readonly TestCloud _cloud = own.Cloud;

    [Fact]
    public async Task A_call_tells_who_changed_what_and_the_trail_tells_who_looked()
    {
        var (manager, person) = await PeopleAsync();
        var call = (await person.PostAsync("/calls", Requests.Draft())).Expect(201).Json.AsObject();
        var path = "/calls/" + call["id"];
        var others = path + "?employeeId=" + person.EmployeeId;
        call["notes"] = "second";
        call = (await person.PutAsync(path, call)).Expect(200).Json.AsObject();
        call["outcome"] = "Sold";
        (await manager.PutAsync(others, call)).Expect(200);

        var history = (await manager.GetAsync($"{path}/history?employeeId={person.EmployeeId}")).Expect(200).Json;
        history["changes"]!.AsArray().Select(change => $"{change!["version"]} {change["by"]} {string.Join(' ', change["fields"]!.AsArray().Select(field => $"{field!["field"]}={field["after"]}"))}").ShouldBe(
            [$"3 {manager.EmployeeId} outcome=Sold", $"2 {person.EmployeeId} notes=second", $"1 {person.EmployeeId} "]);
        (await person.GetAsync(path + "/history")).Expect(200).Json.ToJsonString().ShouldBe(history.ToJsonString());
        (await (await _cloud.AsAsync("employee2@ooak.test")).GetAsync($"{path}/history?employeeId={person.EmployeeId}")).ExpectProblem(404, "not-found");

        (await manager.GetAsync(others)).Expect(200);
        (await manager.DeleteAsync(others)).Expect(204);
        (await manager.GetAsync($"{path}/history?employeeId={person.EmployeeId}")).ExpectProblem(404, "not-found");
        var trail = (await manager.GetAsync("/audit?callId=" + call["id"])).Expect(200).Json["entries"]!.AsArray();
        trail.Select(entry => $"{entry!["action"]} by {entry["by"]} of {entry["details"]!["employeeId"]}").ShouldBe(
            new[] { "call-deleted", "call-viewed", "call-changed" }.Select(action => $"{action} by {manager.EmployeeId} of {person.EmployeeId}"));
        ((string?)trail[2]!["details"]!["fields"]).ShouldBe("outcome");
    }

    [Fact]
    public async Task The_trail_is_read_page_by_page_and_by_person_and_kind()
    {
        var (manager, person) = await PeopleAsync();
        var colleague = (await _cloud.AsAsync("employee4@ooak.test")).EmployeeId;
        foreach (var team in new[] { "North", "South", "East" })
        {
            (await manager.PatchAsync("/employees/" + colleague, new JsonObject { ["team"] = team })).Expect(200);
        }

        (await manager.PatchAsync("/employees/" + colleague, new JsonObject { ["role"] = "manager" })).Expect(200);
        (await manager.PatchAsync("/employees/" + colleague, new JsonObject { ["role"] = "employee" })).Expect(200);

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await manager.GetAsync($"/audit?person={colleague}&limit=2{(cursor is null ? "" : "&cursor=" + cursor)}")).Expect(200).Json;
            page["entries"]!.AsArray().Count.ShouldBeLessThanOrEqualTo(2);
            seen.AddRange(page["entries"]!.AsArray().Select(entry => (string)entry!["action"]!));
            cursor = (string?)page["cursor"];
        }
        while (cursor is not null);

        seen[..5].ShouldBe(["role-changed", "role-changed", "employee-changed", "employee-changed", "employee-changed"]);
        (await manager.GetAsync($"/audit?action=role-changed&person={colleague}")).Expect(200).Json["entries"]!.AsArray().Count.ShouldBe(2);
        (await manager.GetAsync("/audit?month=2020-01")).Expect(200).Json["entries"]!.AsArray().ShouldBeEmpty();
        (await person.GetAsync("/audit")).ExpectProblem(403, "forbidden");
    }

    [Fact]
    public async Task A_contact_is_everybodys_calls_for_a_manager_and_ones_own_for_an_employee()
    {
        var (manager, person) = await PeopleAsync();
        var colleague = await _cloud.AsAsync("employee2@ooak.test");
        var number = "+4930" + Random.Shared.Next(1_000_000, 9_999_999);
        var times = Enumerable.Range(1, 3).Select(hours => DateTimeOffset.UtcNow.AddHours(-hours)).ToArray();
        await LogAsync(person, number, times[0], "Anna Bell");
        await LogAsync(colleague, number, times[1], "Anna B.", "missed");
        await LogAsync(person, number, times[2], null);
        var secret = Requests.Draft();
        (secret["contactPhone"], secret["private"]) = (number, true);
        (await colleague.PostAsync("/calls", secret)).Expect(201);

        var path = "/contacts/" + Uri.EscapeDataString(number);
        var contact = await UntilThereAsync(manager, path, 3);
        ((string?)contact["name"], contact["names"]!.ToJsonString()).ShouldBe(("Anna Bell", """["Anna Bell","Anna B."]"""));
        ((int)contact["figures"]!["calls"]!, (int)contact["figures"]!["missed"]!, (bool)contact["figures"]!["complete"]!).ShouldBe((3, 1, true));
        var first = (await manager.GetAsync(path + "?limit=2")).Expect(200).Json;
        first["calls"]!.AsArray().Count.ShouldBe(2);
        var rest = (await manager.GetAsync($"{path}?limit=2&cursor={first["cursor"]}")).Expect(200).Json;
        (rest["calls"]!.AsArray().Count, (string?)rest["cursor"], rest["figures"]).ShouldBe((1, null, null));

        (await person.GetAsync(path)).Expect(200).Json["calls"]!.AsArray().Select(call => (string)call!["employeeId"]!).Distinct().ShouldBe([person.EmployeeId]);
        (await (await _cloud.AsAsync("employee3@ooak.test")).GetAsync(path)).ExpectProblem(404, "not-found");
        (await manager.GetAsync("/contacts/Anna")).ExpectProblem(404, "not-found");
        var trail = (await manager.GetAsync("/audit?action=contact-viewed")).Expect(200).Json["entries"]!.AsArray();
        trail.ShouldAllBe(entry => (string?)entry!["by"] == manager.EmployeeId);
        trail.Count(entry => (string?)entry!["details"]!["contact"] == "…" + number[^4..]).ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task An_export_is_the_same_at_once_and_as_a_file()
    {
        var (manager, _) = await PeopleAsync();
        var person = await _cloud.AsAsync("employee3@ooak.test");
        string[] names = ["=1+1", "+49 30", "-2", "@cmd", "\t=1", "\r=1", "say \"hi\", you", "two\r\nlines", "שרה לוי", "\u200f=1", "📞 Phone"];
        foreach (var (index, name) in names.Index())
        {
            var draft = Requests.Draft(startedAt: DateTimeOffset.UtcNow.AddHours(-1).AddMinutes(-index));
            (draft["contactName"], draft["outcome"]) = (name, "Exported");
            (await person.PostAsync("/calls", draft)).Expect(201);
        }

        var query = $"/reports/calls.csv?outcome=Exported&employeeId={person.EmployeeId}&bom=1";
        var inline = "";
        await Until.True(async () => (inline = (await manager.GetAsync(query)).Expect(200).Text).Split("\r\n\"20").Length == names.Length + 1, "the calls are in the index");
        inline.ShouldStartWith("\"started\",");
        foreach (var name in names)
        {
            inline.ShouldContain($",\"{(name is "say \"hi\", you" or "two\r\nlines" or "שרה לוי" or "📞 Phone" ? "" : "'")}{name.Replace("\"", "\"\"")}\",");
        }

        var started = (await manager.GetAsync(query + "&inline=0")).Expect(202).Json;
        JsonNode status = started;
        await Until.True(async () => (string)(status = (await manager.GetAsync("/reports/" + started["id"])).Expect(200).Json)["state"]! != "running", "the file is written", 60);
        ((string)status["state"]!, (int)status["rows"]!).ShouldBe(("done", names.Length));
        using var file = await _cloud.Http.GetAsync(new Uri((string)status["url"]!));
        file.Content.Headers.ContentDisposition!.ToString().ShouldMatch("^attachment; filename=\"?calls-[0-9-]+\\.csv\"?$");
        file.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        (await file.Content.ReadAsByteArrayAsync()).ShouldBe([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(inline)]);

        // Whoever asks again under the same id, because no answer came, gets the same job, and the trail has one line of it.
        var id = Requests.NewId();
        var lines = await ExportsAsync();
        var asked = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => manager.GetAsync($"{query}&inline=0&id={id}")));
        asked.ShouldAllBe(answer => (string?)answer.Expect(202).Json["id"] == id);
        (await manager.GetAsync($"{query}&id={id}")).Expect(202);
        (await ExportsAsync()).ShouldBe(lines + 1);
        (await manager.GetAsync($"{query}&status=missed&id={id}")).ExpectProblem(409, "id-taken");
        (await manager.GetAsync($"{query}&id=1")).ExpectProblem(400, "invalid-request");

        // A job is its asker's.
        (await person.GetAsync("/reports/" + started["id"])).ExpectProblem(403, "forbidden");
        (await manager.GetAsync("/reports/" + Requests.NewId())).ExpectProblem(404, "not-found");
        var entries = (await manager.GetAsync("/audit?action=calls-exported")).Expect(200).Json["entries"]!.AsArray();
        ((string?)entries[0]!["details"]!["filters"], (string?)entries[0]!["details"]!["employeeId"]).ShouldBe(("outcome", person.EmployeeId));
        entries.Count.ShouldBeGreaterThanOrEqualTo(2);

        async Task<int> ExportsAsync() => (await manager.GetAsync("/audit?action=calls-exported&limit=200")).Expect(200).Json["entries"]!.AsArray().Count;
    }

    [Fact]
    public async Task Phones_say_who_is_on_a_call_and_what_waits_and_dashboards_hear_of_it()
    {
        var (manager, _) = await PeopleAsync();
        var person = await _cloud.AsAsync("employee5@ooak.test");
        var ticket = (string)(await manager.PostAsync("/realtime/ticket", null)).Expect(200).Json["ticket"]!;
        using var socket = await Socket.OpenAsync(_cloud, ticket);
        var since = Requests.Instant(DateTimeOffset.UtcNow.AddMinutes(-2));

        await SayAsync(person, queued: 3, since);

        var told = (await socket.NextAsync("presence"))["people"]![0]!;
        ((string)told["employeeId"]!, (string)told["state"]!, (string)told["onCallSince"]!, (int)told["queued"]!).ShouldBe((person.EmployeeId, "on-call", since, 3));
        var listed = await PersonAsync(manager, person);
        ((string)listed["state"]!, (int)listed["queued"]!).ShouldBe(("on-call", 3));

        await SayAsync(person, queued: 0, null);
        told = (await socket.NextAsync("presence"))["people"]![0]!;
        ((string)told["state"]!, (int)told["queued"]!).ShouldBe(("online", 0));
        ((string)(await PersonAsync(manager, await _cloud.AsAsync("employee6@ooak.test")))["state"]!).ShouldBe("offline");
        (await person.GetAsync("/presence")).ExpectProblem(403, "forbidden");
    }

    private static async Task SayAsync(ApiClient person, int queued, string? since)
    {
        var body = new Device(person).Body();
        body["presence"] = new JsonObject { ["queued"] = queued, ["oldestQueuedAt"] = null, ["onCallSince"] = since };
        (await person.PostAsync("/sync", body)).Expect(200);
    }

    private static async Task<JsonNode> PersonAsync(ApiClient manager, ApiClient person) =>
        (await manager.GetAsync("/presence")).Expect(200).Json["people"]!.AsArray().Single(one => (string)one!["employeeId"]! == person.EmployeeId)!;

    private async Task<(ApiClient Manager, ApiClient Person)> PeopleAsync() =>
        (await _cloud.AsAsync(TestCloud.Manager), await _cloud.AsAsync("employee1@ooak.test"));

    private static async Task LogAsync(ApiClient person, string number, DateTimeOffset at, string? name, string status = "completed")
    {
        var draft = Requests.Draft(startedAt: at);
        (draft["contactPhone"], draft["contactName"], draft["status"]) = (number, name, status);
        (await person.PostAsync("/calls", draft)).Expect(201);
    }

    // The index of numbers follows the table a moment later.
    private static async Task<JsonNode> UntilThereAsync(ApiClient client, string path, int calls)
    {
        JsonNode contact = new JsonObject();
        await Until.True(async () => await client.GetAsync(path) is { Code: 200 } answer && (contact = answer.Json)["calls"]!.AsArray().Count == calls, "the calls are in the index");
        return contact;
    }
}
