using Amazon.S3.Model;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>The app on the home screen, and its next version.</summary>
[Collection(nameof(OwnCloud))]
public sealed class InstallTests(OwnCloud own) : IAsyncLifetime
{
    private readonly TestCloud _cloud = own.Cloud;
    private Browser _browser = null!;
    private IPage _page = null!;
    private string _email = "";

    public async ValueTask InitializeAsync()
    {
        _browser = await Browser.StartAsync();
        _page = await (await _browser.OpenAsync(_cloud, isPhone: true)).NewPageAsync();
        (_, _email) = await _cloud.NewPersonAsync();
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task The_first_visit_shows_the_sign_until_there_is_a_screen()
    {
        var held = new TaskCompletionSource();
        await _page.RouteAsync("**/assets/SignIn-*.js", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });

        // Not until all of it is here.
        await _page.GotoAsync("/", new() { WaitUntil = WaitUntilState.Commit });
        await Expect(_page.Locator(".starting")).ToBeVisibleAsync();
        await Expect(_page.GetByText("Loading", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(_page.Locator(".starting")).ToBeVisibleAsync();
        held.SetResult();

        await Expect(_page.Button("Sign in")).ToBeVisibleAsync();
        await Expect(_page.Locator(".starting")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_new_version_is_offered_above_the_page_but_to_nobody_who_writes()
    {
        await SignInAsync();
        await PublishAsync();

        await ExpectAboveAsync(_page.GetByRole(AriaRole.Heading, new() { Level = 1 }));
        await _page.GotoAsync("/#/log");
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Log a call", Exact = true })).ToBeVisibleAsync();
        await Expect(Notice()).ToBeHiddenAsync();
        await _page.GotoAsync("/#/settings");
        await _page.Button("Lock now").ClickAsync();
        await ExpectAboveAsync(_page.GetByRole(AriaRole.Img, new() { NameRegex = new("^Signed in: ") }));

        await Notice().GetByRole(AriaRole.Button, new() { Name = "Reload", Exact = true }).ClickAsync();
        await Expect(Notice()).ToHaveCountAsync(0);
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Locked", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_version_that_was_agreed_to_in_another_page_comes_here_with_a_reload_too()
    {
        await SignInAsync();
        var second = await _page.Context.NewPageAsync();
        await second.GotoAsync("/#/history");
        await Expect(second.SyncState()).ToHaveTextAsync("All saved");
        await PublishAsync();
        await Expect(second.Locator(".update")).ToBeVisibleAsync();
        await Notice().GetByRole(AriaRole.Button).ClickAsync();
        await Expect(Notice()).ToHaveCountAsync(0);

        await second.Locator(".update").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(second.Locator(".update")).ToHaveCountAsync(0);
        await Expect(second.SyncState()).ToHaveTextAsync("All saved");
    }

    [Fact]
    public async Task Installing_from_the_last_welcoming_card_leaves_it_there()
    {
        // A finger, where the browser says that it can be installed.
        await (await _page.Context.NewCDPSessionAsync(_page)).SendAsync("Emulation.setTouchEmulationEnabled", new() { ["enabled"] = true });
        await _page.GotoAsync("/");
        await _page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(_email);
        await _page.GetByLabel("Password", new() { Exact = true }).FillAsync(People.OwnPassword);
        await _page.Button("Sign in").ClickAsync();
        for (var card = 1; card <= 3; card++)
        {
            await _page.Button("Next").ClickAsync();
        }

        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Put it on your home screen" })).ToBeVisibleAsync();
        await _page.EvaluateAsync("() => dispatchEvent(new Event('appinstalled'))");

        await Expect(_page.GetByText("The app is installed.")).ToBeVisibleAsync();
        await _page.Button("Start").ClickAsync();
        await Expect(_page.CallsToday()).ToBeVisibleAsync();
    }

    private ILocator Notice() => _page.Locator(".update");

    private async Task ExpectAboveAsync(ILocator title)
    {
        await Expect(Notice()).ToContainTextAsync("A new version is ready.");
        var (notice, below) = (await Notice().BoundingBoxAsync(), await title.BoundingBoxAsync());
        (notice!.Y + notice.Height).ShouldBeLessThanOrEqualTo(below!.Y);
    }

    private async Task SignInAsync()
    {
        await _page.SignInAsync("/", _email, People.OwnPassword);
        await Expect(_page.SyncState()).ToHaveTextAsync("All saved");
        await _page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => undefined)");

        // The first visit's page is not the worker's.
        await _page.ReloadAsync();
        await Expect(_page.CallsToday()).ToBeVisibleAsync();
    }

    /// <summary>A deployment: the worker's script is another one.</summary>
    private async Task PublishAsync()
    {
        using var published = await _cloud.S3.GetObjectAsync(_cloud.SiteBucket, "sw.js");
        using var reader = new StreamReader(published.ResponseStream);
        await _cloud.S3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = _cloud.SiteBucket,
            Key = "sw.js",
            ContentBody = await reader.ReadToEndAsync() + "\n// " + Requests.NewId(),
            ContentType = "text/javascript",
            Headers = { CacheControl = "no-cache" },
        });
        await _page.EvaluateAsync("() => navigator.serviceWorker.getRegistration().then((registration) => registration.update()).then(() => undefined)");
    }
}
