using System.Net;

namespace Ooak.EndToEnd.Tests;

/// <summary>Recordings from their announcement to their end, by the API alone.</summary>
[Collection(nameof(SharedCloud))]
public sealed class RecordingTests(SharedCloud shared)
{
    private const int Size = 4000;

    private readonly TestCloud _cloud = shared.Cloud;

    [Fact]
    public async Task A_recording_is_announced_uploaded_looked_at_and_played_and_all_of_it_is_written_down()
    {
        var (person, call) = await CallAsync();
        var phone = new Device(person);
        var form = (await person.PostAsync(PathOf(call), Requests.Recording(Size))).Expect(200).Json;
        (await person.GetAsync(PathOf(call))).ExpectProblem(409, "recording-pending");
        var bytes = Uploads.WebM(Size);

        (await _cloud.PostFormAsync(form, bytes)).Status.ShouldBe(204);

        await Until.Equal("ready", () => person.RecordingStateAsync(call), "the recording is looked at");
        (await phone.PullAsync()).Single(pulled => (string)pulled["id"]! == (string)call["id"]!)["recording"]!["state"]!.GetValue<string>().ShouldBe("ready");
        var link = (await person.GetAsync(PathOf(call))).Expect(200).Json;
        (await _cloud.Http.GetByteArrayAsync(new Uri((string)link["url"]!))).ShouldBe(bytes);
        ((string)link["contentType"]!, (long)link["size"]!).ShouldBe(("audio/webm;codecs=opus", (long)Size));

        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var saved = (await manager.GetAsync($"{PathOf(call)}?employeeId={person.EmployeeId}&download=1")).Expect(200).Json;
        using var file = await _cloud.Http.GetAsync(new Uri((string)saved["url"]!));
        file.Content.Headers.ContentDisposition!.ToString().ShouldMatch("^attachment; filename=\"?call-[0-9-]+\\.webm\"?$");
        (await (await _cloud.AsAsync("employee2@ooak.test")).GetAsync($"{PathOf(call)}?employeeId={person.EmployeeId}")).ExpectProblem(404, "not-found");
        await _cloud.AuditBecomesAsync(
            call,
            [$"recording-uploaded by {person.EmployeeId}", $"recording-played by {person.EmployeeId}", $"recording-downloaded by {manager.EmployeeId}"]);
    }

    [Fact]
    public async Task An_upload_that_starts_again_or_arrives_twice_is_one_recording()
    {
        var (person, call) = await CallAsync();
        var first = (await person.PostAsync(PathOf(call), Requests.Recording(Size))).Expect(200).Json;
        var version = (long)(await person.GetAsync("/calls/" + call["id"])).Json["version"]!;
        var second = (await person.PostAsync(PathOf(call), Requests.Recording(Size))).Expect(200).Json;
        ((long)(await person.GetAsync("/calls/" + call["id"])).Json["version"]!).ShouldBe(version);

        (await _cloud.PostFormAsync(first, Uploads.WebM(Size))).Status.ShouldBe(204);
        (await _cloud.PostFormAsync(second, Uploads.WebM(Size))).Status.ShouldBe(204);

        await Until.Equal("ready", () => person.RecordingStateAsync(call), "the recording is looked at");
        (await _cloud.RecordingsOfAsync(person)).ShouldBe([Uploads.KeyOf(person, call)]);
        (await person.PostAsync(PathOf(call), Requests.Recording(Size))).ExpectProblem(409, "recording-exists").Json["call"]!["recording"]!["size"]!.GetValue<long>().ShouldBe(Size);

        // Both arrivals are over once a third, of something else, is refused: the form can still be used, and is looked at again.
        (await _cloud.PostFormAsync(second, Uploads.Executable(Size))).Status.ShouldBe(204);
        await Until.Equal("refused not-audio", () => person.RecordingStateAsync(call), "what replaced it is looked at");
        await _cloud.AuditBecomesAsync(call, [$"recording-uploaded by {person.EmployeeId}", $"recording-refused by {person.EmployeeId}"]);
    }

    [Fact]
    public async Task What_is_no_recording_is_refused_and_removed_and_the_call_says_so()
    {
        var (person, call) = await CallAsync();
        var form = (await person.PostAsync(PathOf(call), Requests.Recording(Size))).Expect(200).Json;

        (await _cloud.PostFormAsync(form, Uploads.Executable(Size))).Status.ShouldBe(204);

        await Until.Equal("refused not-audio", () => person.RecordingStateAsync(call), "the executable is found out");
        await Until.Equal(0, async () => (await _cloud.RecordingsOfAsync(person)).Count, "the object is removed");
        (await person.GetAsync(PathOf(call))).ExpectProblem(404, "recording-refused");

        // A real one may follow.
        form = (await person.PostAsync(PathOf(call), Requests.Recording(Size))).Expect(200).Json;
        (await _cloud.PostFormAsync(form, Uploads.WebM(Size))).Status.ShouldBe(204);
        await Until.Equal("ready", () => person.RecordingStateAsync(call), "the recording is looked at");
    }

