using Amazon.S3.Model;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>Recordings on the phone, from the microphone to the manager's ear.</summary>
[Collection(nameof(OwnCloud))]
public sealed class RecordingPageTests(OwnCloud own) : IAsyncLifetime
{
    private readonly TestCloud _cloud = own.Cloud;
    private Browser _browser = null!;
    private IBrowserContext _phone = null!;
    private IPage _page = null!;
    private ApiClient _person = null!;
    private string _email = "";
    private JsonNode _call = null!;

    public async ValueTask InitializeAsync()
    {
        _browser = await Browser.StartAsync();
        _phone = await _browser.OpenAsync(_cloud, isPhone: true);
        await _phone.GrantPermissionsAsync(["microphone"]);
        _page = await _phone.NewPageAsync();
        (_person, _email) = await _cloud.NewPersonAsync();
        _call = (await _person.PostAsync("/calls", Requests.Draft())).Expect(201).Json;
        await _page.SignInAsync("/", _email, People.OwnPassword);
        await Expect(_page.CallsToday()).ToBeVisibleAsync();
        await Expect(_page.SyncState()).ToHaveTextAsync("All saved");
    }

    public async ValueTask DisposeAsync()
    {
        _cloud.SetNetwork(true);
        await _browser.DisposeAsync();
    }

