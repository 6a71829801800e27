using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>The browser's Back, which is Android's, too, on the way in.</summary>
[Collection(nameof(SharedCloud))]
public sealed class SignInStepsTests(SharedCloud shared) : IAsyncLifetime
{
    private readonly TestCloud _cloud = shared.Cloud;
    private Browser _browser = null!;
    private IPage _page = null!;

    private ILocator Email => _page.GetByLabel("E-mail", new() { Exact = true });

    public async ValueTask InitializeAsync()
    {
        _browser = await Browser.StartAsync();
        _page = await (await _browser.OpenAsync(_cloud, isPhone: true)).NewPageAsync();
        await _page.SkipFirstRunAsync();
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Theory]
    [InlineData("/#/log", "Log a call")]
    [InlineData("/dashboard/#/employees", "Employees")]
    public async Task Back_leads_to_the_step_before_and_signing_in_to_the_page_that_was_asked_for(string path, string heading)
    {
        var (_, email) = await _cloud.NewPersonAsync(role: "manager");
        await _page.GotoAsync(path);
        await Email.FillAsync(email);
        await _page.Button("Text me a code").ClickAsync();
        await _page.GetByLabel("Mobile number").FillAsync("+44 7700 900199");
        await _page.Button("Send the code").ClickAsync();
        await ExpectHeadingAsync("Enter the code");
        await _page.GoBackAsync();
        await Expect(_page.GetByLabel("Mobile number")).ToHaveValueAsync("+44 7700 900199");
        await _page.GoBackAsync();
        await Expect(Email).ToHaveValueAsync(email);

        await _page.Button("Forgot password?").ClickAsync();
        await _page.Button("Email me a code").ClickAsync();
        await ExpectHeadingAsync("Choose a new password");
        await _page.GoBackAsync();
        await ExpectHeadingAsync("Forgot your password?");
        await _page.Button("Back").ClickAsync();
        await Expect(Email).ToHaveValueAsync(email);

        await _page.Button("Email me a code").ClickAsync();
        await _page.GetByLabel("Code", new() { Exact = true }).FillAsync(await _cloud.CodeAsync(email, 2));
        await _page.Button("Sign in").ClickAsync();
        await ExpectHeadingAsync(heading);
        new Uri(_page.Url).Fragment.ShouldBe(path[path.IndexOf('#')..]);
        await _page.GoBackAsync();
        _page.Url.ShouldBe("about:blank");
    }

    [Fact]
    public async Task A_step_that_is_done_with_does_not_come_back()
    {
        var (_, email) = await _cloud.NewPersonAsync();
        await _page.GotoAsync("/");
        await Email.FillAsync(email);
        await _page.Button("Email me a code").ClickAsync();
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            await _page.GetByLabel("Code", new() { Exact = true }).FillAsync("00000000");
            await _page.Button("Sign in").ClickAsync();
            await Expect(_page.Button("Sign in")).ToBeEnabledAsync();
        }

        await Expect(_page.GetByText("That code is no longer valid")).ToBeVisibleAsync();
        await _page.GoForwardAsync();
        await Expect(_page.GetByText("That code is no longer valid")).ToBeVisibleAsync();
        await Until.Equal(null, () => _page.EvaluateAsync<string?>("() => history.state && JSON.stringify(history.state)"), "back where signing in began");

