using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>Calls that are started from the app: timed while the page is hidden, confirmed on return, never logged unasked.</summary>
[Collection(nameof(OwnCloud))]
public sealed class CallingTests(OwnCloud own) : IAsyncLifetime
{
    private const string Number = "+442079460018";
    private const string OtherNumber = "+442079460019";

    /// <summary>The system's dialler: what the app asks it to call, in order. Chromium has none, and would show a dialog instead.</summary>
    private const string Dialler = """
        window.dialled = []
        navigation.addEventListener('navigate', (event) => {
          if (!event.destination.url.startsWith('tel:')) return
          event.preventDefault()
          window.dialled.push(event.destination.url)
        })
        """;

    private readonly TestCloud _cloud = own.Cloud;
    private Browser _browser = null!;
    private IBrowserContext _phone = null!;
    private IPage _page = null!;
    private ApiClient _person = null!;
    private PhoneClock _clock = null!;

    public async ValueTask InitializeAsync()
    {
        _browser = await Browser.StartAsync();
        _phone = await _browser.OpenAsync(_cloud, isPhone: true);
        await _phone.AddInitScriptAsync(Dialler);
        _clock = await PhoneClock.OfAsync(_phone);
        _page = await _phone.NewPageAsync();
        (_person, var email) = await _cloud.NewPersonAsync();
        await KnowAsync("Anna Bell", Number);
        await KnowAsync("ליאור כהן", OtherNumber);
        await _page.SignInAsync("/", email, People.OwnPassword);
        await Expect(_page.CallsToday()).ToBeVisibleAsync();
        await Expect(_page.SyncState()).ToHaveTextAsync("All saved");
        await _page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => undefined)");
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _clock.Dispose();
    }

    [Fact]
    public async Task The_bar_of_a_call_is_not_covered_by_what_is_said_meanwhile()
    {
        await DialFromHistoryAsync("Anna Bell");
        await ExpectDialledAsync("tel:" + Number);
        await _page.GotoAsync("/#/");
        var bar = _page.GetByRole(AriaRole.Region, new() { Name = "Call under way" });
        await Expect(bar.GetByRole(AriaRole.Button, new() { Name = "Record" })).ToBeVisibleAsync();

        await _page.LogCallAsync("Somebody Else");

        await Expect(bar).ToBeVisibleAsync();
        var (top, said) = ((await bar.BoundingBoxAsync())!.Y, (await _page.Locator(".toast").BoundingBoxAsync())!);
        (said.Y + said.Height).ShouldBeLessThanOrEqualTo(top);
    }

    [Theory]
    [InlineData(320, 640)]
    [InlineData(390, 844)]
    [InlineData(1280, 900)]
    public async Task The_bars_of_a_call_of_its_recording_and_of_live_mode_cover_neither_each_other_nor_the_page(int width, int height)
    {
        await _phone.GrantPermissionsAsync(["microphone"]);
        await _page.SetViewportSizeAsync(width, height);
        await DialFromHistoryAsync("Anna Bell");
        await ExpectDialledAsync("tel:" + Number);
        await _page.GotoAsync("/#/live");
        await _page.Button("I agree, start listening").ClickAsync();
        await Expect(_page.Button("Pause")).ToBeVisibleAsync();
        await _page.Button("Record").ClickAsync();
        await _page.Button("I have told them").ClickAsync();
        var recording = _page.GetByRole(AriaRole.Region, new() { Name = "Recording", Exact = true });
        await _page.GotoAsync("/#/");
        await Expect(_page.CallsToday()).ToBeVisibleAsync();

        var below = await BoxAsync(_page.GetByRole(AriaRole.Region, new() { Name = "Call under way" }));
        var bar = await BoxAsync(recording);
        (below.Top - bar.Bottom).ShouldBeInRange(4, 12);
        var time = await BoxAsync(recording.GetByRole(AriaRole.Timer));
        (await BoxAsync(recording.GetByRole(AriaRole.Button))).Top.ShouldBeLessThan(time.Bottom);

        await _page.Link("Log a call").FocusAsync();
        await _page.Keyboard.PressAsync("Tab");
        for (var focused = ""; focused != "BODY"; focused = await _page.EvaluateAsync<string>("() => document.activeElement.tagName"))
        {
            (await CoveredAsync()).ShouldBeNull();
            await _page.Keyboard.PressAsync("Tab");
        }

        await _page.LogCallAsync("Somebody Else");
        (await BoxAsync(_page.Locator(".toast"))).Bottom.ShouldBeLessThanOrEqualTo(bar.Top);

        await _page.GotoAsync("/#/log");
        await Expect(_page.Button("Save call")).ToBeVisibleAsync();
        bar = await BoxAsync(recording);
        bar.Top.ShouldBeGreaterThanOrEqualTo((await BoxAsync(_page.Locator(".top"))).Bottom);
        bar.Bottom.ShouldBeLessThanOrEqualTo((await BoxAsync(_page.GetByRole(AriaRole.Heading, new() { Name = "Log a call", Exact = true }))).Top);

        await _page.GotoAsync("/#/settings");
        await _page.Button("Lock now").ClickAsync();
        await Expect(_page.Button("Unlock")).ToBeVisibleAsync();
        await _page.Link("Log a call").FocusAsync();
        (await CoveredAsync()).ShouldBeNull();
    }

    [Theory]
    [InlineData(320, 640, "200%")]
    [InlineData(844, 390, "100%")]
    [InlineData(390, 844, "100%")]
    public async Task What_is_filled_in_after_a_call_is_not_covered_by_the_answers(int width, int height, string text)
    {
        await _page.SetViewportSizeAsync(width, height);
        await _page.EvaluateAsync("(size) => { document.documentElement.style.fontSize = size }", text);
        await DialFromHistoryAsync("Anna Bell");
        await ExpectDialledAsync("tel:" + Number);
        await _page.Button("Call ended").ClickAsync();
        await Expect(_page.Button("Save call")).ToBeVisibleAsync();
        foreach (var field in new[] { "Minutes", "Seconds", "Notes" })
        {
            await _page.GetByLabel(field, new() { Exact = true }).FocusAsync();
            (await CoveredAsync()).ShouldBeNull();
        }

        await _page.Button("Save call").ClickAsync();
        await Expect(_page.GetByText("Call saved", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_call_from_the_history_is_timed_while_the_app_is_hidden_and_saved_with_one_tap()
    {
        await DialFromHistoryAsync("Anna Bell");
        await ExpectDialledAsync("tel:" + Number);
        await TalkAsync("03:25");

        await ExpectAskedAsync();
        (await LoggedAsync()).ShouldBeEmpty();
        await Expect(_page.GetByLabel("Minutes", new() { Exact = true })).ToHaveValueAsync("3");
        await Expect(_page.GetByText("An estimate: ", new() { Exact = false })).ToBeVisibleAsync();
        await _page.GetByLabel("Notes", new() { Exact = true }).FillAsync("Wants the price list");
        await _page.Button("Save call").ClickAsync();

        var call = await OnlyLoggedAsync();
        ((string?)call["contactName"], (string?)call["contactPhone"], (string?)call["callType"], (string?)call["status"], (string?)call["notes"])
            .ShouldBe(("Anna Bell", Number, "outgoing", "completed", "Wants the price list"));
        ((int)call["duration"]!).ShouldBeInRange(205, 215);
        ((bool)call["clockSuspect"]!).ShouldBeFalse(call.ToJsonString());
        await Expect(_page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_persons_correction_counts_and_an_undo_asks_again()
    {
        await DialFromHistoryAsync("Anna Bell");
        await TalkAsync("10:00");
        await _page.GetByLabel("Minutes", new() { Exact = true }).FillAsync("4");
        await _page.GetByLabel("Seconds", new() { Exact = true }).FillAsync("30");
        await _page.Button("Save call").ClickAsync();
        ((int)(await OnlyLoggedAsync())["duration"]!).ShouldBe(270);

        await _page.Button("Undo").ClickAsync();
        await ExpectAskedAsync();
        await Expect(_page.GetByLabel("Minutes", new() { Exact = true })).ToHaveValueAsync("4");
        await Until.True(async () => (await LoggedAsync()).Count == 0, "the call is taken back on the server");
        await _page.GetByText("No answer", new() { Exact = true }).ClickAsync();
        await _page.Button("Save call").ClickAsync();
        ((string?)(await OnlyLoggedAsync())["status"]).ShouldBe("missed");
    }

    [Fact]
    public async Task A_page_that_the_system_ended_during_the_call_asks_when_it_is_opened_again()
    {
        await DialFromHistoryAsync("Anna Bell");
        await ExpectDialledAsync("tel:" + Number);
        await _page.CloseAsync();
        await _clock.PassAsync("02:00");
        _page = await _phone.NewPageAsync();
        await _page.GotoAsync("/");

        await ExpectAskedAsync();
        await Expect(Sheet().GetByText("Anna Bell")).ToBeVisibleAsync();
        await _page.Button("Save call").ClickAsync();
        ((int)(await OnlyLoggedAsync())["duration"]!).ShouldBeInRange(120, 135);

        await _page.ReloadAsync();
        await Expect(_page.Button("Call a number")).ToBeVisibleAsync();
        await Expect(_page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Behind_the_lock_the_call_is_saved_and_nobody_sees_whom_it_was_with()
    {
        await DialFromHistoryAsync("Anna Bell");
        await _page.CloseAsync();
        await _clock.PassAsync("11:00");
        _page = await _phone.NewPageAsync();
        await _page.GotoAsync("/");

        await ExpectAskedAsync();
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Locked", Exact = true, IncludeHidden = true })).ToBeAttachedAsync();
        var shown = await _page.ContentAsync();
        shown.ShouldNotContain("Anna Bell");
        shown.ShouldNotContain("7946");
        await _page.Button("Save call").ClickAsync();
        ((string?)(await OnlyLoggedAsync())["contactName"]).ShouldBe("Anna Bell");
    }

    [Fact]
    public async Task Behind_the_lock_what_was_typed_before_it_is_kept_and_nothing_is_out_of_reach()
    {
        await DialFromHistoryAsync("Anna Bell");
        await TalkAsync("01:00");
        await Notes(_page).FillAsync("Before the lock");
        await _clock.PassAsync("00:02");
        await Until.Equal("Before the lock", KeptNotesAsync, "what was typed is on the phone");
        await _clock.PassAsync("11:00");
        await Expect(Sheet().GetByText("Unlock the app to see whom you called.")).ToBeVisibleAsync();
        await Notes(_page).FillAsync("Behind it");
        await _clock.PassAsync("00:02");
        await Until.Equal("Before the lock\nBehind it", KeptNotesAsync, "what was typed behind the lock is there too");
        await _page.Keyboard.PressAsync("Escape");
        var bar = _page.GetByRole(AriaRole.Region, new() { Name = "1 call to log" });
        await Expect(bar).ToBeVisibleAsync();

        await _page.SetViewportSizeAsync(390, 600);
        await _page.EvaluateAsync("() => scrollTo(0, document.documentElement.scrollHeight)");
        var hint = (await _page.GetByText("Logging a call works while the app is locked.").BoundingBoxAsync())!;
        (hint.Y + hint.Height).ShouldBeLessThanOrEqualTo((await bar.BoundingBoxAsync())!.Y);

        await bar.GetByRole(AriaRole.Button).ClickAsync();
        await _page.Button("Save call").ClickAsync();
        ((string?)(await OnlyLoggedAsync())["notes"]).ShouldBe("Before the lock\nBehind it");
    }

    [Fact]
    public async Task A_call_that_was_not_made_leaves_nothing()
    {
        await _page.Button("Call a number").ClickAsync();
        await _page.GetByLabel("Number", new() { Exact = true }).FillAsync("020 7946 0018");
        await Expect(_page.GetByText("Calls +44 20 7946 0018")).ToBeVisibleAsync();
        await _page.Button("Call").ClickAsync();
        await ExpectUnderWayAsync();
        await ExpectDialledAsync("tel:" + Number);
        await TalkAsync("00:05");
        await _page.Button("I didn’t call").ClickAsync();
        await Expect(_page.GetByText("Nothing was logged")).ToBeVisibleAsync();

        await _page.ReloadAsync();
        await Expect(_page.Button("Call a number")).ToBeVisibleAsync();
        await Expect(_page.SyncState()).ToHaveTextAsync("All saved");
        await Expect(_page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        (await PendingAsync()).ShouldBe(0);
        (await LoggedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_calls_in_a_row_are_asked_about_one_after_the_other()
    {
        await DialFromHistoryAsync("Anna Bell");
        await _clock.PassAsync("01:00");
        await DialFromHistoryAsync("ליאור כהן");
        await ExpectDialledAsync("tel:" + Number, "tel:" + OtherNumber);
        await TalkAsync("02:00");

        await Expect(Sheet().GetByText("Anna Bell")).ToBeVisibleAsync();
        await Expect(_page.GetByText("1 more call to log after this one.")).ToBeVisibleAsync();
        await _page.Button("Save call").ClickAsync();
        await Expect(Sheet().GetByText("ליאור כהן")).ToBeVisibleAsync();
        await _page.Button("Save call").ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();

        await Until.Equal(2, async () => (await LoggedAsync()).Count, "both calls are on the server");
        var calls = (await LoggedAsync()).OrderBy(call => (string)call["startedAt"]!, StringComparer.Ordinal).ToList();
        calls.Select(call => (string)call["contactPhone"]!).ShouldBe([Number, OtherNumber]);
        ((int)calls[0]["duration"]!).ShouldBeInRange(60, 80);
        ((int)calls[1]["duration"]!).ShouldBeInRange(120, 140);
    }

    [Fact]
    public async Task A_missed_call_takes_two_taps_and_is_called_back_with_the_same_tap()
    {
        await _page.Button("Missed call").ClickAsync();
        await _page.Button("Save call").ClickAsync();
        await Until.True(async () => (await CallsAsync()).Exists(call => (string?)call["status"] == "missed" && call["contactPhone"] is null), "the missed call is on the server");

        await _page.Button("Missed call").ClickAsync();
        await _page.GetByLabel("Number", new() { Exact = true }).FillAsync("(020) 7946-0020");
        await _page.Button("Save and call back").ClickAsync();
        await ExpectUnderWayAsync();
        await ExpectDialledAsync("tel:+442079460020");
        await TalkAsync("00:20");
        await _page.GetByText("No answer", new() { Exact = true }).ClickAsync();
        await _page.Button("Save and call again").ClickAsync();
        await ExpectUnderWayAsync();
        await ExpectDialledAsync("tel:+442079460020", "tel:+442079460020");

        await Until.Equal(
            "incoming missed, outgoing missed",
            async () => string.Join(", ", (await CallsAsync()).Where(call => (string?)call["contactPhone"] == "+442079460020").Select(call => $"{call["callType"]} {call["status"]}").Order(StringComparer.Ordinal)),
            "both calls are on the server");
    }

    [Fact]
    public async Task A_sheet_put_aside_keeps_what_was_typed_and_waits()
    {
        await DialFromHistoryAsync("Anna Bell");
        await TalkAsync("01:00");
        await _page.GetByLabel("Notes", new() { Exact = true }).FillAsync("Half of a note");
        await _page.Keyboard.PressAsync("Escape");
        await Expect(_page.GetByRole(AriaRole.Region, new() { Name = "1 call to log" })).ToBeVisibleAsync();
        await Until.Equal(1, PendingAsync, "the call still waits");

        await _page.ReloadAsync();
        await ExpectAskedAsync();
        await Expect(_page.GetByLabel("Notes", new() { Exact = true })).ToHaveValueAsync("Half of a note");
    }

    [Fact]
    public async Task Another_tab_leaves_the_call_alone_until_its_own_tab_is_gone()
    {
        await DialFromHistoryAsync("Anna Bell");
        var caller = _page;
        _page = await _phone.NewPageAsync();
        await _page.GotoAsync("/");
        await ExpectUnderWayAsync();
        await Expect(_page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();

        await caller.CloseAsync();
        await ExpectAskedAsync();
        await _page.Button("Save call").ClickAsync();
        await OnlyLoggedAsync();
    }

    [Fact]
    public async Task What_was_typed_in_another_tab_is_added_to_the_call_that_this_one_logs()
    {
        await DialFromHistoryAsync("Anna Bell");
        await TalkAsync("01:00");
        var other = await _phone.NewPageAsync();
        await other.GotoAsync("/");
        await Notes(other).FillAsync("Typed over there");
        await Notes(_page).FillAsync("Saved here");
        await _page.Button("Save call").ClickAsync();

        await Expect(other.GetByText("Changes saved")).ToBeVisibleAsync();
        await Until.Equal("Saved here\nTyped over there", async () => (string?)(await OnlyLoggedAsync())["notes"], "both notes are on the server");
    }

    [Fact]
    public async Task A_contact_of_the_phone_is_called_by_the_number_that_the_person_chooses()
    {
        await Expect(_page.Button("Call a number")).ToBeVisibleAsync();
        await _page.Button("Call a number").ClickAsync();
        await Expect(_page.Button("Call")).ToBeVisibleAsync();
        await Expect(_page.Button("From contacts")).ToBeHiddenAsync();

        await _phone.AddInitScriptAsync(
            """
            globalThis.ContactsManager = class {}
            Object.defineProperty(navigator, 'contacts', { value: { select: async () => [{ name: ['דנה לוי'], tel: ['020 7946 0021', '07911 123 456', '020 7946 0021'] }] } })
            """);
        await _page.ReloadAsync();
        await _page.Button("Call a number").ClickAsync();
        await _page.GetByLabel("Number", new() { Exact = true }).FillAsync("020 7946 0018");
        await Expect(_page.GetByText("Calls +44 20 7946 0018")).ToBeVisibleAsync();
        await _page.Button("From contacts").ClickAsync();
        await _page.Button("07911 123 456").ClickAsync();
        await Expect(_page.GetByLabel("Number", new() { Exact = true })).ToHaveValueAsync("+447911123456");
        await _page.Button("Call").ClickAsync();
        await ExpectUnderWayAsync();
        await ExpectDialledAsync("tel:+447911123456");
        await TalkAsync("00:40");
        await Expect(Sheet().GetByText("דנה לוי")).ToBeVisibleAsync();
        await _page.Keyboard.PressAsync("Tab");
        await _page.Button("Save call").PressAsync("Enter");
        ((string?)(await OnlyLoggedAsync())["contactName"]).ShouldBe("דנה לוי");
    }

    [Fact]
    public async Task A_number_that_no_plan_knows_is_called_and_logged_as_typed()
    {
        await _page.Button("Call a number").ClickAsync();
        await _page.Button("Call").ClickAsync();
        await Expect(_page.GetByText("Type a number first.")).ToBeVisibleAsync();
        foreach (var key in "*21#")
        {
            await _page.Button(key.ToString()).ClickAsync();
        }

        await _page.Button("Call").ClickAsync();
        await ExpectUnderWayAsync();
        await ExpectDialledAsync("tel:*21%23");
        await _page.Button("Call ended").ClickAsync();
        await _page.Button("Save call").ClickAsync();
        ((string?)(await OnlyLoggedAsync())["contactPhone"]).ShouldBe("*21#");
    }

    private static ILocator Notes(IPage page) => page.GetByLabel("Notes", new() { Exact = true });

    private ILocator Sheet() => _page.GetByRole(AriaRole.Dialog);

    private async Task ExpectAskedAsync() => await Expect(_page.GetByRole(AriaRole.Dialog, new() { Name = "How did the call go?" })).ToBeVisibleAsync();

    private async Task ExpectUnderWayAsync() => await Expect(_page.GetByRole(AriaRole.Region, new() { Name = "Call under way" })).ToBeVisibleAsync();

    /// <summary>The page says that a call is under way a moment before it asks the dialler.</summary>
    private Task ExpectDialledAsync(params string[] links) =>
        Until.Equal(string.Join(' ', links), async () => string.Join(' ', await DialledAsync()), "the dialler was asked");

    private static async Task<(float Top, float Bottom)> BoxAsync(ILocator locator)
    {
        var box = (await locator.BoundingBoxAsync())!;
        return (box.Y, box.Y + box.Height);
    }

    /// <summary>What has the keyboard's focus, where something else lies over its middle; null: nothing does.</summary>
    private Task<string?> CoveredAsync() => _page.EvaluateAsync<string?>(
        """
        () => {
          const focused = document.activeElement
          const { x, y, width, height } = focused.getBoundingClientRect()
          const over = document.elementFromPoint(x + width / 2, y + height / 2)
          return focused === document.body || focused.contains(over) ? null : `${focused.textContent} under ${over?.className}`
        }
        """);

    private async Task DialFromHistoryAsync(string name)
    {
        var before = (await DialledAsync()).Length;
        await _page.GotoAsync("/#/history");
        await _page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Call " + Regex.Escape(name)) }).First.ClickAsync();
        await ExpectUnderWayAsync();
        await Until.Equal(before + 1, async () => (await DialledAsync()).Length, "the dialler was asked");
    }

    /// <summary>The dialler covers the app for that long; a browser without a window keeps its pages visible.</summary>
    private async Task TalkAsync(string length)
    {
        await SetVisibilityAsync("hidden");
        await _clock.PassAsync(length);
        await SetVisibilityAsync("visible");
    }

    private async Task SetVisibilityAsync(string state) => await _page.EvaluateAsync(
        """
        (state) => {
          Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state })
          document.dispatchEvent(new Event('visibilitychange'))
        }
        """,
        state);

    private Task<string[]> DialledAsync() => _page.EvaluateAsync<string[]>("() => window.dialled");

    private async Task<int> PendingAsync() => (await PendingNotesAsync()).Length;

    private async Task<string?> KeptNotesAsync() => (await PendingNotesAsync()).FirstOrDefault();

    /// <summary>What is written on each call that waits for an answer.</summary>
    private Task<string[]> PendingNotesAsync() => _page.EvaluateAsync<string[]>(
        """
        async () => {
          const name = (await indexedDB.databases()).find(({ name }) => name.startsWith('ooak-')).name
          const db = await new Promise((resolve) => { indexedDB.open(name).onsuccess = ({ target }) => resolve(target.result) })
          const pending = await new Promise((resolve) => { db.transaction('meta').objectStore('meta').get('pendingCalls').onsuccess = ({ target }) => resolve(target.result) })
          db.close()
          return (pending ?? []).map(({ answer }) => answer?.notes ?? '')
        }
        """);

    /// <summary>A contact, by a call of long ago.</summary>
    private async Task KnowAsync(string name, string number)
    {
        var draft = Requests.Draft();
        draft["contactName"] = name;
        draft["contactPhone"] = number;
        (await _person.PostAsync("/calls", draft)).Expect(201);
    }

    private Task<List<JsonNode>> CallsAsync() => CallPages.AllAsync(_person, "");

    private async Task<List<JsonNode>> LoggedAsync() => (await CallsAsync()).FindAll(call => (string?)call["source"] == "timed");

    private async Task<JsonNode> OnlyLoggedAsync()
    {
        await Until.Equal(1, async () => (await LoggedAsync()).Count, "the call is on the server");
        return (await LoggedAsync())[0];
    }
}
