using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>An export whose page is read again before the server has answered.</summary>
public sealed class ExportPageTests(DeskCloud desk) : IClassFixture<DeskCloud>, IAsyncLifetime
{
    private readonly TestCloud _cloud = desk.Cloud;
    private Browser _browser = null!;
    private IPage _page = null!;

    public async ValueTask InitializeAsync()
    {
        _browser = await Browser.StartAsync();
        _page = await (await _browser.OpenAsync(_cloud)).NewPageAsync();
        await _page.SignInAsync("/dashboard/", TestCloud.Manager);
        await _page.Link("Calls").ClickAsync();
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task An_export_that_is_asked_for_when_the_page_is_read_again_is_one_export_and_one_file()
    {
        var ids = new ConcurrentQueue<string>();
        var answers = new TaskCompletionSource();
        await _page.RouteAsync(new Regex("/api/reports/calls\\.csv\\?"), async route =>
        {
            ids.Enqueue(Regex.Match(route.Request.Url, "&id=([^&]+)").Groups[1].Value);
            var answer = await route.FetchAsync(new() { Url = route.Request.Url + "&inline=0" });
            if (ids.Count > 1)
            {
                // The second tab is there by now, and leaves the file to this one.
                await answers.Task;
                await route.FulfillAsync(new() { Response = answer });
            }
        });
        await _page.Button("Export").ClickAsync();
        await _page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^CSV file For") }).ClickAsync();
        await Until.True(() => Task.FromResult(ids.Count == 1), "the file is asked for");

        await _page.ReloadAsync();
        await Expect(_page.GetByText("Collecting the calls…")).ToBeVisibleAsync();
        var other = await _page.Context.NewPageAsync();
        await other.GotoAsync("/dashboard/#/calls");
        await Expect(other.Button("Export")).ToBeVisibleAsync();
        var saved = await _page.RunAndWaitForDownloadAsync(() =>
        {
            answers.SetResult();
            return Task.CompletedTask;
        });
        (await File.ReadAllTextAsync(await saved.PathAsync())).ShouldContain("\"Contact 27\"");
        ids.Distinct().ShouldHaveSingleItem().ShouldNotBeEmpty();
        await Expect(other.Locator(".export-notice")).ToHaveCountAsync(0);
    }
}
