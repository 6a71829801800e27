using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>The manager's page of the organisation's settings.</summary>
public sealed class SettingsPageTests(OwnCloud own) : IClassFixture<OwnCloud>, IAsyncLifetime
{
    private readonly TestCloud _cloud = own.Cloud;
    private Browser _browser = null!;
    private IPage _page = null!;

    public async ValueTask InitializeAsync()
    {
        _browser = await Browser.StartAsync();
        _page = await (await _browser.OpenAsync(_cloud)).NewPageAsync();
        await _page.SignInAsync("/dashboard/", TestCloud.Manager);
        await _page.Link("Settings").ClickAsync();
        await Expect(_page.Button("Add an outcome")).ToBeVisibleAsync();
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task What_is_saved_is_there_after_a_reload_and_leaving_unsaved_asks()
    {
        await _page.GetByLabel("Number", new() { Exact = true }).FillAsync("020 7946 0000");
        await _page.GetByLabel("Label (optional)", new() { Exact = true }).FillAsync("Doctor");
        await _page.Button("Add").ClickAsync();
        await Recording("With notice").CheckAsync();

        await _page.Link("Employees").ClickAsync();
        await _page.Button("Go on editing").ClickAsync();
        await Expect(_page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("#/settings$"));
        await _page.Button("Save").ClickAsync();
        await Expect(_page.GetByText("Settings saved", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(_page.Button("Save")).ToHaveCountAsync(0);

        await _page.ReloadAsync();
        await Expect(_page.GetByRole(AriaRole.List, new() { Name = "Numbers that are always private" })).ToContainTextAsync("Doctor");
        await Expect(Recording("With notice")).ToBeCheckedAsync();
        var settings = (await (await _cloud.AsAsync(TestCloud.Manager)).GetAsync("/settings")).Expect(200).Json;
        ((string)settings["recording"]!, (string)settings["exclusions"]![0]!["number"]!).ShouldBe(("notice", "+442079460000"));
    }

    [Fact]
    public async Task Of_somebody_elses_changes_the_page_says_so_and_keeps_both()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var version = (long)(await manager.GetAsync("/settings")).Expect(200).Json["version"]!;
        (await manager.PutAsync("/settings", new JsonObject { ["version"] = version, ["lockMinutes"] = 42 })).Expect(200);

        await Recording("With everybody’s consent").CheckAsync();
        await _page.Button("Save").ClickAsync();
        await Expect(_page.GetByText("Somebody else changed the settings meanwhile")).ToBeVisibleAsync();
        await Expect(_page.GetByLabel("Minutes without use until the app locks")).ToHaveValueAsync("42");
        await Expect(Recording("With everybody’s consent")).ToBeCheckedAsync();
        await _page.Button("Save").ClickAsync();
        await Expect(_page.GetByText("Settings saved", new() { Exact = true })).ToBeVisibleAsync();

        var settings = (await manager.GetAsync("/settings")).Expect(200).Json;
        ((string)settings["recording"]!, (int)settings["lockMinutes"]!).ShouldBe(("all-party", 42));
    }

    private ILocator Recording(string name) => _page.GetByRole(AriaRole.Radio, new() { Name = name, Exact = true });
}
