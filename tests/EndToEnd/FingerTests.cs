using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>"Save call" under a finger: the app acts when the finger leaves it, before the browser would make a click of that.</summary>
[Collection(nameof(SharedCloud))]
public sealed class FingerTests(SharedCloud shared) : IAsyncLifetime
{
    private readonly TestCloud _cloud = shared.Cloud;
    private Browser _browser = null!;
    private IPage _phone = null!;
    private ICDPSession _screen = null!;

    public async ValueTask InitializeAsync()
    {
        var (_, email) = await _cloud.NewPersonAsync();
        _browser = await Browser.StartAsync();
        _phone = await (await _browser.OpenAsync(_cloud, isPhone: true)).OpenPhoneAsync(email, People.OwnPassword);
        _screen = await _phone.Context.NewCDPSessionAsync(_phone);
        await _screen.SendAsync("Emulation.setTouchEmulationEnabled", new() { ["enabled"] = true, ["maxTouchPoints"] = 2 });
        await _phone.EvaluateAsync("() => { globalThis.clicks = []; addEventListener('click', ({ target }) => clicks.push(target.closest('button, a')?.textContent), true) }");
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task A_tap_saves_once_and_touches_nothing_of_the_page_that_follows()
    {
        var save = await FillAsync("Tapped");
        await TouchAsync("touchStart", save);
        await TouchAsync("touchEnd");

        await Expect(_phone.CallsToday()).ToHaveTextAsync("1");
        await Expect(_phone.SyncState()).ToHaveTextAsync("All saved");
        (await ClicksAsync()).ShouldBe(["Log a call", "Save call"]);
        await Expect(_phone.Link("Log a call")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_finger_that_slides_off_or_is_one_of_two_saves_nothing()
    {
        var save = await FillAsync("Slid off");
        await TouchAsync("touchStart", save);
        await TouchAsync("touchMove", (save.X, save.Y - 200));
        await TouchAsync("touchEnd");
        // As a browser tells it that does not take the finger for one that scrolls; a tap told the same way would save.
        await LeaveAsync(save.Y - 200, cancelable: true, others: 0);
        await LeaveAsync(save.Y, cancelable: true, others: 1);
        await LeaveAsync(save.Y, cancelable: false, others: 0);
        (await ClicksAsync()).ShouldNotContain("Save call");

        await LeaveAsync(save.Y, cancelable: true, others: 0);
        await Expect(_phone.CallsToday()).ToHaveTextAsync("1");
        (await ClicksAsync()).Count(text => text == "Save call").ShouldBe(1);
    }

    [Fact]
    public async Task A_tap_on_a_form_that_misses_something_says_so_where_it_is()
    {
        await _phone.Link("Log a call").ClickAsync();
        var save = await CentreAsync();
        await TouchAsync("touchStart", save);
        await TouchAsync("touchEnd");

        await Expect(_phone.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(_phone.Locator("[name=kind]").First).ToBeFocusedAsync();
    }

    private async Task<(float X, float Y)> FillAsync(string name)
    {
        await _phone.Link("Log a call").ClickAsync();
        await _phone.GetByText("Outgoing, answered", new() { Exact = true }).ClickAsync();
        await _phone.GetByLabel("Minutes", new() { Exact = true }).FillAsync("2");
        await _phone.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        return await CentreAsync();
    }

    private async Task<(float X, float Y)> CentreAsync()
    {
        var box = (await _phone.Button("Save call").BoundingBoxAsync())!;
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    private async Task TouchAsync(string type, params (float X, float Y)[] fingers) =>
        await _screen.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = fingers.Select((finger, id) => new { x = finger.X, y = finger.Y, id }).ToArray() });

    private async Task LeaveAsync(float y, bool cancelable, int others) => await _phone.Button("Save call").EvaluateAsync(
        """
        (target, { y, cancelable, others }) => {
          const finger = (identifier) => new Touch({ identifier, target, clientX: innerWidth / 2, clientY: y })
          const touches = Array.from({ length: others }, (_, i) => finger(i + 1))
          target.dispatchEvent(new TouchEvent('touchend', { bubbles: true, cancelable, touches, changedTouches: [finger(0)] }))
        }
        """,
        new { y = (double)y, cancelable, others });

    private async Task<string[]> ClicksAsync() => await _phone.EvaluateAsync<string[]>("() => clicks.filter(Boolean)");
}
