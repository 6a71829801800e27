using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>What the rules of axe find on pages that no test of their own looks at: nothing, in both themes.</summary>
[Collection(nameof(SharedCloud))]
public sealed class AccessTests(SharedCloud shared) : IAsyncLifetime
{
    private readonly TestCloud _cloud = shared.Cloud;
    private Browser _browser = null!;

    public async ValueTask InitializeAsync() => _browser = await Browser.StartAsync();

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task Nothing_stands_in_anybodys_way_on_the_phone()
    {
        var page = await (await _browser.OpenAsync(_cloud, isPhone: true)).OpenPhoneAsync("employee2@ooak.test");
        foreach (var (link, heading) in new[]
        {
            ("/#/", null),
            ("/#/tasks", "To call"),
            ("/#/news", "Announcements"),
            ("/#/inbox", "Inbox"),
            ("/#/live", "Live mode"),
            ("/#/import", "Import a call log"),
            ("/#/settings", "Notifications"),
        })
        {
            await LookAsync(page, link, heading);
        }
    }

    [Theory]
    [InlineData(390)]
    [InlineData(320)]
    public async Task With_text_of_twice_the_size_the_tabs_keep_their_words_whole(int width)
    {
        var page = await (await _browser.OpenAsync(_cloud, isPhone: true)).OpenPhoneAsync("employee2@ooak.test");
        await page.SetViewportSizeAsync(width, 844);
        await page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%' }");
        var cut = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('.tabs a > span')]
              .filter((label) => label.scrollWidth > label.clientWidth || label.clientHeight > 2 * parseFloat(getComputedStyle(label).fontSize))
              .map((label) => label.textContent)
            """);
        cut.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_stands_in_a_managers_way()
    {
        var page = await (await _browser.OpenAsync(_cloud)).OpenDashboardAsync();
        foreach (var (link, heading) in new[]
        {
            ("/dashboard/#/assignments", "Assignments"),
            ("/dashboard/#/targets", "Targets"),
            ("/dashboard/#/announcements", "Announcements"),
            ("/dashboard/#/settings", "My weekly report"),
        })
        {
            await LookAsync(page, link, heading);
        }
    }

    private static async Task LookAsync(IPage page, string link, string? heading)
    {
        await page.GotoAsync(link);
        if (heading is not null)
        {
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true })).ToBeVisibleAsync();
        }

        await Expect(page.Locator(".skeleton")).ToHaveCountAsync(0);
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            var found = (await page.RunAxe()).Violations;
            string.Join('\n', found.Select(rule => $"{link} {scheme}: {rule.Id} {rule.Help} {string.Join(' ', rule.Nodes.Take(3).Select(node => node.Html))}")).ShouldBeEmpty();
        }
    }
}
