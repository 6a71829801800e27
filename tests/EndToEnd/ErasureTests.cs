using System.Formats.Tar;
using System.Text;

namespace Ooak.EndToEnd.Tests;

/// <summary>GDPR: what is exported of somebody is what there is, and what is erased is nowhere any more.</summary>
public sealed class ErasureTests(OwnCloud own) : IClassFixture<OwnCloud>
{
    private readonly TestCloud _cloud = own.Cloud;

    [Fact]
    public async Task An_employee_is_exported_whole_and_erased_without_a_trace_but_that_it_happened()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var (person, email) = await _cloud.NewPersonAsync();
        var phone = new Device(person);
        var call = (await person.PostAsync("/calls", Contact(Requests.Draft(), "+442079460501", "Erasmus Weg"))).Expect(201).Json;
        await phone.ApplyAsync(Requests.Update((string)call["id"]!, 1, new JsonObject { ["notes"] = "an edited note" }));
        (await person.PostAsync("/calls", Private())).Expect(201);
        (await manager.PostAsync("/assignments", new JsonObject { ["assignments"] = new JsonArray(Requests.Assignment(person.EmployeeId)) })).Expect(200);
        await RecordAsync(person, call);
        await CountedAsync(person.EmployeeId, 1);
        await Until.True(async () => (await _cloud.ItemsAsync("notice")).Exists(item => item["pk"].S == "EMP#" + person.EmployeeId), "the assignment is told of");

        var files = await ArchiveAsync(manager, $"/employees/{person.EmployeeId}/export");

        files.Keys.Select(name => name.Split('-', '/')[0]).Distinct().ShouldBe(["employee", "call", "callHistory", "assignment", "notice", "recordings"], ignoreOrder: true);
        files[$"recordings/{call["id"]}.webm"].ShouldBe(Uploads.WebM(4000));
        var text = string.Join('\n', files.Where(file => file.Key.EndsWith(".json", StringComparison.Ordinal)).Select(file => Encoding.UTF8.GetString(file.Value)));
        foreach (var known in new[] { email, "Petra Novotná", "Erasmus Weg", "an edited note", "+442079460501", "Asked for a price." })
        {
            text.ShouldContain(known);
        }

        text.ShouldNotContain("\"private\": true");

        // Named as the recording's file is, and nothing in it is written in JSON's JSON.
        ((string?)Of("call")["id"], (string?)Of("employee")["id"]).ShouldBe(((string?)call["id"], person.EmployeeId));
        ((string?)Of("notice")["content"]!["contactName"]).ShouldBe("Anna Becker");

        (await manager.DeleteAsync($"/employees/{manager.EmployeeId}")).ExpectProblem(409, "own-account");
        (await manager.DeleteAsync($"/employees/{person.EmployeeId}")).Code.ShouldBeOneOf(202, 204);

        (await phone.SendAsync()).ExpectProblem(410, "account-erased");
        (await person.RefreshAsync()).ExpectProblem(410, "account-erased");
        (await _cloud.Anonymous().PostAsync("/auth/login", new JsonObject { ["email"] = email, ["password"] = People.OwnPassword })).ExpectProblem(401, "invalid-credentials");
        (await manager.GetAsync("/employees")).Expect(200).Text.ShouldNotContain(person.EmployeeId);
        await Until.Equal("", () => TracesAsync(person.EmployeeId), "nothing is left");
        await Until.Equal(0, async () => (await _cloud.RecordingsOfAsync(person)).Count, "the recording is gone");
        var everything = await TextAsync();
        everything.ShouldNotContain(email);
        everything.ShouldNotContain("Erasmus Weg");
        everything.ShouldNotContain("+442079460501");
        (await manager.GetAsync("/audit?action=employee-erased")).Expect(200).Text.ShouldContain(person.EmployeeId);
        (await manager.DeleteAsync($"/employees/{person.EmployeeId}")).Code.ShouldBeOneOf(202, 204);
        (await manager.GetAsync($"/employees/{person.EmployeeId}/export")).ExpectProblem(404, "not-found");

