using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>What lies over the page during a call and after it, on phones and desks and with large text: it covers nothing that is needed.</summary>
[Collection(nameof(OwnCloud))]
public sealed class CallBarTests(OwnCloud own) : IAsyncLifetime
{
    private readonly TestCloud _cloud = own.Cloud;
    private Browser _browser = null!;
    private IBrowserContext _phone = null!;
    private IPage _page = null!;

    public async ValueTask InitializeAsync()
    {
        _browser = await Browser.StartAsync();
        _phone = await _browser.OpenAsync(_cloud, isPhone: true);
        await _phone.AddInitScriptAsync(Dialler.Script);
        var (person, email) = await _cloud.NewPersonAsync();
        (await person.PostAsync("/calls", Requests.Draft())).Expect(201);
        _page = await _phone.OpenPhoneAsync(email, People.OwnPassword);
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task The_bar_of_a_call_is_not_covered_by_what_is_said_meanwhile()
    {
        await CallAsync();
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
        await CallAsync();
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
        await CallAsync();
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

    private async Task CallAsync()
    {
        await _page.GotoAsync("/#/history");
        await _page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Call Anna Becker") }).ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Region, new() { Name = "Call under way" })).ToBeVisibleAsync();
        await Until.Equal(1, async () => (await _page.DialledAsync()).Length, "the dialler was asked");
    }

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
}
