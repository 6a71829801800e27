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
        await _phone.AddInitScriptAsync(Dialler.Script);
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
    public async Task A_call_that_was_not_made_can_be_taken_back_while_another_is_asked_about()
    {
        await DialFromHistoryAsync("Anna Bell");
        await _clock.PassAsync("01:00");
        await DialFromHistoryAsync("ליאור כהן");
        await TalkAsync("02:00");
        await Expect(Sheet().GetByText("Anna Bell")).ToBeVisibleAsync();
        await _page.Button("I didn’t call").ClickAsync();
        await Expect(Sheet().GetByText("ליאור כהן")).ToBeVisibleAsync();

        await Sheet().GetByRole(AriaRole.Status).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(_page.GetByText("1 more call to log after this one.")).ToBeVisibleAsync();

        // And by the keys, once no dialog is open any more.
        await _page.Button("I didn’t call").ClickAsync();
        await Expect(_page.GetByText("1 more call to log after this one.")).ToHaveCountAsync(0);
        await _page.Button("I didn’t call").ClickAsync();
        await Expect(Sheet()).ToHaveCountAsync(0);
        await _page.Keyboard.PressAsync("Control+z");
        await Expect(Sheet()).ToBeVisibleAsync();
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
        Until.Equal(string.Join(' ', links), async () => string.Join(' ', await _page.DialledAsync()), "the dialler was asked");

    private async Task DialFromHistoryAsync(string name)
    {
        var before = (await _page.DialledAsync()).Length;
        await _page.GotoAsync("/#/history");
        await _page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Call " + Regex.Escape(name)) }).First.ClickAsync();
        await ExpectUnderWayAsync();
        await Until.Equal(before + 1, async () => (await _page.DialledAsync()).Length, "the dialler was asked");
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