        await _page.Button("Email me a code").ClickAsync();
        await ExpectHeadingAsync("Enter the code");
        await _page.ReloadAsync();
        await Expect(Email).ToBeVisibleAsync();
        await Until.Equal(null, () => _page.EvaluateAsync<string?>("() => history.state && JSON.stringify(history.state)"), "back where signing in began");
    }

    [Fact]
    public async Task Back_leaves_signing_in_again_as_it_was_come_to()
    {
        var (_, email) = await _cloud.NewPersonAsync();
        await _page.SignInAsync("/", email, People.OwnPassword);
        await Expect(_page.CallsToday()).ToBeVisibleAsync();
        await _page.GotoAsync("/#/settings");
        await _page.Button("Lock now").ClickAsync();

        await _page.Button("Sign in another way").ClickAsync();
        await Expect(_page.GetByText("Sign in to unlock.")).ToBeVisibleAsync();
        await _page.GoBackAsync();
        await ExpectHeadingAsync("Locked");

        await _page.Button("Sign in another way").ClickAsync();
        await _page.Button("Email me a code").ClickAsync();
        await ExpectHeadingAsync("Enter the code");
        await _page.GoBackAsync();
        await Expect(_page.GetByText("Sign in to unlock.")).ToBeVisibleAsync();
        await _page.Button("Back").ClickAsync();
        await ExpectHeadingAsync("Locked");

        await _page.Button("Sign in another way").ClickAsync();
        await _page.GetByLabel("Password", new() { Exact = true }).FillAsync(People.OwnPassword);
        await _page.Button("Sign in").ClickAsync();
        await ExpectHeadingAsync("Settings");
        await _page.GoBackAsync();
        await Expect(_page.CallsToday()).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_reload_while_signing_in_again_leaves_nothing_in_the_history_that_leads_nowhere()
    {
        var (_, email) = await _cloud.NewPersonAsync();
        await _page.SignInAsync("/", email, People.OwnPassword);
        await Expect(_page.CallsToday()).ToBeVisibleAsync();
        await _page.Context.ClearCookiesAsync();
        await _page.ReloadAsync();
        await Expect(_page.SyncState()).ToHaveTextAsync("Sign in to sync");
        await _page.GotoAsync("/#/sync");
        await _page.Button("Sign in").ClickAsync();
        await ExpectHeadingAsync("Sign in");

        await _page.ReloadAsync();
        await ExpectHeadingAsync("Sign in");
        await _page.GoBackAsync();
        await Expect(_page.Link("History")).ToBeVisibleAsync();
        await _page.GoForwardAsync();
        await Until.Equal(null, () => _page.EvaluateAsync<string?>("() => history.state && JSON.stringify(history.state)"), "nothing is left to go back from");
        await Expect(_page.Link("History")).ToBeVisibleAsync();

        await _page.Button("Sign in").ClickAsync();
        await _page.Button("Email me a code").ClickAsync();
        await ExpectHeadingAsync("Enter the code");
        await _page.ReloadAsync();
        await _page.GetByLabel("Password", new() { Exact = true }).FillAsync(People.OwnPassword);
        await _page.Button("Sign in").ClickAsync();
        await Expect(_page.SyncState()).ToHaveTextAsync("All saved");
        await _page.GoBackAsync();
        await Expect(_page.CallsToday()).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_signs_in_again_in_one_tab_is_not_asked_in_another()
    {
        var (_, email) = await _cloud.NewPersonAsync();
        await _page.SignInAsync("/", email, People.OwnPassword);
        await Expect(_page.CallsToday()).ToBeVisibleAsync();
        await _page.Context.ClearCookiesAsync();
        var other = await _page.Context.NewPageAsync();
        foreach (var page in new[] { _page, other })
        {
            await page.GotoAsync("/#/sync");
            await page.ReloadAsync();
            await page.Button("Sign in").ClickAsync();
            await Expect(page.GetByLabel("Password", new() { Exact = true })).ToBeVisibleAsync();
        }

        await _page.Button("Email me a code").ClickAsync();
        await ExpectHeadingAsync("Enter the code");
        await other.GetByLabel("Password", new() { Exact = true }).FillAsync(People.OwnPassword);
        await other.Button("Sign in").ClickAsync();
        await Expect(other.SyncState()).ToHaveTextAsync("All saved");
        await Expect(_page.SyncState()).ToHaveTextAsync("All saved");
        await ExpectHeadingAsync("Sync");
        await _page.GoBackAsync();
        await Expect(_page.CallsToday()).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Twice_as_large_text_on_the_narrowest_phone_cuts_off_no_digit_of_a_code_and_breaks_no_word_of_a_heading()
    {
        await _page.SetViewportSizeAsync(320, 640);
        await _page.GotoAsync("/");
        await _page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%' }");
        await Email.FillAsync("nobody@ooak.test");
        await _page.Button("Forgot password?").ClickAsync();
        await _page.Button("Email me a code").ClickAsync();
        await ExpectHeadingAsync("Choose a new password");
        var code = _page.GetByLabel("Code", new() { Exact = true });
        await code.FillAsync("12345678");

        (await code.EvaluateAsync<int>("(input) => input.scrollWidth - input.clientWidth")).ShouldBe(0);
        (await _page.GetByRole(AriaRole.Heading).EvaluateAsync<int[]>("""
            ({ firstChild: text }) => [...text.data.matchAll(/\S+/g)].map(({ 0: word, index }) => {
              const range = document.createRange()
              range.setStart(text, index)
              range.setEnd(text, index + word.length)
              return range.getClientRects().length
            })
            """)).ShouldBe([1, 1, 1, 1]);
    }

    [Fact]
    public async Task A_button_keeps_the_focus_while_it_is_busy_and_asks_once()
    {
        var requests = 0;
        var arrives = new TaskCompletionSource();
        await _page.RouteAsync(new Regex("/api/auth/(login|password/forgot)$"), async route =>
        {
            Interlocked.Increment(ref requests);
            await arrives.Task;
            await route.AbortAsync();
        });
        await _page.GotoAsync("/");
        await Email.FillAsync("nobody@ooak.test");
        await _page.GetByLabel("Password", new() { Exact = true }).FillAsync("Something-2026");
        await ExpectFocusKeptAsync("Sign in");
        await ExpectFocusKeptAsync("Email me a code");
        await _page.Button("Forgot password?").ClickAsync();
        await ExpectHeadingAsync("Forgot your password?");
        await ExpectFocusKeptAsync("Email me a code");

        async Task ExpectFocusKeptAsync(string name)
        {
            var before = requests;
            arrives = new();
            var button = await _page.Button(name).ElementHandleAsync();
            await button.FocusAsync();
            await _page.Keyboard.PressAsync("Enter");
            await Until.True(() => button.EvaluateAsync<bool>("(button) => button.matches(':disabled, [aria-disabled=true]')"), "it is busy");
            await _page.Keyboard.PressAsync("Enter");
            (await button.EvaluateAsync<bool>("(button) => button === document.activeElement")).ShouldBeTrue();
            arrives.SetResult();
            await Expect(_page.GetByText("No connection.")).ToBeVisibleAsync();
            (await button.EvaluateAsync<bool>("(button) => button === document.activeElement")).ShouldBeTrue();
            requests.ShouldBe(before + 1);
        }
    }

    private async Task ExpectHeadingAsync(string name) =>
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true })).ToBeVisibleAsync();
}