    [Fact]
    public async Task A_form_takes_its_own_recording_and_nothing_else()
    {
        var (person, call) = await CallAsync();
        var others = await _cloud.AsAsync("employee2@ooak.test");
        var form = (await person.PostAsync(PathOf(call), Requests.Recording(Size))).Expect(200).Json;

        (await _cloud.PostFormAsync(form, Uploads.WebM(Size), ("key", $"recordings/{others.EmployeeId}/{call["id"]}"))).ShouldSatisfyAllConditions(
            answer => answer.Status.ShouldBe(403), answer => answer.Text.ShouldContain("Policy Condition failed"));
        (await _cloud.PostFormAsync(form, Uploads.WebM(Size), ("Content-Type", "text/html"))).Status.ShouldBe(403);
        (await _cloud.PostFormAsync(form, Uploads.WebM(Size - 1))).Text.ShouldContain("EntityTooSmall");
        (await _cloud.PostFormAsync(form, Uploads.WebM(100 * 1024 * 1024))).Text.ShouldContain("EntityTooLarge");
        (await _cloud.PostFormAsync(form, Uploads.WebM(Size), ("policy", "eyJjb25kaXRpb25zIjpbXX0="))).Status.ShouldBe(403);
        (await person.PostAsync(PathOf(call), Requests.Recording(100 * 1024 * 1024))).ExpectProblem(400, "invalid-request").Json["errors"]!["size"].ShouldNotBeNull();
        (await _cloud.RecordingsOfAsync(person)).ShouldBeEmpty();
        (await person.RecordingStateAsync(call)).ShouldBe("pending");
    }

    [Fact]
    public async Task Consent_is_what_the_organisation_asks_for_or_more()
    {
        var (person, call) = await CallAsync();
        var before = await _cloud.SetConsentAsync("off");
        try
        {
            (await person.PostAsync(PathOf(call), Requests.Recording(consent: "all-party"))).ExpectProblem(403, "recording-off");
            await _cloud.SetConsentAsync("all-party");
            (await person.PostAsync(PathOf(call), Requests.Recording(consent: "notice"))).ExpectProblem(403, "consent-required");
            (await person.RecordingStateAsync(call)).ShouldBe("none");
            (await person.PostAsync(PathOf(call), Requests.Recording(consent: "all-party"))).Expect(200);
            await _cloud.SetConsentAsync("notice");
            (await person.PostAsync(PathOf(call), Requests.Recording(consent: "all-party"))).Expect(200);
            (await person.PostAsync(PathOf(call), Requests.Recording(consent: "off"))).ExpectProblem(400, "invalid-request");
        }
        finally
        {
            await _cloud.SetConsentAsync(before);
        }
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("private")]
    [InlineData("deleted by sync")]
    public async Task A_recording_is_erased_with_its_call(string how)
    {
        var (person, call) = await CallAsync();
        var form = (await person.PostAsync(PathOf(call), Requests.Recording(Size))).Expect(200).Json;
        await _cloud.PostFormAsync(form, Uploads.WebM(Size));
        await Until.Equal("ready", () => person.RecordingStateAsync(call), "the recording is looked at");

        var current = (await person.GetAsync("/calls/" + call["id"])).Expect(200).Json.AsObject();
        switch (how)
        {
            case "private":
                current["private"] = true;
                (await person.PutAsync("/calls/" + call["id"], current)).Expect(200).Json["recording"].ShouldBeNull();
                break;
            case "deleted":
                (await person.DeleteAsync("/calls/" + call["id"])).Expect(204);
                break;
            default:
                (await new Device(person).ApplyAsync(Requests.Delete((string)call["id"]!, (long)current["version"]!)))["status"]!.GetValue<string>().ShouldBe("applied");
                break;
        }

        await Until.Equal(0, async () => (await _cloud.RecordingsOfAsync(person)).Count, "the object is erased");
        await Until.True(async () => (await _cloud.AuditAsync(call)).Contains("recording-erased by system"), "the erasure is written down");
        (await person.PostAsync(PathOf(call), Requests.Recording(Size))).ExpectProblem(how == "private" ? 409 : 404, how == "private" ? "recording-private" : "not-found");

        // What comes by the old form afterwards is removed as well.
        (await _cloud.PostFormAsync(form, Uploads.WebM(Size))).Status.ShouldBe(204);
        await Until.Equal(0, async () => (await _cloud.RecordingsOfAsync(person)).Count, "the late upload is removed");
    }

    [Fact]
    public async Task A_recording_past_its_retention_says_so()
    {
        var (person, call) = await CallAsync();
        await _cloud.PostFormAsync((await person.PostAsync(PathOf(call), Requests.Recording(Size))).Expect(200).Json, Uploads.WebM(Size));
        await Until.Equal("ready", () => person.RecordingStateAsync(call), "the recording is looked at");

        // As the bucket's lifecycle does.
        (await _cloud.S3.DeleteObjectAsync(_cloud.Recordings, Uploads.KeyOf(person, call))).HttpStatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await person.GetAsync(PathOf(call))).ExpectProblem(410, "recording-expired");
        await _cloud.AuditBecomesAsync(call, [$"recording-uploaded by {person.EmployeeId}"]);
    }

    private static string PathOf(JsonNode call) => $"/calls/{call["id"]}/recording";

    private async Task<(ApiClient Person, JsonNode Call)> CallAsync()
    {
        var person = await _cloud.AsAsync("employee7@ooak.test");
        foreach (var key in await _cloud.RecordingsOfAsync(person))
        {
            await _cloud.S3.DeleteObjectAsync(_cloud.Recordings, key);
        }

        return (person, (await person.PostAsync("/calls", Requests.Draft())).Expect(201).Json);
    }
}
