using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>Each way in, as people go it, and what they read when it does not work.</summary>
public sealed class WaysInTests(WaysInTests.Company company) : IClassFixture<WaysInTests.Company>, IAsyncLifetime
{
    private readonly TestCloud _cloud = company.Cloud;
    private Browser _browser = null!;
    private IPage _page = null!;

    public async ValueTask InitializeAsync()
    {
        _browser = await Browser.StartAsync();
        _page = await NewPhoneAsync();
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task A_code_by_email_lets_in_after_a_wrong_one()
    {
        var (_, email) = await _cloud.NewPersonAsync();
        await AskForEmailCodeAsync(_page, email);

        await EnterCodeAsync(_page, "00000000");
        await Expect(_page.GetByText("That code is not right. Check it and try again.")).ToBeVisibleAsync();
        await EnterCodeAsync(_page, await _cloud.CodeAsync(email, 1));

        await Expect(_page.CallsToday()).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_code_that_was_wrong_too_often_or_is_too_old_leads_back_to_the_start()
    {
        var (_, email) = await _cloud.NewPersonAsync();
        await AskForEmailCodeAsync(_page, email);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await EnterCodeAsync(_page, "00000000");
            await Expect(_page.Button("Sign in")).ToBeEnabledAsync();
        }

        await EnterCodeAsync(_page, await _cloud.CodeAsync(email, 1));
        await Expect(_page.GetByText("That code is no longer valid")).ToBeVisibleAsync();
        await Expect(_page.GetByLabel("E-mail", new() { Exact = true })).ToHaveValueAsync(email);

        await _page.Button("Email me a code").ClickAsync();
        var code = await _cloud.CodeAsync(email, 2);
        company.Clock.Advance(TimeSpan.FromMinutes(10));
        await EnterCodeAsync(_page, code);
        await Expect(_page.GetByText("That code is no longer valid")).ToBeVisibleAsync();

        await _page.Button("Email me a code").ClickAsync();
        await EnterCodeAsync(_page, await _cloud.CodeAsync(email, 3));
        await Expect(_page.CallsToday()).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Another_code_is_said_to_have_been_sent_and_is_what_is_filled_in_next()
    {
        await _page.Clock.InstallAsync();
        var (_, email) = await _cloud.NewPersonAsync();
        await AskForEmailCodeAsync(_page, email);
        await Expect(_page.GetByText("Send another code in")).ToBeDisabledAsync();
        await _page.Clock.RunForAsync(31_000);
        await _page.Button("Send another code").ClickAsync();

        await Expect(_page.GetByText("Sent again. Only the newest code works.")).ToBeVisibleAsync();
        await Expect(_page.GetByLabel("Code", new() { Exact = true })).ToBeFocusedAsync();
        await EnterCodeAsync(_page, await _cloud.CodeAsync(email, 2));
        await Expect(_page.CallsToday()).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_used_code_opens_nothing_again()
    {
        var (_, email) = await _cloud.NewPersonAsync();
        await AskForEmailCodeAsync(_page, email);
        var used = await _cloud.CodeAsync(email, 1);
        await EnterCodeAsync(_page, used);
        await Expect(_page.CallsToday()).ToBeVisibleAsync();

        var another = await NewPhoneAsync();
        await AskForEmailCodeAsync(another, email);
        await _cloud.CodeAsync(email, 2);
        await EnterCodeAsync(another, used);

        await Expect(another.GetByText("That code is not right. Check it and try again.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_code_by_text_message_lets_in()
    {
        const string phone = "+442079460123";
        await _cloud.NewPersonAsync(phone: phone);
        await _page.GotoAsync("/");
        await _page.Button("Text me a code").ClickAsync();
        await _page.GetByLabel("Mobile number").FillAsync("+44 (0)20 7946 0123");
        await _page.Button("Send the code").ClickAsync();

        await EnterCodeAsync(_page, await _cloud.CodeAsync(phone, 1));

        await Expect(_page.CallsToday()).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Too_many_attempts_are_told_with_the_wait()
    {
        var (_, email) = await _cloud.NewPersonAsync();
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            (await _cloud.Anonymous().PostAsync("/auth/login", new JsonObject { ["email"] = email, ["password"] = "Not-their-password-1" })).ExpectProblem(401, "invalid-credentials");
        }

        await _page.SignInAsync("/", email, People.OwnPassword);

        await Expect(_page.GetByText(new Regex("^Too many attempts\\. Try again in \\d+"))).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_a_network_signing_in_says_so()
    {
        var (_, email) = await _cloud.NewPersonAsync();
        await OpenStartAsync(_page);
        await _page.Context.SetOfflineAsync(true);
        await _page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(email);
        await _page.GetByLabel("Password", new() { Exact = true }).FillAsync(People.OwnPassword);
        await _page.Button("Sign in").ClickAsync();
        await Expect(_page.GetByText("No connection. This needs the network.")).ToBeVisibleAsync();

        await _page.Context.SetOfflineAsync(false);
        await _page.Button("Sign in").ClickAsync();
        await Expect(_page.CallsToday()).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_a_code()
    {
        var (_, email) = await _cloud.NewPersonAsync();
        await OpenStartAsync(_page);
        await _page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(email);
        await _page.Button("Forgot password?").ClickAsync();
        await _page.Button("Email me a code").ClickAsync();
        var code = await _cloud.CodeAsync(email, 1);
        await _page.GetByLabel("Code", new() { Exact = true }).FillAsync("000000");
        await _page.GetByLabel("New password", new() { Exact = true }).FillAsync("Another-password-2");
        await _page.Button("Save and sign in").ClickAsync();
        await Expect(_page.GetByText("That code is not right, or was already used.")).ToBeVisibleAsync();

        await _page.GetByLabel("Code", new() { Exact = true }).FillAsync(code);
        await _page.Button("Save and sign in").ClickAsync();

        await Expect(_page.CallsToday()).ToBeVisibleAsync();
        await _cloud.Anonymous().SignInAsync(email, "Another-password-2");
    }

    [Fact]
    public async Task A_passkey_signs_in_and_one_that_was_removed_does_not()
    {
        var (_, email) = await _cloud.NewPersonAsync();
        var finger = await Authenticator.AttachAsync(_page);
        await _page.SignInAsync("/", email, People.OwnPassword);
        await AddPasskeyAsync(_page);
        (await finger.CountAsync()).ShouldBe(1);
        await LogOutAsync(_page);

        await finger.AcceptAsync(false);
        await _page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(email);
        await _page.Button("Sign in with fingerprint or face").ClickAsync();
        await Expect(_page.GetByText("Nothing was chosen. Try again, or sign in another way.")).ToBeVisibleAsync();

        await finger.AcceptAsync(true);
        await _page.Button("Sign in with fingerprint or face").ClickAsync();
        await Expect(_page.CallsToday()).ToBeVisibleAsync();

        await _page.GotoAsync("/#/settings");
        await _page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Remove ") }).ClickAsync();
        await _page.Button("Remove").ClickAsync();
        await Expect(_page.GetByText("No passkey yet.")).ToBeVisibleAsync();
        await LogOutAsync(_page);
        await _page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(email);
        await _page.Button("Sign in with fingerprint or face").ClickAsync();
        await Expect(_page.GetByText(new Regex("Nothing was chosen|That passkey was not accepted"))).ToBeVisibleAsync();
        (await finger.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Two_phones_of_one_person_each_have_their_own_way_in()
    {
        var (person, email) = await _cloud.NewPersonAsync();
        var other = await NewPhoneAsync();
        var (one, two) = (await Authenticator.AttachAsync(_page), await Authenticator.AttachAsync(other));
        await Task.WhenAll(_page.SignInAsync("/", email, People.OwnPassword), AskForEmailCodeAsync(other, email));
        await EnterCodeAsync(other, await _cloud.CodeAsync(email, 1));
        await AddPasskeyAsync(_page);
        await AddPasskeyAsync(other);
        (await one.CountAsync(), await two.CountAsync()).ShouldBe((1, 1));
        (await person.GetAsync("/auth/passkeys")).Expect(200).Json["passkeys"]!.AsArray().Count.ShouldBe(2);

        await _page.GotoAsync("/#/");
        await other.GotoAsync("/#/");
        await Task.WhenAll(_page.LogCallAsync("From One"), other.LogCallAsync("From Two"));
        await Expect(_page.SyncState()).ToHaveTextAsync("All saved");
        await Expect(other.SyncState()).ToHaveTextAsync("All saved");
        foreach (var page in new[] { _page, other })
        {
            await page.GotoAsync("/#/sync");
            await page.Button("Sync now").ClickAsync();
            await page.GotoAsync("/#/history");
            await Expect(page.HistoryRow("From One")).ToBeVisibleAsync();
            await Expect(page.HistoryRow("From Two")).ToBeVisibleAsync();
        }

        // Both are out within moments when one of them says so.
        await _page.GotoAsync("/#/settings");
        await _page.Button("Sign out everywhere").ClickAsync();
        await _page.Button("Sign out on all devices").ClickAsync();
        await Expect(_page.Button("Sign in")).ToBeVisibleAsync();
        await other.GotoAsync("/#/sync");
        await other.ReloadAsync();
        await Expect(other.GetByText("You were signed out on all devices.")).ToBeVisibleAsync();
        await Expect(other.SyncState()).ToHaveTextAsync("Sign in to sync");
    }

    [Fact]
    public async Task A_disabled_account_is_told_at_the_phone_and_at_the_door()
    {
        var (person, email) = await _cloud.NewPersonAsync();
        await _page.SignInAsync("/", email, People.OwnPassword);
        await Expect(_page.CallsToday()).ToBeVisibleAsync();
        await _page.Context.SetOfflineAsync(true);
        await _page.LogCallAsync("Before the end");
        (await (await _cloud.SignInAsync(TestCloud.Manager)).PatchAsync("/employees/" + person.EmployeeId, new JsonObject { ["status"] = "disabled" })).Expect(200);
        await _page.Context.SetOfflineAsync(false);

        await Expect(_page.SyncState()).ToHaveTextAsync("1 not sent");
        await _page.GotoAsync("/#/history");
        await Expect(_page.GetByText("This account is switched off. What you logged is hidden")).ToBeVisibleAsync();
        (await _page.ContentAsync()).ShouldNotContain("Before the end");

        var another = await NewPhoneAsync();
        await another.SignInAsync("/", email, People.OwnPassword);
        await Expect(another.GetByText(new Regex("This account is switched off|E-mail or password is not right"))).ToBeVisibleAsync();

        // Nothing of it was lost, should it have been a mistake.
        (await (await _cloud.SignInAsync(TestCloud.Manager)).PatchAsync("/employees/" + person.EmployeeId, new JsonObject { ["status"] = "active" })).Expect(200);
        await _page.GetByLabel("Password", new() { Exact = true }).FillAsync(People.OwnPassword);
        await _page.Button("Sign in").ClickAsync();
        await Expect(_page.HistoryRow("Before the end")).ToBeVisibleAsync();
        await Expect(_page.SyncState()).ToHaveTextAsync("All saved");
    }

    [Fact]
    public async Task A_refresh_whose_reply_is_lost_signs_nobody_out()
    {
        var (_, email) = await _cloud.NewPersonAsync();
        await _page.SignInAsync("/", email, People.OwnPassword);
        await Expect(_page.CallsToday()).ToBeVisibleAsync();
        await Expect(_page.SyncState()).ToHaveTextAsync("All saved");

        // The server rotates the cookie, and the phone never hears of it.
        var lost = 0;
        await _page.Context.RouteAsync("**/api/auth/refresh", async route =>
        {
            if (Interlocked.Increment(ref lost) > 2)
            {
                await route.ContinueAsync();
                return;
            }

            var cookies = string.Join("; ", (await _page.Context.CookiesAsync([_cloud.Site + "api/auth/refresh"])).Select(cookie => $"{cookie.Name}={cookie.Value}"));
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_cloud.Site, "/api/auth/refresh"));
            request.Headers.Add("Cookie", cookies);
            (await _cloud.Http.SendAsync(request)).EnsureSuccessStatusCode();
            await route.AbortAsync();
        });
        await _page.ReloadAsync();

        await Expect(_page.CallsToday()).ToBeVisibleAsync();
        await Until.Equal(true, () => Task.FromResult(lost > 2), "the phone asks again");
        await Expect(_page.SyncState()).ToHaveTextAsync("All saved");
        await Expect(_page.Button("Sign in")).ToBeHiddenAsync();
    }

    private async Task<IPage> NewPhoneAsync()
    {
        var page = await (await _browser.OpenAsync(_cloud, isPhone: true)).NewPageAsync();
        await page.SkipFirstRunAsync();
        return page;
    }

    private static async Task OpenStartAsync(IPage page)
    {
        await page.GotoAsync("/");
        await Expect(page.Button("Email me a code")).ToBeVisibleAsync();
    }

    private static async Task LogOutAsync(IPage page)
    {
        await page.Button("Log out").ClickAsync();
        await Expect(page.Button("Email me a code")).ToBeVisibleAsync();
    }

    private static async Task AskForEmailCodeAsync(IPage page, string email)
    {
        await OpenStartAsync(page);
        await page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(email);
        await page.Button("Email me a code").ClickAsync();
    }

    private static async Task EnterCodeAsync(IPage page, string code)
    {
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(code);
        await page.Button("Sign in").ClickAsync();
    }

    private static async Task AddPasskeyAsync(IPage page)
    {
        await Expect(page.CallsToday()).ToBeVisibleAsync();
        await page.GotoAsync("/#/settings");
        await page.Button("Add a passkey").ClickAsync();
        await page.Button("Continue").ClickAsync();
        await Expect(page.GetByText("Passkey added", new() { Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>A stack whose Cognito lives by a clock that can be moved.</summary>
    public sealed class Company : IAsyncLifetime
    {
        internal MovingClock Clock { get; } = new();

        internal TestCloud Cloud { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Cloud = await TestCloud.StartAsync(clock: Clock);

        public ValueTask DisposeAsync() => Cloud.DisposeAsync();
    }
}
