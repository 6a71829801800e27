using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>Edits and deletions between the phone, the server and the dashboard.</summary>
[Collection(nameof(SharedCloud))]
public sealed class PhoneTests(SharedCloud shared) : IAsyncLifetime
{
    /// <summary>Pixels, of letters of twice the size.</summary>
    private const float TwoLines = 110;

    private readonly TestCloud _cloud = shared.Cloud;
    private Browser _browser = null!;

    public async ValueTask InitializeAsync() => _browser = await Browser.StartAsync();

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task An_edit_and_a_deletion_on_the_phone_reach_the_server_and_the_figures()
    {
        var (person, email) = await _cloud.NewPersonAsync();
        var dashboard = await (await _browser.OpenAsync(_cloud)).OpenDashboardAsync();
        var phone = await (await _browser.OpenAsync(_cloud, isPhone: true)).OpenPhoneAsync(email, People.OwnPassword);
        await phone.LogCallAsync("Edited Later");
        await Expect(phone.SyncState()).ToHaveTextAsync("All saved");
        await dashboard.GotoAsync($"/dashboard/#/overview?range=today&employeeId={person.EmployeeId}");
        await Expect(dashboard.Tile("Calls")).ToHaveTextAsync("1");
        await Expect(dashboard.Tile("Talk time")).ToHaveTextAsync("2m");

        await phone.GotoAsync("/#/history");
        await phone.HistoryRow("Edited Later").ClickAsync();
        await phone.Link("Edit").ClickAsync();
        await phone.GetByLabel("Minutes", new() { Exact = true }).FillAsync("7");
        await phone.GetByLabel("Notes", new() { Exact = true }).FillAsync("Mended on the phone");
        await phone.Context.SetOfflineAsync(true);
        await phone.Button("Save changes").ClickAsync();
        await Expect(phone.GetByText("Mended on the phone", new() { Exact = true })).ToBeVisibleAsync();
        await phone.GotoAsync("/#/history");
        await Expect(phone.HistoryRow("Edited Later").GetByTitle("Not sent yet")).ToBeVisibleAsync();
        await phone.Context.SetOfflineAsync(false);
        await Expect(phone.HistoryRow("Edited Later").GetByTitle("Not sent yet")).ToBeHiddenAsync();

        await Until.Equal((420, "Mended on the phone"), async () => await LastAsync(person) is { } call ? ((int)call["duration"]!, (string?)call["notes"] ?? "") : default, "the edit is on the server");
        await Expect(dashboard.Tile("Talk time")).ToHaveTextAsync("7m");

        await phone.HistoryRow("Edited Later").ClickAsync();
        await phone.Button("Delete").ClickAsync();
        await Until.True(async () => await LastAsync(person) is null, "the deletion is on the server");
        await Expect(dashboard.Tile("Calls")).ToHaveTextAsync("0");
    }