    [Fact]
    public async Task A_recording_whose_page_is_killed_is_found_kept_uploaded_and_played_by_the_manager()
    {
        await OpenCallAsync();
        await _page.Button("Record").ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Dialog, new() { Name = "Before you record" })).ToBeVisibleAsync();
        (await LocalAsync("state")).ShouldBeNull();
        await _page.Button("I have told them").ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Region, new() { Name = "Recording", Exact = true })).ToBeVisibleAsync();
        await Until.True(async () => int.Parse(await LocalAsync("chunks") ?? "0") >= 2, "two chunks are on disk");
        _page = await _page.KillAsync();

        await OpenCallAsync();
        await Expect(_page.GetByRole(AriaRole.Region, new() { Name = "1 recording was cut off" })).ToBeVisibleAsync();
        (await _person.RecordingStateAsync(_call)).ShouldBe("none");
        await _page.Button("Keep").ClickAsync();

        await Until.Equal("ready", () => _person.RecordingStateAsync(_call), "the recording is on the server", 40);
        await Expect(Card()).ToContainTextAsync("On the server.");
        (await LocalAsync("state")).ShouldBeNull();
        var recording = (await _person.GetAsync("/calls/" + _call["id"])).Json["recording"]!;
        ((string)recording["consent"]!["mode"]!).ShouldBe("notice");
        ((int)recording["duration"]!).ShouldBeInRange(2, 20);

        var manager = await (await _browser.OpenAsync(_cloud)).NewPageAsync();
        await manager.SignInAsync("/dashboard/", TestCloud.Manager);
        // Of this person: others of this cloud have called her, too.
        await manager.GotoAsync("/dashboard/#/calls?employeeId=" + _person.EmployeeId);
        await manager.GetByText("Anna Becker").First.ClickAsync();
        await manager.GetByRole(AriaRole.Button, new() { NameRegex = new("^Play recording") }).ClickAsync();
        var position = manager.GetByRole(AriaRole.Slider, new() { Name = "Position", Exact = true });
        await Expect(position).ToBeVisibleAsync();
        await Until.True(async () => double.Parse(await position.InputValueAsync(), System.Globalization.CultureInfo.InvariantCulture) > 0.5, "it plays");
        (await manager.EvaluateAsync<double>("() => Math.max(...[...document.querySelectorAll('.waveform rect')].map((bar) => bar.getAttribute('height')))")).ShouldBeGreaterThan(40);

        await manager.Button("Pause").ClickAsync();
        await position.FocusAsync();
        await position.PressAsync("Home");
        await Expect(position).ToHaveValueAsync("0");
        await position.PressAsync("PageUp");
        (await manager.EvaluateAsync<double>("() => document.querySelector('audio').currentTime")).ShouldBeGreaterThan(0.1);
        await manager.GetByLabel("Speed", new() { Exact = true }).SelectOptionAsync("1.5");
        (await manager.EvaluateAsync<double>("() => document.querySelector('audio').playbackRate")).ShouldBe(1.5);
        var looked = (await _cloud.AsAsync(TestCloud.Manager)).EmployeeId;
        await _cloud.AuditBecomesAsync(_call, [$"recording-uploaded by {_person.EmployeeId}", $"call-viewed by {looked}", $"recording-played by {looked}"]);
    }

    [Fact]
    public async Task An_upload_that_is_cut_at_half_starts_again_and_is_there_once()
    {
        // So slow that there is time to cut it.
        var network = await _phone.NewCDPSessionAsync(_page);
        await network.SendAsync("Network.enable");
        await network.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = 300_000 });
        await PutAsync(Uploads.WebM(2_000_000));
        await OpenCallAsync();
        await Expect(Card().GetByText(new System.Text.RegularExpressions.Regex("Uploading [4-8][0-9]"))).ToBeVisibleAsync();
        _cloud.SetNetwork(false);
        await network.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = -1 });
        await Expect(Card()).ToContainTextAsync("On this device, not on the server yet.");
        (await LocalAsync("state")).ShouldBe("kept");

        _cloud.SetNetwork(true);
        await Until.Equal("ready", () => _person.RecordingStateAsync(_call), "the recording is on the server", 40);
        await Until.True(async () => await LocalAsync("state") is null, "the phone knows");
        (await _cloud.RecordingsOfAsync(_person)).ShouldBe([Uploads.KeyOf(_person, _call)]);
        await _cloud.AuditBecomesAsync(_call, [$"recording-uploaded by {_person.EmployeeId}"]);
    }

    [Theory]
    [InlineData("executable", "The file was no audio recording.")]
    [InlineData("100 MB", "The recording is too large")]
    public async Task What_the_server_refuses_is_said_on_the_call(string what, string reason)
    {
        await PutAsync(what == "executable" ? Uploads.Executable(5000) : Uploads.WebM(5000), claimed: what == "executable" ? 5000 : 100 * 1024 * 1024);
        await OpenCallAsync();

        await Expect(Card()).ToContainTextAsync(reason, new() { Timeout = 40_000 });
        await Expect(Card()).ToContainTextAsync("Refused, and not on the server");
        await Until.Equal(0, async () => (await _cloud.RecordingsOfAsync(_person)).Count, "nothing is there");
        await _page.Button("Discard").ClickAsync();
        await Until.True(async () => await LocalAsync("state") is null, "it is gone here");
    }

    [Fact]
    public async Task Deleting_a_call_turns_its_microphone_off_and_undoing_that_keeps_what_was_heard()
    {
        await OpenCallAsync();
        await _page.EvaluateAsync(
            """
            () => {
              const media = navigator.mediaDevices
              const ask = media.getUserMedia.bind(media)
              media.getUserMedia = async (constraints) => (window.heard = await ask(constraints))
            }
            """);
        await _page.Button("Record").ClickAsync();
        await _page.Button("I have told them").ClickAsync();
        await Until.True(async () => int.Parse(await LocalAsync("chunks") ?? "0") >= 1, "a chunk is on disk");
        await _page.Button("Delete").ClickAsync();
        await Expect(_page.GetByText("The recording ended, because its call was deleted. It is kept only if that is undone.")).ToBeVisibleAsync();
        await Until.Equal("ended", () => _page.EvaluateAsync<string>("() => window.heard.getTracks()[0].readyState"), "the microphone is off");
        (await LocalAsync("state")).ShouldBe("kept");
        await _page.Button("Undo").ClickAsync();
        await Until.Equal("ready", () => _person.RecordingStateAsync(_call), "the recording is on the server", 40);
    }

    [Fact]
    public async Task Behind_the_lock_a_recording_goes_on_and_so_it_does_when_its_owner_has_signed_in()
    {
        await OpenCallAsync();
        await _page.Button("Record").ClickAsync();
        await _page.Button("I have told them").ClickAsync();
        await Until.True(async () => int.Parse(await LocalAsync("chunks") ?? "0") >= 1, "a chunk is on disk");
        (await _person.PostAsync("/auth/logout", new JsonObject { ["everywhere"] = true })).Expect(204);
        await _page.GotoAsync("/#/sync");
        await _page.Button("Sync now").ClickAsync();
        await Expect(_page.GetByText("You were signed out on all devices.")).ToBeVisibleAsync();
        await Expect(Card()).ToContainTextAsync("Recording");

        await _page.GetByLabel("Password", new() { Exact = true }).FillAsync(People.OwnPassword);
        await _page.Button("Sign in").ClickAsync();
        await Expect(_page.SyncState()).ToHaveTextAsync("All saved");
        var heard = int.Parse((await LocalAsync("chunks"))!);
        await Until.True(async () => int.Parse((await LocalAsync("chunks"))!) >= heard + 2, "it goes on");
        await _page.Button("Stop").ClickAsync();

        var again = await _cloud.Anonymous().SignInAsync(_email, People.OwnPassword);
        await Until.Equal("ready", () => again.RecordingStateAsync(_call), "the recording is on the server", 40);
    }

    [Theory]
    [InlineData("the page that records")]
    [InlineData("another page")]
    public async Task A_recording_is_kept_for_its_owner_when_another_person_signs_in(string where)
    {
        var (other, othersEmail) = await _cloud.NewPersonAsync();
        await OpenCallAsync();
        await _page.Button("Record").ClickAsync();
        await _page.Button("I have told them").ClickAsync();
        await Until.True(async () => int.Parse(await LocalAsync("chunks") ?? "0") >= 1, "a chunk is on disk");

        var there = where == "another page" ? await _phone.NewPageAsync() : _page;
        await SignInOverTheLockAsync(there, othersEmail);
        await Until.Equal("kept", () => LocalAsync("state"), "all that was heard is on disk");
        foreach (var page in new[] { _page, there })
        {
            await Expect(page.SyncState()).ToHaveTextAsync("All saved");
            await Expect(page.Locator(".recording-bar")).ToHaveCountAsync(0);
        }

        (await _person.RecordingStateAsync(_call)).ShouldBe("none");
        (await _cloud.RecordingsOfAsync(other)).ShouldBeEmpty();

        await SignInOverTheLockAsync(_page, _email);
        await Until.Equal("ready", () => _person.RecordingStateAsync(_call), "the recording is on the server", 40);
        (await _cloud.RecordingsOfAsync(_person)).ShouldBe([Uploads.KeyOf(_person, _call)]);
    }

    [Theory]
    [InlineData("another's key")]
    [InlineData("expired")]
    public async Task A_form_that_is_refused_is_said_on_the_call_and_a_new_one_asked_for(string what)
    {
        var others = await _cloud.AsAsync("employee2@ooak.test");
        var asked = 0;
        var seen = new TaskCompletionSource();
        await _page.RouteAsync("**/api/calls/*/recording", async route =>
        {
            var answer = await route.FetchAsync();
            var form = JsonNode.Parse(await answer.TextAsync())!;
            if (asked++ > 0)
            {
                await seen.Task;
            }
            else if (what == "expired")
            {
                form = await ExpiredAsync(form);
            }
            else
            {
                form["fields"]!["key"] = Uploads.KeyOf(others, _call);
            }

            await route.FulfillAsync(new() { Response = answer, Body = form.ToJsonString() });
        });
        var answers = new List<Task<string>>();
        _page.Response += (_, response) =>
        {
            if (response.Request.Method == "POST" && response.Url.Contains(_cloud.Recordings, StringComparison.Ordinal))
            {
                answers.Add(Refusal(response));
            }
        };

        await PutAsync(Uploads.WebM(5000));
        await OpenCallAsync();
        await Expect(Card()).ToContainTextAsync("The last upload was refused.", new() { Timeout = 40_000 });
        await Expect(Card()).ToContainTextAsync("On this device, not on the server yet.");
        (await _cloud.RecordingsOfAsync(_person)).ShouldBeEmpty();
        seen.SetResult();

        await Until.Equal("ready", () => _person.RecordingStateAsync(_call), "the recording is on the server", 40);
        await Expect(Card()).ToContainTextAsync("On the server.");
        await Expect(Card()).Not.ToContainTextAsync("refused");
        var refusal = what == "expired" ? "403 Policy expired" : "403 Policy Condition failed";
        (await Task.WhenAll(answers)).ShouldBe([refusal, "204 "]);
        (await _cloud.RecordingsOfAsync(others)).ShouldBeEmpty();
    }

    /// <summary>The same form, as it would be after its time: signed anew, with an end that has passed.</summary>
    private async Task<JsonNode> ExpiredAsync(JsonNode form)
    {
        var request = new CreatePresignedPostRequest { BucketName = _cloud.Recordings, Key = Uploads.KeyOf(_person, _call), Expires = DateTime.UtcNow.AddMinutes(-1) };
        foreach (var name in new[] { "Content-Type", "success_action_status" })
        {
            var value = (string)form["fields"]![name]!;
            request.Fields[name] = value;
            request.Conditions.Add(S3PostCondition.ExactMatch(name, value));
        }

        var expired = await _cloud.S3.CreatePresignedPostAsync(request);
        return new JsonObject
        {
            ["url"] = (string)form["url"]!,
            ["fields"] = new JsonObject(expired.Fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value))),
        };
    }

    /// <summary>The status, and why: "403 Policy expired".</summary>
    private static async Task<string> Refusal(IResponse response)
    {
        var text = response.Status == 204 ? "" : await response.TextAsync();
        return $"{response.Status} {new[] { "Policy expired", "Policy Condition failed" }.FirstOrDefault(reason => text.Contains(reason, StringComparison.Ordinal))}";
    }

    private ILocator Card() => _page.GetByRole(AriaRole.Region, new() { Name = "Recording", Exact = true });

    private async Task OpenCallAsync()
    {
        await _page.GotoAsync("/#/calls/" + _call["id"]);
        await _page.ReloadAsync();
        await Expect(_page.GetByText("Anna Becker", new() { Exact = true })).ToBeVisibleAsync();
    }

    private static async Task SignInOverTheLockAsync(IPage page, string email)
    {
        await page.GotoAsync("/#/settings");
        await page.Button("Lock now").ClickAsync();
        await page.Button("Sign in another way").ClickAsync();
        await page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(People.OwnPassword);
        await page.Button("Sign in").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Settings", Exact = true })).ToBeVisibleAsync();
        await page.GotoAsync("/#/");
    }

    /// <summary>A recording that waits on the phone, as if it had been made there.</summary>
    private async Task PutAsync(byte[] bytes, int? claimed = null) => await _page.EvaluateAsync(
        """
        async ({ callId, base64, claimed }) => {
          const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)).buffer
          const name = (await indexedDB.databases()).find(({ name }) => name.startsWith('ooak-')).name
          const db = await new Promise((resolve) => { indexedDB.open(name).onsuccess = ({ target }) => resolve(target.result) })
          const tx = db.transaction(['recordings', 'chunks'], 'readwrite')
          const consent = { mode: 'notice', at: '2026-05-04T09:30:00.000Z' }
          tx.objectStore('recordings').put({ callId, contentType: 'audio/webm;codecs=opus', consent, startedAt: Date.now(), seconds: 3, size: claimed ?? bytes.byteLength, chunks: 1, state: 'kept', attempts: 0 })
          tx.objectStore('chunks').put(bytes, [callId, 0])
          await new Promise((resolve) => { tx.oncomplete = resolve })
          db.close()
        }
        """,
        new { callId = (string)_call["id"]!, base64 = Convert.ToBase64String(bytes), claimed });

    /// <summary>What the phone keeps of the recording; null: nothing.</summary>
    private Task<string?> LocalAsync(string field) => _page.EvaluateAsync<string?>(
        """
        async ([employeeId, callId, field]) => {
          const db = await new Promise((resolve) => { indexedDB.open('ooak-' + employeeId).onsuccess = ({ target }) => resolve(target.result) })
          const found = await new Promise((resolve) => { db.transaction('recordings').objectStore('recordings').get(callId).onsuccess = ({ target }) => resolve(target.result) })
          db.close()
          return found ? String(found[field]) : null
        }
        """,
        new[] { _person.EmployeeId, (string)_call["id"]!, field });
}
