using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>The lock of the phone's app: nothing is shown or read behind it, and work goes on.</summary>
[Collection(nameof(OwnCloud))]
public sealed class LockTests(OwnCloud own) : IAsyncLifetime
{
    private const string Pin = "482613";
    private readonly TestCloud _cloud = own.Cloud;
    private Browser _browser = null!;
    private IPage _page = null!;
    private ApiClient _person = null!;

    public async ValueTask InitializeAsync()
    {
        _browser = await Browser.StartAsync();
        _page = await (await _browser.OpenAsync(_cloud, isPhone: true)).NewPageAsync();
        (_person, var email) = await _cloud.NewPersonAsync();
        Email = email;
    }

    private string Email { get; set; } = "";

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task Behind_the_lock_a_call_is_logged_and_a_pin_opens_without_a_network()
    {
        await SignInAsync();
        await _page.LogCallAsync("Hidden Person");
        await SetPinAsync();
        await _page.Button("Lock now").ClickAsync();
        await ExpectLockedAsync(_page);

        await _page.GotoAsync("/#/history");
        await _page.ReloadAsync();
        await ExpectLockedAsync(_page);
        (await _page.ContentAsync()).ShouldNotContain("Hidden Person");

        await _page.Context.SetOfflineAsync(true);
        await _page.LogCallAsync("Logged Behind");
        await Expect(_page.SyncState()).ToHaveTextAsync("Offline — 1 waiting");
        await ExpectLockedAsync(_page);
        (await _page.ContentAsync()).ShouldNotContain("Logged Behind");

        await EnterPinAsync("000001");
        await Expect(_page.GetByText("That PIN is not right. 4 attempts left.")).ToBeVisibleAsync();
        await ExpectLockedAsync(_page);
        await EnterPinAsync(Pin);
        await _page.GotoAsync("/#/history");
        await Expect(_page.HistoryRow("Hidden Person")).ToBeVisibleAsync();
        await Expect(_page.HistoryRow("Logged Behind")).ToBeVisibleAsync();

        await _page.Context.SetOfflineAsync(false);
        await Expect(_page.SyncState()).ToHaveTextAsync("All saved");
        (await CallPages.AllAsync(_person, "")).Select(call => (string)call["contactName"]!).Order(StringComparer.Ordinal).ShouldBe(["Hidden Person", "Logged Behind"]);
    }

