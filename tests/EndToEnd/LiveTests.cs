using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>Live mode in front of Chromium's fake microphone, which plays a minute with a call in it, or a quiet room.</summary>
[Collection(nameof(Alone))]
public sealed class LiveTests(OwnCloud own) : IAsyncLifetime
{
    /// <summary>What the system does to the microphone, Chromium's stand-in for it does when it is told to.</summary>
    private const string System = """
        const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
        navigator.mediaDevices.getUserMedia = async (constraints) => {
          if (window.refusal) throw new DOMException('', window.refusal)
          const stream = await ask(constraints)
          window.microphone = stream.getAudioTracks()[0]
          return stream
        }
        """;

    /// <summary>At once in both tabs: the sheet goes away in one when the other has saved.</summary>
    private const string Save = "() => document.querySelector('.call-sheet form')?.requestSubmit()";

    private readonly TestCloud _cloud = own.Cloud;
    private readonly string _folder = Directory.CreateTempSubdirectory("ooak-sound-").FullName;
    private Browser _browser = null!;
    private IBrowserContext _phone = null!;
    private IPage _page = null!;
    private ApiClient _person = null!;
    private string _email = "";

    public async ValueTask InitializeAsync()
    {
        _browser = await Browser.StartAsync();
        (_person, _email) = await _cloud.NewPersonAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_call_in_front_of_the_microphone_becomes_a_draft_and_is_saved_once_when_two_tabs_confirm_it()
    {
        var truth = await OpenAsync("minute");
        var violations = new List<string>();
        _page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                violations.Add(message.Text);
            }
        };
        await AllowAsync();
        await _page.Button("I agree, start listening").ClickAsync();
        await Expect(_page.Button("Pause")).ToBeVisibleAsync();
        var began = DateTimeOffset.UtcNow;

        await _page.GotoAsync("/#/history");
        await Expect(Bar(_page)).ToContainTextAsync("Listening");
        var other = await _phone.NewPageAsync();
        await other.GotoAsync("/#/live");
        await other.Button("Start listening").ClickAsync();
        await Expect(other.GetByText("Live mode is already listening in another tab of this app.")).ToBeVisibleAsync();
        await Expect(Bar(_page)).ToContainTextAsync("Perhaps a call", new() { Timeout = 30_000 });

        await _page.GotoAsync("/#/live");
        foreach (var page in new[] { _page, other })
        {
            await Expect(page.GetByText("1 draft to look at")).ToBeVisibleAsync(new() { Timeout = 70_000 });
        }

        await Expect(_page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        (await LoggedAsync()).ShouldBeEmpty();
        await _page.GetByText("What was noticed, and why").ClickAsync();
        await Expect(_page.GetByText("Nobody has talked for a while: 26s are kept as a draft.")).ToBeVisibleAsync();

        await _page.Button("It was a call").ClickAsync();
        foreach (var page in new[] { _page, other })
        {
            await page.GetByText("Incoming, answered", new() { Exact = true }).ClickAsync();
        }

        await _page.GetByLabel("Name", new() { Exact = true }).FillAsync("Anna Bell");
        await Task.WhenAll(_page.EvaluateAsync(Save), other.EvaluateAsync(Save));
        foreach (var page in new[] { _page, other })
        {
            await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        }

        await Expect(_page.SyncState()).ToHaveTextAsync("All saved");
        var call = await OnlyLoggedAsync();
        var length = (double)truth!["end"]! - (double)truth!["start"]!;
        Math.Abs((int)call["duration"]! - length).ShouldBeLessThan(3, "start and end are each within 1.5 s");
        var start = DateTimeOffset.Parse((string)call["startedAt"]!, CultureInfo.InvariantCulture);
        Math.Abs((start - began).TotalSeconds - (double)truth!["start"]!).ShouldBeLessThan(2.5, "1.5 s, and how long the page took to show that it listens");
        ((string?)call["callType"], (string?)call["status"]).ShouldBe(("incoming", "completed"));
        violations.ShouldBeEmpty();

        await _page.Button("Stop").First.ClickAsync();
        await Expect(Bar(_page)).ToBeHiddenAsync();
        (await _page.EvaluateAsync<string>("() => window.microphone.readyState")).ShouldBe("ended");
    }

