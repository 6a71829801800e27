using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>What a person asks for on the phone's settings and sync pages while the server is silent: it says that it goes on, is asked
/// once, keeps the keyboard's focus, and loses nothing of what is changed meanwhile.</summary>
[Collection(nameof(SharedCloud))]
public sealed class PhoneSettingsTests(SharedCloud shared) : IAsyncLifetime
{
    private readonly TestCloud _cloud = shared.Cloud;
    private Browser _browser = null!;
    private IPage _phone = null!;
    private readonly TaskCompletionSource _answers = new();
    private int _asked;

    public async ValueTask InitializeAsync()
    {
        var (_, email) = await _cloud.NewPersonAsync();
        _browser = await Browser.StartAsync();
        _phone = await (await _browser.OpenAsync(_cloud, isPhone: true)).OpenPhoneAsync(email, People.OwnPassword);
        await Expect(_phone.SyncState()).ToHaveTextAsync("All saved");
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task A_log_out_that_the_server_does_not_answer_says_so_and_is_asked_once()
    {
        await SilenceAsync("/api/auth/logout$");
        await _phone.GotoAsync("/#/settings");
        await ExpectBusyAsync("Log out", "Logging out…");
        _answers.SetResult();
        await Expect(_phone.Button("Sign in")).ToBeVisibleAsync();
        _asked.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_waits_for_long_to_be_logged_out_by_a_server_that_never_answers()
    {
        await SilenceAsync("/api/auth/logout$");
        await _phone.GotoAsync("/#/settings");
        await _phone.Button("Log out").ClickAsync();
        await Expect(_phone.Button("Sign in")).ToBeVisibleAsync(new() { Timeout = 25_000 });
    }

    [Fact]
    public async Task What_is_changed_while_the_answer_is_on_its_way_is_still_to_be_saved()
    {
        await SilenceAsync("/api/me/settings$");
        await _phone.GotoAsync("/#/settings");
        await _phone.GetByLabel("Announcements", new() { Exact = true }).ClickAsync();
        await ExpectBusyAsync("Save", "Saving…");
        await _phone.GetByLabel("New assignments", new() { Exact = true }).ClickAsync();
        _answers.SetResult();
        await Expect(_phone.Button("Save")).ToBeVisibleAsync();
        await Expect(_phone.GetByText("Not saved yet.", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(_phone.GetByLabel("New assignments", new() { Exact = true })).Not.ToBeCheckedAsync();

        await _phone.Button("Save").ClickAsync();
        await Expect(_phone.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(_phone.GetByLabel("New assignments", new() { Exact = true })).Not.ToBeCheckedAsync();
        await Expect(_phone.GetByLabel("Announcements", new() { Exact = true })).Not.ToBeCheckedAsync();
        _asked.ShouldBe(2);
    }

    [Fact]
    public async Task A_sync_that_was_asked_for_says_that_it_goes_on()
    {
        await SilenceAsync("/api/sync$");
        await _phone.GotoAsync("/#/sync");
        await ExpectBusyAsync("Sync now", "Syncing…");
        _answers.SetResult();
        await Expect(_phone.Button("Sync now")).ToBeVisibleAsync();
    }

    private async Task SilenceAsync(string path) =>
        await _phone.RouteAsync(new Regex(path), async route =>
        {
            Interlocked.Increment(ref _asked);
            await _answers.Task;
            await route.ContinueAsync();
        });

    private async Task ExpectBusyAsync(string name, string whileBusy)
    {
        var button = await _phone.Button(name).ElementHandleAsync();
        await button.FocusAsync();
        await _phone.Keyboard.PressAsync("Enter");
        await Expect(_phone.Button(whileBusy)).ToHaveAttributeAsync("aria-disabled", "true");
        await _phone.Keyboard.PressAsync("Enter");
        (await button.EvaluateAsync<bool>("(button) => button === document.activeElement")).ShouldBeTrue();
    }
}