    [Fact]
    public async Task Until_a_pin_may_be_tried_again_the_button_counts_the_seconds()
    {
        await _page.Context.Clock.InstallAsync();
        await SignInAsync();
        await SetPinAsync();
        await _page.Button("Lock now").ClickAsync();
        await EnterPinAsync("000001");
        await Expect(_page.GetByText("4 attempts left.")).ToBeVisibleAsync();
        await EnterPinAsync("000002");
        await Expect(_page.Button("Unlock with PIN")).ToBeVisibleAsync();
        await EnterPinAsync("000003");
        await Expect(_page.GetByText("2 attempts left.")).ToBeVisibleAsync();
        await Expect(_page.Button("Try again in 10s")).ToHaveAttributeAsync("aria-disabled", "true");
        await Expect(_page.GetByLabel("Device PIN", new() { Exact = true })).ToBeFocusedAsync();

        // Another page knows only that it is too soon.
        await _page.ReloadAsync();
        await EnterPinAsync(Pin);
        await Expect(_page.GetByText("That was too soon after the last attempt")).ToBeVisibleAsync();
        await ExpectLockedAsync(_page);
        await Expect(_page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Try again in [0-9]+s$") })).ToBeVisibleAsync();
        await _page.Context.Clock.RunForAsync("00:10");
        await EnterPinAsync(Pin);
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Settings" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_passkey_opens_without_a_network()
    {
        var finger = await Authenticator.AttachAsync(_page);
        await SignInAsync();
        await _page.GotoAsync("/#/settings");
        await _page.Button("Add a passkey").ClickAsync();
        await _page.Button("Continue").ClickAsync();
        await Expect(_page.GetByText("Passkey added", new() { Exact = true })).ToBeVisibleAsync();
        await _page.Button("Lock now").ClickAsync();
        await ExpectLockedAsync(_page);
        await _page.Context.SetOfflineAsync(true);

        await finger.AcceptAsync(false);
        await _page.Button("Unlock with fingerprint or face").ClickAsync();
        await Expect(_page.GetByText("Nothing was chosen. Try again, or sign in another way.")).ToBeVisibleAsync();
        await ExpectLockedAsync(_page);

        await finger.AcceptAsync(true);
        await _page.Button("Unlock with fingerprint or face").ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Settings" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_password_opens_where_nothing_else_was_set_up()
    {
        await SignInAsync();
        await _page.GotoAsync("/#/settings");
        await _page.Button("Lock now").ClickAsync();
        await _page.GetByLabel("Password", new() { Exact = true }).FillAsync("Not-their-password-1");
        await _page.Button("Unlock").ClickAsync();
        await Expect(_page.GetByText("E-mail or password is not right.")).ToBeVisibleAsync();
        await _page.GetByLabel("Password", new() { Exact = true }).FillAsync(People.OwnPassword);
        await _page.Button("Unlock").ClickAsync();

        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Settings" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task After_ten_minutes_without_use_the_app_is_locked_open_or_closed()
    {
        await _page.Context.Clock.InstallAsync();
        await SignInAsync();
        await _page.Context.Clock.FastForwardAsync("09:00");
        await Expect(_page.CallsToday()).ToBeVisibleAsync();
        await _page.Context.Clock.FastForwardAsync("02:00");
        await ExpectLockedAsync(_page);

        await _page.GetByLabel("Password", new() { Exact = true }).FillAsync(People.OwnPassword);
        await _page.Button("Unlock").ClickAsync();
        await Expect(_page.CallsToday()).ToBeVisibleAsync();
        var pocket = _page.Context;
        await _page.CloseAsync();
        await pocket.Clock.FastForwardAsync("11:00");
        _page = await pocket.NewPageAsync();
        await _page.GotoAsync("/");
        await ExpectLockedAsync(_page);
    }

    [Fact]
    public async Task Signed_out_from_elsewhere_the_app_opens_for_nothing_but_signing_in()
    {
        await SignInAsync();
        await _page.LogCallAsync("Hidden Person");
        await Expect(_page.SyncState()).ToHaveTextAsync("All saved");
        await SetPinAsync();
        (await _person.PostAsync("/auth/logout", new JsonObject { ["everywhere"] = true })).Expect(204);
        await _page.GotoAsync("/#/sync");
        await _page.Button("Sync now").ClickAsync();

        await ExpectLockedAsync(_page);
        await Expect(_page.GetByText("You were signed out on all devices.")).ToBeVisibleAsync();
        await Expect(_page.GetByLabel("Device PIN", new() { Exact = true })).ToHaveCountAsync(0);
        (await _page.ContentAsync()).ShouldNotContain("Hidden Person");

        await _page.Context.SetOfflineAsync(true);
        await _page.GotoAsync("/#/history");
        await _page.ReloadAsync();
        await ExpectLockedAsync(_page);
        await Expect(_page.GetByText("Signing in needs the network.")).ToBeVisibleAsync();
        await _page.LogCallAsync("Logged Behind");
        await ExpectLockedAsync(_page);

        await _page.Context.SetOfflineAsync(false);
        await _page.GetByLabel("Password", new() { Exact = true }).FillAsync(People.OwnPassword);
        await _page.Button("Sign in").ClickAsync();
        await _page.GotoAsync("/#/history");
        await Expect(_page.HistoryRow("Hidden Person")).ToBeVisibleAsync();
        await Expect(_page.HistoryRow("Logged Behind")).ToBeVisibleAsync();
        await Expect(_page.SyncState()).ToHaveTextAsync("All saved");
    }

    [Fact]
    public async Task Whoever_unlocks_in_another_way_is_not_told_that_the_session_ended()
    {
        await SignInAsync();
        await _page.GotoAsync("/#/settings");
        await _page.Button("Lock now").ClickAsync();
        await _page.Button("Sign in another way").ClickAsync();
        await Expect(_page.GetByText("Sign in to unlock.")).ToBeVisibleAsync();
        await Expect(_page.GetByText("Your session ended.")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_second_tab_goes_on_once_its_owner_has_signed_in_in_the_first()
    {
        await SignInAsync();
        var second = await _page.Context.NewPageAsync();
        await second.GotoAsync("/#/sync");
        await Expect(second.SyncState()).ToHaveTextAsync("All saved");
        (await _person.PostAsync("/auth/logout", new JsonObject { ["everywhere"] = true })).Expect(204);
        await ExpectLockedAsync(second);
        await second.LogCallAsync("Behind the lock");
        await Expect(second.GetByText("Sign in to sync")).ToBeVisibleAsync();

        await ExpectLockedAsync(_page);
        await _page.GetByLabel("Password", new() { Exact = true }).FillAsync(People.OwnPassword);
        await _page.Button("Sign in").ClickAsync();
        await Expect(_page.SyncState()).ToHaveTextAsync("All saved");
        await Expect(second.SyncState()).ToHaveTextAsync("All saved");
    }

    private static async Task ExpectLockedAsync(IPage page) => await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Locked", Exact = true })).ToBeVisibleAsync();

    private async Task SignInAsync()
    {
        await _page.SignInAsync("/", Email, People.OwnPassword);
        await Expect(_page.CallsToday()).ToBeVisibleAsync();
        await Expect(_page.SyncState()).ToHaveTextAsync("All saved");

        // The app's own files are on the phone, for when there is no network.
        await _page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => undefined)");
    }

    private async Task SetPinAsync()
    {
        await _page.GotoAsync("/#/settings");
        await _page.Button("Set a PIN").ClickAsync();
        await _page.GetByLabel("New PIN", new() { Exact = true }).FillAsync(Pin);
        await _page.GetByLabel("New PIN again", new() { Exact = true }).FillAsync(Pin);
        await _page.Button("Save the PIN").ClickAsync();
        await Expect(_page.GetByText("A PIN is set on this device.")).ToBeVisibleAsync();
    }

    private async Task EnterPinAsync(string pin)
    {
        await _page.GetByLabel("Device PIN", new() { Exact = true }).FillAsync(pin);
        await _page.Button("Unlock with PIN").ClickAsync();
    }
}