        JsonNode Of(string kind) => JsonNode.Parse(files.Single(file => file.Key.StartsWith(kind + "-", StringComparison.Ordinal)).Value)![0]!;
    }

    [Fact]
    public async Task A_contact_is_exported_and_erased_with_everybody_and_phones_hear_of_it()
    {
        const string number = "+442079460777";
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var (one, other) = (new Device(await _cloud.AsAsync("employee1@ooak.test")), new Device(await _cloud.AsAsync("employee2@ooak.test")));
        var kept = Requests.Draft();
        var first = Contact(Requests.Draft(), number, "Vera Weg");
        var second = Contact(Requests.Draft(), number, "Vera Weg");
        var corrected = Contact(Requests.Draft(), number, "Vera Weg");
        var deleted = Contact(Requests.Draft(), number, "Vera Weg");
        await one.SyncAsync(Requests.Create(kept), Requests.Create(first), Requests.Create(corrected));
        await one.ApplyAsync(Requests.Update((string)corrected["id"]!, 1, new JsonObject { ["contactPhone"] = "+442079460778", ["contactName"] = "Somebody else" }));
        await other.SyncAsync(Requests.Create(second), Requests.Create(deleted));
        await other.ApplyAsync(Requests.Delete((string)deleted["id"]!, 1));
        await RecordAsync(other.Person, second);
        var assignment = Requests.Assignment(one.Person.EmployeeId);
        assignment["contactPhone"] = number;
        assignment["contactName"] = "Vera Weg";
        (await manager.PostAsync("/assignments", new JsonObject { ["assignments"] = new JsonArray(assignment) })).Expect(200);
        await CountedAsync(one.Person.EmployeeId, 3);
        await Until.True(async () => (await TextAsync("notice")).Contains("Vera Weg", StringComparison.Ordinal), "the assignment is told of");

        var files = await ArchiveAsync(manager, $"/contacts/{Uri.EscapeDataString(number)}/export");

        var text = string.Join('\n', files.Where(file => file.Key.EndsWith(".json", StringComparison.Ordinal)).Select(file => Encoding.UTF8.GetString(file.Value)));
        foreach (var id in new[] { first, second, corrected, deleted, assignment })
        {
            text.ShouldContain((string)id["id"]!);
        }

        text.ShouldNotContain((string)kept["id"]!);
        files.Keys.ShouldContain($"recordings/{second["id"]}.webm");
        await one.PullAsync();
        await other.PullAsync();

        (await manager.DeleteAsync($"/contacts/{Uri.EscapeDataString(number)}")).Code.ShouldBeOneOf(202, 204);

        await Until.True(
            async () => (await TextAsync()) is var all && !all.Contains("Vera Weg", StringComparison.Ordinal) && !all.Contains(number, StringComparison.Ordinal),
            "nothing is left");
        await Until.Equal(0, async () => (await _cloud.RecordingsOfAsync(other.Person)).Count, "the recording is gone");
        (await one.PullAsync()).Where(call => (bool)call["deleted"]!).Select(call => (string)call["id"]!).ShouldBe([(string)first["id"]!]);
        (await other.PullAsync()).Select(call => ((bool)call["deleted"]!, (string?)call["contactName"], (string?)call["notes"])).Distinct().ShouldBe([(true, null, null)]);
        var late = await one.ApplyAsync(Requests.Update((string)first["id"]!, 1, new JsonObject { ["notes"] = "Vera called back" }));
        ((string)late["status"]!, (string)late["problem"]!["code"]!).ShouldBe(("rejected", "call-erased"));
        (await manager.GetAsync($"/contacts/{Uri.EscapeDataString(number)}")).ExpectProblem(404, "not-found");
        await CountedAsync(one.Person.EmployeeId, 2);
        var audit = (await manager.GetAsync("/audit?action=contact-erased")).Expect(200).Text;
        audit.ShouldContain("…0777");
        audit.ShouldNotContain(number);
    }

    private static JsonObject Contact(JsonObject draft, string number, string name)
    {
        (draft["contactPhone"], draft["contactName"]) = (number, name);
        return draft;
    }

    private static JsonObject Private()
    {
        var draft = Requests.Draft();
        draft["private"] = true;
        return draft;
    }

    private async Task RecordAsync(ApiClient person, JsonNode call)
    {
        var form = (await person.PostAsync($"/calls/{call["id"]}/recording", Requests.Recording(4000))).Expect(200).Json;
        (await _cloud.PostFormAsync(form, Uploads.WebM(4000))).Status.ShouldBe(204);
        await Until.Equal("ready", () => person.RecordingStateAsync(call), "the recording is looked at");
    }

    private async Task CountedAsync(string employeeId, long calls) => await Until.Equal(
        calls,
        async () => (await _cloud.ItemsAsync("counters")).Where(item => item["sk"].S == "EMP#" + employeeId).Sum(item => long.Parse(item["calls"].N)),
        "the calls are counted");

    private async Task<Dictionary<string, byte[]>> ArchiveAsync(ApiClient manager, string path)
    {
        var id = (string)(await manager.GetAsync(path)).Expect(202).Json["id"]!;
        JsonNode status = new JsonObject();
        await Until.Equal("done", async () => (string)(status = (await manager.GetAsync($"/reports/{id}")).Expect(200).Json)["state"]!, "the archive is written");
        await using var bytes = new MemoryStream(await _cloud.Http.GetByteArrayAsync(new Uri((string)status["url"]!)));
        await using var archive = new TarReader(bytes);
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        while (await archive.GetNextEntryAsync(copyData: true) is { } entry)
        {
            using var content = new MemoryStream();
            await entry.DataStream!.CopyToAsync(content);
            files.Add(entry.Name, content.ToArray());
        }

        return files;
    }

    /// <summary>Items that are about the person, but for the tombstone, the checkpoint, the audit trail, and the manager's export of a moment ago, which ends after a day.</summary>
    private async Task<string> TracesAsync(string employeeId) => string.Join(
        ", ",
        (await _cloud.ItemsAsync())
            .Where(item => TypeOf(item) is not ("erased" or "checkpoint" or "audit" or "limit" or "export"))
            .Where(item => item.Any(field => Flat(field.Value).Contains(employeeId, StringComparison.Ordinal)))
            .Select(item => $"{item["pk"].S} {item["sk"].S}"));

    private async Task<string> TextAsync(params string[] types) => string.Join(
        '\n',
        (await _cloud.ItemsAsync(types)).Where(item => TypeOf(item) != "export").SelectMany(item => item.Values).Select(value => Flat(value)));

    private static string? TypeOf(Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue> item) => item.TryGetValue("type", out var type) ? type.S : null;

    // All text in it; a ledger's bytes hold none.
    private static string Flat(Amazon.DynamoDBv2.Model.AttributeValue value) => string.Join(
        ' ',
        [value.S, value.N, .. value.SS ?? [], .. (value.L ?? []).Select(Flat), .. (value.M ?? []).SelectMany(part => new[] { part.Key, Flat(part.Value) })]);
}
