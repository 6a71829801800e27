using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>Figures as managers see them: the overview, an employee's page, the day above the live feed.</summary>
[Collection(nameof(SharedCloud))]
public sealed class OverviewPageTests(SharedCloud shared) : IAsyncLifetime
{
    private readonly TestCloud _cloud = shared.Cloud;
    private Browser _browser = null!;
    private IPage _page = null!;

    public async ValueTask InitializeAsync()
    {
        _browser = await Browser.StartAsync();
        _page = await (await _browser.OpenAsync(_cloud)).NewPageAsync();
        await _page.SignInAsync("/dashboard/#/overview?range=30", TestCloud.Manager);
        await Expect(_page.Button("Show as table").First).ToBeVisibleAsync();
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task The_figures_of_the_day_do_not_push_the_calls_from_under_the_pointer_when_they_come()
    {
        var held = new TaskCompletionSource();
        await _page.RouteAsync("**/api/dashboard?*", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        await _page.ReloadAsync();
        await _page.Link("Live").ClickAsync();
        var first = _page.Locator(".live .call-row").First;
        await Expect(first).ToBeVisibleAsync();
        await Expect(_page.Locator(".strip dd")).ToHaveTextAsync(["–", "–", "–", "–"]);
        var before = (await first.BoundingBoxAsync())!.Y;

        held.SetResult();
        await Expect(_page.Locator(".strip[aria-busy=false] dd").First).ToHaveTextAsync(new Regex("^[0-9]"));
        (await first.BoundingBoxAsync())!.Y.ShouldBe(before);
    }

    [Fact]
    public async Task That_the_figures_of_the_day_could_not_be_read_is_said_and_they_can_be_asked_for_again()
    {
        const string figures = "**/api/dashboard?*";
        await _page.RouteAsync(figures, route => route.FulfillAsync(new() { Status = 500 }));
        await _page.ReloadAsync();
        await _page.Link("Live").ClickAsync();
        await Expect(_page.GetByText("The figures could not be loaded.", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(_page.Locator(".strip[aria-busy=false] dd").First).ToHaveTextAsync("–");

        await _page.UnrouteAsync(figures);
        await _page.Button("Try again").ClickAsync();
        await Expect(_page.Locator(".strip dd").First).ToHaveTextAsync(new Regex("^[0-9]"));
        await Expect(_page.Button("Try again")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Charts_say_their_numbers_as_tables_and_files_and_lead_to_each_employee()
    {
        var days = await SaveAsync("Download “Calls per day” as CSV");
        days.ShouldStartWith("\ufeffDay,Calls,Answered,Declined,Missed\r\n");
        var lines = days.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(31);
        (await BytesAsync("Download “When calls happen” as PNG"))[..4].ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);

        var panel = _page.GetByRole(AriaRole.Region, new() { Name = "Calls per day", Exact = true }).First;
        await panel.GetByRole(AriaRole.Button, new() { Name = "Show as table", Exact = true }).ClickAsync();
        (await panel.GetByRole(AriaRole.Row).CountAsync()).ShouldBe(lines.Length);

        await _page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Ada Novak,") }).ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Ada Novak", Exact = true })).ToBeVisibleAsync();
        await Expect(_page.Tile("Unique contacts")).ToHaveTextAsync(new Regex("^[1-9]"));
        await _page.Link("Everyone").ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Overview", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Figures_are_never_shown_for_what_they_are_not_of()
    {
        var everybodys = await _page.Tile("Calls").InnerTextAsync();
        var arrives = new TaskCompletionSource();
        await _page.RouteAsync(new Regex("/api/dashboard\\?.*employeeId="), async route =>
        {
            await arrives.Task;
            await route.ContinueAsync();
        });
        await _page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Ada Novak,") }).ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Ada Novak", Exact = true })).ToBeVisibleAsync();
        await Expect(_page.GetByRole(AriaRole.Status, new() { Name = "Loading", Exact = true })).ToBeVisibleAsync();
        await Expect(_page.Tile("Calls")).ToHaveCountAsync(0);
        arrives.SetResult();
        await Expect(_page.Tile("Calls")).Not.ToHaveTextAsync(everybodys);

        // The live page is about everybody, whoever was chosen before.
        var asked = _page.WaitForRequestAsync(new Regex("/api/dashboard\\?"));
        await _page.Link("Live").ClickAsync();
        (await asked).Url.ShouldNotContain("employeeId");

        await _page.GotoAsync("/dashboard/#/overview?range=custom&from=2024-01-15&to=2026-11-30");
        await Expect(_page.GetByText("No figures for these days")).ToBeVisibleAsync();
        await Expect(_page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "could not be loaded" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Text_of_twice_the_size_makes_no_page_wider_than_a_phone()
    {
        await _page.SetViewportSizeAsync(390, 844);
        await _page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%' }");
        foreach (var view in new[] { "Overview", "Live", "Calls", "Work", "Employees", "Audit", "Settings" })
        {
            await _page.Link(view).ClickAsync();
            await Expect(_page.Locator(".desk-nav a[aria-current=page]")).ToHaveTextAsync(view);
            await Expect(_page.Locator("main h1")).ToBeVisibleAsync();
            await Expect(_page.Locator("main .skeleton")).ToHaveCountAsync(0);
            (await _page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBe(390, view);
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Nothing_stands_in_anybodys_way(ColorScheme scheme)
    {
        await _page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await AxeAsync("overview");
        foreach (var button in await _page.Button("Show as table").AllAsync())
        {
            await _page.Button("Show as table").First.ClickAsync();
        }

        await AxeAsync("tables");
        await _page.GotoAsync("/dashboard/#/overview?range=today");
        await _page.GotoAsync($"/dashboard/#/overview?range=7&employeeId={(await _cloud.AsAsync("employee12@ooak.test")).EmployeeId}");
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "ليلى منصور", Exact = true })).ToBeVisibleAsync();
        await Expect(_page.Tile("Calls")).ToBeVisibleAsync();
        await AxeAsync("employee");
    }

    private async Task AxeAsync(string what)
    {
        var found = (await _page.RunAxe()).Violations;
        string.Join('\n', found.Select(rule => $"{what}: {rule.Id} {rule.Help} {string.Join(' ', rule.Nodes.Take(3).Select(node => node.Html))}")).ShouldBeEmpty();
    }

    private async Task<string> SaveAsync(string button) => System.Text.Encoding.UTF8.GetString(await BytesAsync(button));

    private async Task<byte[]> BytesAsync(string button)
    {
        var download = await _page.RunAndWaitForDownloadAsync(() => _page.Button(button).ClickAsync());
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }
}