    [Fact]
    public async Task While_the_phone_has_the_microphone_the_app_does_not_lock_and_asks_afterwards()
    {
        await OpenAsync("silence", isClockOurs: true);
        await AllowAsync();
        await _page.Button("I agree, start listening").ClickAsync();
        await Expect(_page.Button("Pause")).ToBeVisibleAsync();

        await Expect(_page.Locator(".live-meter")).ToBeVisibleAsync();

        // A meter of a microphone that the app does not have would stand still at what it heard last.
        await TrackAsync("mute");
        await Expect(Bar(_page)).ToContainTextAsync("Perhaps a call");
        await Expect(_page.Locator(".live-meter")).ToBeHiddenAsync();
        await _phone.Clock.FastForwardAsync("00:09");
        await Expect(Bar(_page)).ToContainTextAsync("In a call");
        for (var i = 0; i < 4; i++)
        {
            // Longer than the app stays open without a touch.
            await _phone.Clock.FastForwardAsync("05:00");
        }

        await Expect(Bar(_page)).ToContainTextAsync("In a call");
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Locked", Exact = true, IncludeHidden = true })).ToBeHiddenAsync();
        await TrackAsync("unmute");
        await _phone.Clock.FastForwardAsync("00:03");

        var sheet = _page.GetByRole(AriaRole.Dialog, new() { Name = "Was this a call?" });
        await Expect(sheet).ToBeVisibleAsync();
        await Expect(sheet.GetByText("The phone had the microphone")).ToBeVisibleAsync();
        await _page.Button("Save call").ClickAsync();
        await Expect(sheet.GetByText("Say who called, first.")).ToBeVisibleAsync();
        (await LoggedAsync()).ShouldBeEmpty();
        await sheet.GetByText("Outgoing, answered", new() { Exact = true }).ClickAsync();
        await _page.Button("Save call").ClickAsync();
        ((int)(await OnlyLoggedAsync())["duration"]!).ShouldBeInRange(1_205, 1_230);

        // Without listening: a clock that jumps makes a call of any short silence of the microphone.
        await _page.Button("Stop").First.ClickAsync();
        await Expect(Bar(_page)).ToBeHiddenAsync();
        await _phone.Clock.FastForwardAsync("11:00");
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Locked", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_page_that_the_system_ended_during_a_call_leaves_a_draft_that_can_be_discarded_and_brought_back()
    {
        await OpenAsync("silence", isClockOurs: true);
        await AllowAsync();
        await _page.Button("I agree, start listening").ClickAsync();
        await _page.Button("I’m in a call now").ClickAsync();
        await Expect(Bar(_page)).ToContainTextAsync("In a call");
        await _phone.Clock.FastForwardAsync("02:00");
        await Until.True(async () => await OpenSecondsAsync() >= 120, "the call that goes on is on disk");
        await _page.CloseAsync();

        _page = await _phone.NewPageAsync();
        await _page.GotoAsync("/#/live");
        await Expect(_page.GetByText("1 draft to look at")).ToBeVisibleAsync();
        await Expect(_page.GetByText(new Regex("^2m( [0-9]+s)? · Begun by you$"))).ToBeVisibleAsync();
        await _page.Button("Discard").ClickAsync();
        await Expect(_page.GetByText("No drafts.", new() { Exact = false })).ToBeVisibleAsync();
        await _page.Button("Undo").ClickAsync();
        await Expect(_page.GetByText("1 draft to look at")).ToBeVisibleAsync();
        (await LoggedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_microphone_that_cannot_be_had_is_explained()
    {
        await OpenAsync("silence");
        await AllowAsync();
        await _page.EvaluateAsync("() => { window.refusal = 'NotReadableError' }");
        await _page.Button("I agree, start listening").ClickAsync();
        await Expect(_page.GetByText("Another app is using the microphone. Try again when it is done.")).ToBeVisibleAsync();
        await _page.EvaluateAsync("() => { window.refusal = 'NotFoundError' }");
        await _page.Button("Start listening").ClickAsync();
        await Expect(_page.GetByText("No microphone was found. Connect one, then try again.")).ToBeVisibleAsync();
        await Expect(Bar(_page)).ToBeHiddenAsync();

        await _page.EvaluateAsync("() => { window.refusal = undefined }");
        await _page.Button("Start listening").ClickAsync();
        await Expect(Bar(_page)).ToContainTextAsync("Listening");
        await _page.Button("Pause").ClickAsync();
        await Expect(Bar(_page)).ToContainTextAsync("Paused. The microphone is off.");
        (await _page.EvaluateAsync<string>("() => window.microphone.readyState")).ShouldBe("ended");
        await _page.Button("Go on").ClickAsync();
        await Expect(Bar(_page)).ToContainTextAsync("Listening");
        (await _page.EvaluateAsync<string>("() => window.microphone.readyState")).ShouldBe("live");

        // Somebody takes their consent back: nothing listens, and the next time the app asks again.
        await _page.Button("Withdraw consent").ClickAsync();
        await Expect(Bar(_page)).ToBeHiddenAsync();
        await Expect(_page.Button("I agree, start listening")).ToBeVisibleAsync();
    }

    private static ILocator Bar(IPage page) => page.GetByRole(AriaRole.Region, new() { Name = "Live mode", Exact = true }).And(page.Locator(".live-bar"));

    /// <summary>The app at live mode, with that scene in the microphone. Gives where the call is in it, s.</summary>
    private async Task<JsonNode?> OpenAsync(string scene, bool isClockOurs = false)
    {
        var sound = Path.Combine(_folder, scene + ".wav");
        var truth = JsonNode.Parse(await RecordAsync(scene, sound));
        _phone = await _browser.OpenProfileAsync(_cloud, isPhone: true, Browser.MicrophoneFrom(sound));
        await _phone.AddInitScriptAsync(System);
        if (isClockOurs)
        {
            await _phone.Clock.InstallAsync();
        }

        _page = await _phone.NewPageAsync();
        await _page.SignInAsync("/", _email, People.OwnPassword);
        await Expect(_page.CallsToday()).ToBeVisibleAsync();
        await Expect(_page.SyncState()).ToHaveTextAsync("All saved");
        // Before the app knows when to lock, it never does.
        await Until.True(() => IsOnDiskAsync("me"), "the organisation's settings are on the phone");
        await _page.Link("Live mode: notice calls").ClickAsync();
        return truth;
    }

    private Task AllowAsync() => _phone.GrantPermissionsAsync(["microphone"]);

    private async Task TrackAsync(string happens) => await _page.EvaluateAsync("(happens) => void window.microphone.dispatchEvent(new Event(happens))", happens);

    /// <summary>How long the call that goes on has been going on, as the disk has it.</summary>
    private Task<double> OpenSecondsAsync() => _page.EvaluateAsync<double>(
        """
        async () => {
          const name = (await indexedDB.databases()).find(({ name }) => name.startsWith('ooak-')).name
          const db = await new Promise((resolve) => { indexedDB.open(name).onsuccess = ({ target }) => resolve(target.result) })
          const open = await new Promise((resolve) => { db.transaction('meta').objectStore('meta').get('liveOpen').onsuccess = ({ target }) => resolve(target.result) })
          db.close()
          return open ? (open.seen - open.since) / 1000 : 0
        }
        """);

    private Task<bool> IsOnDiskAsync(string key) => _page.EvaluateAsync<bool>(
        """
        async (key) => {
          const name = (await indexedDB.databases()).find(({ name }) => name.startsWith('ooak-')).name
          const db = await new Promise((resolve) => { indexedDB.open(name).onsuccess = ({ target }) => resolve(target.result) })
          const value = await new Promise((resolve) => { db.transaction('meta').objectStore('meta').get(key).onsuccess = ({ target }) => resolve(target.result) })
          db.close()
          return value !== undefined
        }
        """,
        key);

    private async Task<List<JsonNode>> LoggedAsync() => await CallPages.AllAsync(_person, "");

    private async Task<JsonNode> OnlyLoggedAsync()
    {
        await Until.Equal(1, async () => (await LoggedAsync()).Count, "the call is on the server");
        await Expect(_page.SyncState()).ToHaveTextAsync("All saved");
        var call = (await LoggedAsync()).ShouldHaveSingleItem();
        ((string?)call["source"]).ShouldBe("detected");
        return call;
    }

    /// <summary>Makes the sound of a scene; gives where the call is in it.</summary>
    private static async Task<string> RecordAsync(string scene, string file)
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Repository.Root, "src/Pwa/test/detection/wav.mjs"), scene, file]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var truth = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0);
        return truth;
    }
}