    [Fact]
    public async Task A_deletion_is_taken_back_from_the_keyboard_by_the_button_or_a_shortcut()
    {
        var (person, email) = await _cloud.NewPersonAsync();
        (await person.PostAsync("/calls", Requests.Draft())).Expect(201);
        var page = await (await _browser.OpenAsync(_cloud)).OpenPhoneAsync(email, People.OwnPassword);
        await page.GotoAsync("/#/history");
        await page.HistoryRow("Anna Becker").ClickAsync();
        await page.Button("Delete").PressAsync("Enter");
        await Expect(page.GetByText("Call deleted", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await Expect(page.Button("Undo")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.HistoryRow("Anna Becker")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();

        await page.HistoryRow("Anna Becker").ClickAsync();
        await page.Button("Delete").PressAsync("Enter");
        await Expect(page.GetByText("Call deleted", new() { Exact = true })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+z");
        await Expect(page.GetByText("Call is back", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.HistoryRow("Anna Becker")).ToBeVisibleAsync();
        await Expect(page.SyncState()).ToHaveTextAsync("All saved");
        (await CallPages.AllAsync(person, "")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_managers_edit_arrives_on_the_phone()
    {
        var (person, email) = await _cloud.NewPersonAsync();
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var draft = Requests.Draft();
        draft["contactName"] = "Misspelt Name";
        var call = (await person.PostAsync("/calls", draft)).Expect(201).Json;
        var phone = await (await _browser.OpenAsync(_cloud, isPhone: true)).OpenPhoneAsync(email, People.OwnPassword);
        await phone.GotoAsync("/#/history");
        await Expect(phone.HistoryRow("Misspelt Name")).ToBeVisibleAsync();

        call["contactName"] = "Proper Name";
        (await manager.PutAsync($"/calls/{call["id"]}?employeeId={person.EmployeeId}", call)).Expect(200);
        await phone.GotoAsync("/#/sync");
        await phone.Button("Sync now").ClickAsync();
        await phone.GotoAsync("/#/history");

        await Expect(phone.HistoryRow("Proper Name")).ToBeVisibleAsync();
        await Expect(phone.HistoryRow("Misspelt Name")).ToBeHiddenAsync();
        (await person.DeleteAsync("/calls/" + call["id"])).Expect(204);
    }

    [Fact]
    public async Task What_is_typed_into_a_call_that_is_deleted_meanwhile_is_saved_as_another_and_the_focus_is_never_lost()
    {
        var (person, email) = await _cloud.NewPersonAsync();
        var phone = await (await _browser.OpenAsync(_cloud, isPhone: true)).OpenPhoneAsync(email, People.OwnPassword);
        await phone.LogCallAsync("Deleted Elsewhere");
        await Expect(phone.SyncState()).ToHaveTextAsync("All saved");
        await phone.GotoAsync("/#/history");
        await Expect(phone).ToHaveTitleAsync("History · OOAK Calls");
        await phone.HistoryRow("Deleted Elsewhere").ClickAsync();
        await phone.Link("Edit").ClickAsync();
        await phone.GetByLabel("Notes", new() { Exact = true }).FillAsync("Typed while it was deleted");
        await Expect(phone).ToHaveTitleAsync("Edit call · OOAK Calls");
        (await person.DeleteAsync("/calls/" + (await LastAsync(person, "Deleted Elsewhere"))!["id"])).Expect(204);
        var second = await phone.Context.NewPageAsync();
        await second.GotoAsync("/#/sync");
        await second.Button("Sync now").FocusAsync();
        await second.Keyboard.PressAsync("Enter");
        await second.GotoAsync(new Uri(phone.Url).Fragment.Replace("/edit", "", StringComparison.Ordinal));
        await Expect(second.GetByText("This call is no longer on this device.")).ToBeVisibleAsync();

        await phone.Button("Save changes").ClickAsync();

        await Expect(phone.GetByText("That call had been deleted. Saved as a new call")).ToBeVisibleAsync();
        await Expect(phone.GetByText("Typed while it was deleted")).ToBeVisibleAsync();
        await Until.True(async () => (string?)(await LastAsync(person, "Deleted Elsewhere"))?["notes"] == "Typed while it was deleted", "the new call is on the server");

        await phone.GotoAsync("/#/settings");
        await phone.Button("Set a PIN").FocusAsync();
        await phone.Keyboard.PressAsync("Enter");
        await phone.Button("Cancel").FocusAsync();
        await phone.Keyboard.PressAsync("Enter");
        await Expect(phone.Button("Set a PIN")).ToBeVisibleAsync();
        (await phone.EvaluateAsync<bool>("() => document.activeElement.closest('#content section') !== null")).ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_typed_is_back_after_a_reload_a_kill_and_a_step_back_until_it_is_saved_or_given_up()
    {
        var (_, email) = await _cloud.NewPersonAsync();
        var phone = await (await _browser.OpenAsync(_cloud, isPhone: true)).OpenPhoneAsync(email, People.OwnPassword);
        await phone.Link("Log a call").ClickAsync();
        await phone.GetByText("Outgoing, answered", new() { Exact = true }).ClickAsync();
        await phone.GetByLabel("Name", new() { Exact = true }).FillAsync("Half Typed");
        await phone.GetByLabel("Notes", new() { Exact = true }).FillAsync("Wants an offer by Friday");
        await phone.ReloadAsync();
        await ExpectTypedAsync();
        phone = await phone.KillAsync();
        await phone.GotoAsync("/#/log");
        await ExpectTypedAsync();
        await phone.GetByRole(AriaRole.Link, new() { Name = "Back" }).ClickAsync();
        await Expect(phone.CallsToday()).ToHaveTextAsync("0");
        await phone.Link("Log a call").ClickAsync();
        await ExpectTypedAsync();

        await phone.Button("Save call").ClickAsync();
        await Expect(phone.CallsToday()).ToHaveTextAsync("1");
        await phone.Link("Log a call").ClickAsync();
        await Expect(phone.GetByText("Outgoing, answered", new() { Exact = true })).ToBeVisibleAsync();
        await ExpectNothingAsync();
        await phone.GetByRole(AriaRole.Link, new() { Name = "Back" }).ClickAsync();

        await phone.Button("Missed call").ClickAsync();
        await phone.GetByLabel("Name", new() { Exact = true }).FillAsync("Called At Noon");
        await phone.Button("Close").ClickAsync();
        await phone.Button("Missed call").ClickAsync();
        await Expect(Back()).ToBeVisibleAsync();
        await phone.Button("Start anew").ClickAsync();
        await ExpectNothingAsync();
        await phone.GetByRole(AriaRole.Dialog).Locator("form").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(phone.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Called At Noon");
        await phone.Button("Close").ClickAsync();
        await phone.Button("Missed call").ClickAsync();
        await phone.Button("Start anew").ClickAsync();
        await phone.Button("Close").ClickAsync();
        await phone.Button("Missed call").ClickAsync();
        await ExpectNothingAsync();

        ILocator Back() => phone.GetByText("What you typed earlier is here again.", new() { Exact = true });

        async Task ExpectTypedAsync()
        {
            await Expect(Back()).ToBeVisibleAsync();
            await Expect(phone.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Half Typed");
            await Expect(phone.GetByLabel("Notes", new() { Exact = true })).ToHaveValueAsync("Wants an offer by Friday");
            await Expect(phone.GetByLabel("Minutes", new() { Exact = true })).ToBeVisibleAsync();
        }

        async Task ExpectNothingAsync()
        {
            await Expect(phone.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("");
            await Expect(Back()).ToBeHiddenAsync();
        }
    }

    [Fact]
    public async Task Nothing_on_the_home_screen_moves_under_a_finger_when_the_app_is_opened_again()
    {
        var (person, email) = await _cloud.NewPersonAsync();
        (await person.PostAsync("/calls", Requests.Draft())).Expect(201);
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        (await manager.PostAsync("/assignments", new JsonObject { ["assignments"] = new JsonArray(Requests.Assignment(person.EmployeeId)) })).Expect(200);
        var phone = await (await _browser.OpenAsync(_cloud, isPhone: true)).OpenPhoneAsync(email, People.OwnPassword);
        await Expect(phone.GetByText("Asked for a price.", new() { Exact = true })).ToBeVisibleAsync();
        await phone.WaitForFunctionAsync("() => Number(localStorage.getItem('ooak-room-tasks')) > 0 && Number(localStorage.getItem('ooak-room-calls')) > 0");
        await phone.AddInitScriptAsync("""
            window.moved = []
            new PerformanceObserver((list) => {
              for (const { value, sources } of list.getEntries()) window.moved.push(`${value} ${sources.map(({ node }) => node?.className ?? node?.nodeName)}`)
            }).observe({ type: 'layout-shift', buffered: true })
            """);

        await phone.ReloadAsync();
        await Expect(phone.GetByText("Asked for a price.", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(phone.GetByRole(AriaRole.Region, new() { Name = "Recent calls", Exact = true }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        await phone.EvaluateAsync("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");

        (await phone.EvaluateAsync<string[]>("() => window.moved")).ShouldBeEmpty();
    }

    [Fact]
    public async Task With_letters_of_twice_the_size_nothing_leaves_the_screen_or_is_squeezed()
    {
        var (person, email) = await _cloud.NewPersonAsync();
        var manager = await _cloud.SignInAsync(TestCloud.Manager);
        (await manager.PostAsync("/assignments", new JsonObject { ["assignments"] = new JsonArray(Requests.Assignment(person.EmployeeId!)) })).Expect(200);
        var phone = await (await _browser.OpenAsync(_cloud, isPhone: true)).OpenPhoneAsync(email, People.OwnPassword);
        await phone.EvaluateAsync("() => { document.documentElement.style.fontSize = '32px' }");
        (await HeightAsync(phone.GetByText("Talk time", new() { Exact = true }))).ShouldBeLessThan(TwoLines);
        (await HeightAsync(phone.Locator(".bell svg"))).ShouldBe(36);

        await phone.GotoAsync("/#/log");
        await Expect(phone.Button("Save call")).ToBeVisibleAsync();
        (await phone.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);

        await phone.GotoAsync("/#/inbox");
        (await HeightAsync(phone.GetByText("Somebody to call", new() { Exact = true }))).ShouldBeLessThan(TwoLines);
    }

    [Fact]
    public async Task What_is_wrong_in_a_form_has_the_focus()
    {
        var (_, email) = await _cloud.NewPersonAsync();
        var phone = await (await _browser.OpenAsync(_cloud, isPhone: true)).OpenPhoneAsync(email, People.OwnPassword);
        await phone.GotoAsync("/#/log");
        await phone.Button("Save call").ClickAsync();
        await Expect(phone.GetByLabel("Outgoing, answered", new() { Exact = true })).ToBeFocusedAsync();
        await phone.GetByText("Outgoing, answered", new() { Exact = true }).ClickAsync();

        var number = phone.GetByLabel("Number", new() { Exact = true });
        await number.FillAsync("abc");
        await phone.Button("Save call").ClickAsync();
        await Expect(number).ToBeFocusedAsync();
        await number.FillAsync("");

        var minutes = phone.GetByLabel("Minutes", new() { Exact = true });
        await minutes.FillAsync("9999");
        await phone.Button("Save call").ClickAsync();
        await Expect(minutes).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Calls_that_the_server_does_not_give_are_not_said_to_be_none()
    {
        var (person, email) = await _cloud.NewPersonAsync();
        (await person.PostAsync("/calls", Requests.Draft())).Expect(201);
        var context = await _browser.OpenAsync(_cloud, isPhone: true);
        await context.RouteAsync("**/api/sync", route => route.FulfillAsync(new() { Status = 503, ContentType = "application/json", Body = "{}" }));
        var phone = await context.NewPageAsync();
        await phone.SignInAsync("/", email, People.OwnPassword);

        await Expect(phone.GetByText("Your calls are not here yet", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(phone.CallsToday()).Not.ToBeVisibleAsync();
        await Expect(phone.SyncState()).ToHaveTextAsync("Trying again");
        await phone.GotoAsync("/#/tasks");
        await Expect(phone.GetByText("Nothing has come yet", new() { Exact = true })).ToBeVisibleAsync();

        await context.UnrouteAllAsync();
        await phone.GotoAsync("/#/sync");
        await phone.Button("Sync now").ClickAsync();
        await Expect(phone.SyncState()).ToHaveTextAsync("All saved");
        await phone.GotoAsync("/#/");
        await Expect(phone.CallsToday()).ToBeVisibleAsync();
        await Expect(phone.GetByRole(AriaRole.Region, new() { Name = "Recent calls", Exact = true }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_screen_reader_hears_what_a_search_found_and_each_hint_once()
    {
        var (person, email) = await _cloud.NewPersonAsync();
        foreach (var name in new[] { "Amal Nasser", "Amara Obi", "Zoë Brandt" })
        {
            var call = Requests.Draft();
            call["contactName"] = name;
            (await person.PostAsync("/calls", call)).Expect(201);
        }

        var phone = await (await _browser.OpenAsync(_cloud, isPhone: true)).OpenPhoneAsync(email, People.OwnPassword);
        await phone.GotoAsync("/#/history");
        await Expect(phone.HistoryRow("Zoë Brandt")).ToBeVisibleAsync();
        var status = phone.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status);
        await Expect(status).ToHaveTextAsync("");
        var search = phone.GetByRole(AriaRole.Searchbox);
        foreach (var (typed, said) in new[] { ("ama", "2 calls found"), ("amara", "1 call found"), ("amarant", "0 calls found"), ("", "") })
        {
            await search.FillAsync(typed);
            await Expect(status).ToHaveTextAsync(said);
        }

        await phone.GotoAsync("/#/log");
        var isPrivate = phone.GetByRole(AriaRole.Checkbox);
        await Expect(isPrivate).ToHaveAccessibleNameAsync("Private call Not counted and not shown to your manager.");
        await Expect(isPrivate).ToHaveAccessibleDescriptionAsync("");
    }

    private static async Task<JsonNode?> LastAsync(ApiClient person, string name = "Edited Later") =>
        (await CallPages.AllAsync(person, "")).Find(call => (string?)call["contactName"] == name);

    private static async Task<float> HeightAsync(ILocator text) => (await text.First.BoundingBoxAsync())!.Height;
}
