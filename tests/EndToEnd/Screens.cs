using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>What people do on the pages, by the names that they see.</summary>
internal static class Screens
{
    public static async Task SignInAsync(this IPage page, string path, string email, string password = TestCloud.Password)
    {
        await page.SkipFirstRunAsync();
        await page.GotoAsync(path);
        await page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.Button("Sign in").ClickAsync();
    }

    /// <summary>The first-run cards come once a device, and every test is a new device.</summary>
    public static Task SkipFirstRunAsync(this IPage page) => page.AddLocatorHandlerAsync(page.Button("Skip"), skip => skip.ClickAsync());

    public static async Task<IPage> OpenPhoneAsync(this IBrowserContext context, string email, string password = TestCloud.Password)
    {
        var page = await context.NewPageAsync();
        await page.SignInAsync("/", email, password);
        await Expect(page.CallsToday()).ToBeVisibleAsync();
        return page;
    }

    /// <summary>The manager's dashboard at its live feed.</summary>
    public static async Task<IPage> OpenDashboardAsync(this IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.SignInAsync("/dashboard/", TestCloud.Manager);
        await page.Link("Live").ClickAsync();
        await Expect(page.Live()).ToBeVisibleAsync();
        return page;
    }

    public static async Task LogCallAsync(this IPage page, string name, string number = "030 2300000")
    {
        await page.Link("Log a call").ClickAsync();
        // The calls on the page before say the same of themselves.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Log a call", Exact = true })).ToBeVisibleAsync();
        await page.GetByText("Outgoing, answered", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("Minutes", new() { Exact = true }).FillAsync("2");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Number", new() { Exact = true }).FillAsync(number);
        await page.Button("Save call").ClickAsync();
        await Expect(page.GetByText("Call saved", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.Link("Log a call")).ToBeVisibleAsync();
    }

    /// <summary>Ends the page's process without a word, as a phone that needs memory does. Gives a new page of the same browser.</summary>
    public static async Task<IPage> KillAsync(this IPage page)
    {
        var crashed = new TaskCompletionSource();
        page.Crash += (_, _) => crashed.TrySetResult();
        var session = await page.Context.NewCDPSessionAsync(page);
        _ = session.SendAsync("Page.crash");
        await crashed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await page.CloseAsync();
        return await page.Context.NewPageAsync();
    }

    public static ILocator CallsToday(this IPage page) => page.GetByTestId("calls-today");

    public static ILocator SyncState(this IPage page) => page.Locator(".sync-pill");

    public static ILocator HistoryRow(this IPage page, string name) =>
        page.GetByRole(AriaRole.List, new() { Name = "Calls", Exact = true }).GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^" + Regex.Escape(name)) });

    public static ILocator Live(this IPage page) => page.Locator(".live-state[data-state='live']");

    public static ILocator FeedItem(this IPage page, string name) =>
        page.GetByRole(AriaRole.List, new() { Name = "Latest calls", Exact = true }).Locator("li", new() { HasText = name });

    public static ILocator Tile(this IPage page, string name) =>
        page.Locator("dl.tiles > div", new() { Has = page.Locator("dt", new() { HasTextRegex = new Regex($"^{name}$") }) }).Locator(".tile-value");

    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Link(this IPage page, string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });
}
