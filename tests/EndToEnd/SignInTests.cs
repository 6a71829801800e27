using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Amazon.CognitoIdentityProvider.Model;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>Getting in, staying in, getting out.</summary>
[Collection(nameof(SharedCloud))]
public sealed class SignInTests(SharedCloud shared) : IAsyncLifetime
{
    private const string Email = "employee11@ooak.test";
    private readonly TestCloud _cloud = shared.Cloud;
    private Browser _browser = null!;
    private IPage _page = null!;

    public async ValueTask InitializeAsync()
    {
        _browser = await Browser.StartAsync();
        _page = await (await _browser.OpenAsync(_cloud, isPhone: true)).NewPageAsync();
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task A_wrong_password_is_told_and_the_right_one_lets_in()
    {
        await _page.SignInAsync("/", Email, "Not-their-password-1");
        await Expect(_page.GetByText("E-mail or password is not right.")).ToBeVisibleAsync();
        await Expect(_page.GetByText("The password of an invitation works for seven days.")).ToBeVisibleAsync();

        await _page.GetByLabel("Password", new() { Exact = true }).FillAsync(TestCloud.Password);
        await _page.Button("Sign in").ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Hello, Kwame" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_session_survives_reloads_and_each_refresh_rotates_the_cookie()
    {
        await _page.SignInAsync("/", Email);
        await Expect(_page.CallsToday()).ToBeVisibleAsync();
        var cookies = new HashSet<string> { await RefreshCookieAsync() };

        for (var round = 1; round <= 2; round++)
        {
            await _page.ReloadAsync();
            await Expect(_page.CallsToday()).ToBeVisibleAsync();
            await Expect(_page.SyncState()).ToHaveTextAsync("All saved");
            await Until.True(async () => cookies.Add(await RefreshCookieAsync()), "the cookie is another one");
        }

        (await _page.EvaluateAsync<string>("() => document.cookie")).ShouldNotContain("ooak_refresh");
    }

    [Fact]
    public async Task An_invited_person_chooses_a_password_and_is_in()
    {
        const string invited = "new.person@ooak.test";
        await _cloud.Cognito.AdminCreateUserAsync(new AdminCreateUserRequest
        {
            UserPoolId = _cloud.UserPool,
            Username = "new-person",
            // With passwordless ways in, a pool makes up no password of its own.
            TemporaryPassword = "Sent-by-e-mail-1",
            DesiredDeliveryMediums = ["EMAIL"],
            UserAttributes = [new() { Name = "email", Value = invited }, new() { Name = "email_verified", Value = "true" }],
        });
        await _cloud.Cognito.AdminAddUserToGroupAsync(new AdminAddUserToGroupRequest { UserPoolId = _cloud.UserPool, Username = "new-person", GroupName = "employee" });
        var mail = (await _cloud.ConsoleAsync("/mailbox.json?to=" + invited)).ShouldHaveSingleItem()!;
        var temporary = Regex.Match((string)mail["body"]!, "The password (.+?) works for").Groups[1].Value;

        // Copied out of the mail, with the space before it.
        await _page.SignInAsync("/", invited, " " + temporary);
        var own = _page.GetByLabel("New password", new() { Exact = true });
        await own.FillAsync(temporary);
        await _page.Button("Save and sign in").ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("That is the temporary password. Choose one of your own.");

        await own.FillAsync("Their-own-password-1");
        await _page.Button("Save and sign in").ClickAsync();

        await Expect(_page.CallsToday()).ToHaveTextAsync("0");
        (await _cloud.Anonymous().SignInAsync(invited, "Their-own-password-1")).EmployeeId.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_employee_is_refused_at_the_dashboard()
    {
        await _page.SignInAsync("/dashboard/", Email);

        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "This page is for managers" })).ToBeVisibleAsync();
        await Expect(_page.Locator(".live-state")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Logging_out_ends_the_session_and_empties_the_device()
    {
        var person = await _cloud.AsAsync(Email);
        await _page.SignInAsync("/", Email);
        await Expect(_page.SyncState()).ToHaveTextAsync("All saved");
        (await _page.EvaluateAsync<string[]>("async () => (await indexedDB.databases()).map(database => database.name)")).ShouldContain("ooak-" + person.EmployeeId);
        await _page.GotoAsync("/#/settings");
        await _page.Button("Log out").ClickAsync();

        await Expect(_page.Button("Sign in")).ToBeVisibleAsync();
        (await _page.Context.CookiesAsync()).ShouldNotContain(cookie => cookie.Name == "ooak_refresh");
        (await _page.EvaluateAsync<string[]>("async () => (await indexedDB.databases()).map(database => database.name)")).ShouldNotContain("ooak-" + person.EmployeeId);
        await _page.ReloadAsync();
        await Expect(_page.Button("Sign in")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/dashboard/")]
    public async Task A_first_visit_leaves_no_error_in_the_console(string path)
    {
        var errors = new ConcurrentQueue<string>();
        _page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                errors.Enqueue(message.Text);
            }
        };
        await _page.GotoAsync(path);
        await Expect(_page.Button("Sign in")).ToBeVisibleAsync();
        errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Logging_out_of_the_dashboard_reaches_the_server_once_it_answers_again()
    {
        await _page.SignInAsync("/dashboard/", TestCloud.Manager);
        await _page.RouteAsync("**/api/auth/logout", route => route.AbortAsync());
        await _page.Button("Log out").ClickAsync();
        await Expect(_page.Button("Try again")).ToBeVisibleAsync();

        await _page.UnrouteAllAsync();
        await _page.Button("Try again").ClickAsync();
        await Expect(_page.Button("Sign in")).ToBeVisibleAsync();
        (await _page.Context.CookiesAsync()).ShouldNotContain(cookie => cookie.Name == "ooak_refresh");
    }

    private async Task<string> RefreshCookieAsync()
    {
        var cookie = (await _page.Context.CookiesAsync()).Single(cookie => cookie.Name == "ooak_refresh");
        (cookie.HttpOnly, cookie.Secure, cookie.SameSite, cookie.Path).ShouldBe((true, true, SameSiteAttribute.Strict, "/api/auth"));
        return cookie.Value;
    }
}
