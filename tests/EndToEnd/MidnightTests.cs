using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>The organisation's day turns while the app is open.</summary>
[Collection(nameof(SharedCloud))]
public sealed class MidnightTests(SharedCloud shared) : IAsyncLifetime
{
    private readonly TestCloud _cloud = shared.Cloud;
    private Browser _browser = null!;

    public async ValueTask InitializeAsync() => _browser = await Browser.StartAsync();

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("America/St_Johns")]
    public async Task At_midnight_todays_calls_are_yesterdays(string zone)
    {
        var (morning, midnight) = TodayIn(zone);
        var (person, email) = await _cloud.NewPersonAsync();
        (await person.PostAsync("/calls", Requests.Draft(startedAt: morning))).Expect(201);
        var page = await (await _browser.OpenAsync(_cloud, isPhone: true)).NewPageAsync();
        await page.RouteAsync("**/api/me", async route =>
        {
            var answer = await route.FetchAsync();
            var me = JsonNode.Parse(await answer.TextAsync())!;
            me["organisation"]!["timeZone"] = zone;
            await route.FulfillAsync(new() { Response = answer, Body = me.ToJsonString() });
        });
        await page.Clock.InstallAsync(new() { TimeDate = midnight.UtcDateTime.AddMinutes(-2) });
        await page.SignInAsync("/", email, People.OwnPassword);
        await Expect(page.CallsToday()).ToHaveTextAsync("1");
        await Expect(page.Locator(".call-row time")).ToHaveTextAsync("0:00");

        await page.Clock.RunForAsync(150_000);

        await Expect(page.CallsToday()).ToHaveTextAsync("0");
        await Expect(page.Locator(".call-row time")).Not.ToHaveTextAsync("0:00");
    }

    /// <summary>When the zone's day began, and when the next begins.</summary>
    private static (DateTimeOffset Morning, DateTimeOffset Midnight) TodayIn(string zone)
    {
        var there = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var today = TimeZoneInfo.ConvertTimeFromUtc(DateTime.UtcNow, there).Date;
        return (new(TimeZoneInfo.ConvertTimeToUtc(today, there)), new(TimeZoneInfo.ConvertTimeToUtc(today.AddDays(1), there)));
    }
}
