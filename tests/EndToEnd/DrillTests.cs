using System.Diagnostics;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>The promise: calls logged without a network reach the manager's open dashboard as soon as the network is back.</summary>
[Collection(nameof(Alone))]
public sealed class DrillTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Calls_logged_offline_reach_the_open_dashboard_within_two_seconds_of_the_networks_return()
    {
        await using var cloud = await TestCloud.StartAsync();
        await using var browser = await Browser.StartAsync();
        var dashboard = await (await browser.OpenAsync(cloud)).OpenDashboardAsync();
        var pocket = await browser.OpenProfileAsync(cloud, isPhone: true);
        var phone = await pocket.OpenPhoneAsync("employee1@ooak.test");
        await CheckInstallableAsync(phone);
        await phone.LogCallAsync("Online Call");
        await Expect(phone.SyncState()).ToHaveTextAsync("All saved");
        await Expect(dashboard.FeedItem("Online Call")).ToBeVisibleAsync();
        await dashboard.EvaluateAsync("window.sameDocument = true");

        string[] names = ["Offline One", "Offline Two", "Offline Three"];
        await CutAsync(cloud, pocket, dashboard);
        phone = await LogWithoutNetworkAsync(phone, names, 1 + names.Length);
        var elapsed = await ReturnAsync(cloud, pocket, dashboard, names);
        output.WriteLine($"network back → all three on the dashboard: {elapsed.TotalMilliseconds:0} ms");
        await Expect(dashboard.Live()).ToBeVisibleAsync();
        await Expect(phone.SyncState()).ToHaveTextAsync("All saved");

        elapsed.ShouldBeLessThan(Limit);
        (await dashboard.EvaluateAsync<bool>("window.sameDocument")).ShouldBeTrue();
        var calls = await CallPages.AllAsync(await cloud.AsAsync(TestCloud.Manager), "");
        calls.Select(call => (string)call["contactName"]!).Order(StringComparer.Ordinal).ShouldBe(names.Append("Online Call").Order(StringComparer.Ordinal));
        (await cloud.ItemsAsync("call")).Count.ShouldBe(1 + names.Length);
    }

    private static async Task CutAsync(TestCloud cloud, IBrowserContext pocket, IPage dashboard)
    {
        await pocket.SetOfflineAsync(true);
        cloud.SetNetwork(false);
        await Expect(dashboard.Live()).ToBeHiddenAsync();
    }

    /// <summary>Logs the calls, closes the app and opens it again: everything is there, from the phone alone.</summary>
    private static async Task<IPage> LogWithoutNetworkAsync(IPage phone, string[] names, int today)
    {
        foreach (var name in names)
        {
            await phone.LogCallAsync(name);
        }

        await Expect(phone.SyncState()).ToHaveTextAsync("Offline — 3 waiting");
        var pocket = phone.Context;
        await phone.CloseAsync();
        phone = await pocket.NewPageAsync();
        await phone.GotoAsync("/");
        await Expect(phone.CallsToday()).ToHaveTextAsync($"{today}");
        await Expect(phone.SyncState()).ToHaveTextAsync("Offline — 3 waiting");
        await phone.GotoAsync("/#/history");
        foreach (var name in names)
        {
            await Expect(phone.HistoryRow(name)).ToBeVisibleAsync();
        }

        await phone.GotoAsync("/#/");
        return phone;
    }

    private static async Task<TimeSpan> ReturnAsync(TestCloud cloud, IBrowserContext pocket, IPage dashboard, string[] names)
    {
        var shown = dashboard.WaitForFunctionAsync(
            "names => names.every(name => [...document.querySelectorAll('li[data-call-id]')].some(item => item.textContent.includes(name)))",
            names,
            new() { PollingInterval = 10 });
        var clock = Stopwatch.StartNew();
        cloud.SetNetwork(true);
        await pocket.SetOfflineAsync(false);
        await shown;
        return clock.Elapsed;
    }

    private static async Task CheckInstallableAsync(IPage page)
    {
        await page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => undefined)");
        await page.ReloadAsync();
        await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
        await Expect(page.CallsToday()).ToBeVisibleAsync();
        var devTools = await page.Context.NewCDPSessionAsync(page);
        var manifest = (await devTools.SendAsync("Page.getAppManifest"))!.Value;
        manifest.GetProperty("errors").GetArrayLength().ShouldBe(0);
        JsonDocument.Parse(manifest.GetProperty("data").GetString()!).RootElement.GetProperty("name").GetString().ShouldNotBeNullOrEmpty();
        var errors = (await devTools.SendAsync("Page.getInstallabilityErrors"))!.Value.GetProperty("installabilityErrors");
        errors.GetArrayLength().ShouldBe(0, errors.ToString());
    }
}
