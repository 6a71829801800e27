using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>A manager's pages on a narrow screen, where nothing says the rest of what is cut off.</summary>
public sealed class DeskNarrowTests(DeskCloud desk) : IClassFixture<DeskCloud>, IAsyncLifetime
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
        await Expect(Row("Contact 20")).ToBeAttachedAsync();
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Theory]
    [InlineData(390)]
    [InlineData(820)]
    public async Task A_narrow_list_says_who_called_and_how_it_ended_and_shows_the_chosen_columns(int width)
    {
        await _page.SetViewportSizeAsync(width, 1000);
        foreach (var said in new[] { "Contact 3", "Ada Novak", "Outgoing, answered", "1m 35s", "Sold" })
        {
            await Expect(Row("Contact 3").GetByText(said, new() { Exact = true })).ToBeVisibleAsync();
        }

        var usual = await HeightAsync();
        await _page.Button("Columns").ClickAsync();
        await _page.GetByRole(AriaRole.Checkbox, new() { Name = "Outcome", Exact = true }).UncheckAsync();
        await _page.GetByRole(AriaRole.Checkbox, new() { Name = "Logged by", Exact = true }).CheckAsync();
        await _page.Keyboard.PressAsync("Escape");
        await Expect(Row("Contact 3").GetByText("Sold", new() { Exact = true })).ToHaveCountAsync(0);
        await Expect(Row("Contact 3").GetByText("Hand", new() { Exact = true })).ToBeVisibleAsync();
        // A line more, in each of them.
        (await HeightAsync()).ShouldBe(usual + 24);

        async Task<double> HeightAsync() =>
            (await _page.EvaluateAsync<double[]>("() => [...new Set([...document.querySelectorAll('.call-line')].map((row) => row.getBoundingClientRect().height))]")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task How_a_call_of_another_day_ended_is_not_cut_off()
    {
        await _page.RouteAsync(new Regex("/api/calls\\?"), async route =>
        {
            var page = JsonNode.Parse(await (await route.FetchAsync()).TextAsync())!;
            foreach (var call in page["calls"]!.AsArray())
            {
                (call!["startedAt"], call["status"], call["duration"]) = ("2025-11-30T19:43:00.000Z", "missed", 0);
            }

            await route.FulfillAsync(new() { ContentType = "application/json", Body = page.ToJsonString() });
        });
        await _page.SetViewportSizeAsync(360, 800);
        await _page.ReloadAsync();
        await Expect(Row("Contact 3").GetByText(new Regex("2025"))).ToBeVisibleAsync();
        (await Row("Contact 3").Locator(".kind > span").EvaluateAsync<bool>("said => said.scrollWidth <= said.clientWidth")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_live_feed_is_on_the_screen_below_the_few_who_come_first()
    {
        await _page.SetViewportSizeAsync(390, 844);
        await _page.Link("Live").ClickAsync();
        await Expect(_page.Button("Show all 13")).ToBeVisibleAsync();
        await Expect(_page.GetByRole(AriaRole.List, new() { Name = "Latest calls" }).GetByRole(AriaRole.Listitem).First).ToBeInViewportAsync();
        await _page.Button("Show all 13").ClickAsync();
        await Expect(_page.Locator(".people-now > li")).ToHaveCountAsync(13);
    }

    [Fact]
    public async Task A_long_name_and_address_are_shown_whole()
    {
        var invitation = People.Invitation($"{new string('a', 60)}@people.test");
        invitation["name"] = string.Concat(Enumerable.Repeat("Wolfeschlegelsteinhausenbergerdorff", 3));
        (await (await _cloud.AsAsync(TestCloud.Manager)).PostAsync("/employees", invitation)).Expect(201);
        await _page.SetViewportSizeAsync(390, 844);
        await _page.Link("Employees").ClickAsync();
        var row = _page.Locator(".person-row").Filter(new() { HasText = "Wolfeschlegel" });
        await Expect(row).ToBeAttachedAsync();
        (await row.EvaluateAsync<string[]>("row => [...row.querySelectorAll('bdi, td')].filter(part => part.scrollWidth > part.clientWidth).map(part => part.textContent)")).ShouldBeEmpty();
    }

    private ILocator Row(string text) => _page.GetByRole(AriaRole.Row).Filter(new() { Has = _page.GetByText(text, new() { Exact = true }) });
}
