using System.Globalization;
using Microsoft.Playwright;

namespace Ooak.EndToEnd.Tests;

/// <summary>Time that passes on a phone, and by what the server says to it.</summary>
internal sealed class PhoneClock : IDisposable
{
    /// <summary>Each request says when the page sent it, by the page's clock: only so does the test know which ones the clock overtook.</summary>
    private const string Stamped = """
        const sending = window.fetch
        window.fetch = (input, init) => {
          if (!String(input).endsWith('/api/sync')) return sending(input, init)
          const headers = new Headers(init.headers)
          headers.set('x-sent-at', String(Date.now()))
          return sending(input, { ...init, headers })
        }
        """;

    /// <summary>A request older than that was sent before the clock moved. Less harms no call.</summary>
    private static readonly TimeSpan Overtaken = TimeSpan.FromSeconds(10);

    private readonly IBrowserContext _phone;
    private readonly SemaphoreSlim _passing = new(1);
    private TimeSpan _passed;

    private PhoneClock(IBrowserContext phone) => _phone = phone;

    /// <param name="phone">Without pages yet.</param>
    public static async Task<PhoneClock> OfAsync(IBrowserContext phone)
    {
        var clock = new PhoneClock(phone);
        await phone.AddInitScriptAsync(Stamped);
        await phone.Clock.InstallAsync();
        await phone.RouteAsync("**/api/sync", clock.AnswerLaterAsync);
        return clock;
    }

    public void Dispose() => _passing.Dispose();

    /// <summary>Time passes, "mm:ss": on the phone, and by what the server says to it, or the phone would take its clock for a wrong one.</summary>
    public async Task PassAsync(string length)
    {
        await _passing.WaitAsync();
        _passed += TimeSpan.ParseExact(length, @"mm\:ss", CultureInfo.InvariantCulture);
        await _phone.Clock.FastForwardAsync(length);
        _passing.Release();
    }

    // A request during which the clock moved is lost, as no phone's clock runs ahead by minutes while it waits for an answer.
    private async Task AnswerLaterAsync(IRoute route)
    {
        try
        {
            var passed = _passed;

            // The service worker has the machine's own clock: what it heard of the server's would make the page's suspect.
            if (!route.Request.Headers.TryGetValue("x-sent-at", out var sentAt) || DateTimeOffset.UtcNow + passed - InstantOf(sentAt) > Overtaken)
            {
                await route.AbortAsync();
                return;
            }

            var answer = await route.FetchAsync();
            var body = await answer.TextAsync();
            if (answer.Ok)
            {
                var json = JsonNode.Parse(body)!;
                json["serverTime"] = Requests.Instant(DateTimeOffset.Parse((string)json["serverTime"]!, CultureInfo.InvariantCulture) + passed);
                body = json.ToJsonString();
            }

            await _passing.WaitAsync();
            try
            {
                await (passed == _passed ? route.FulfillAsync(new() { Response = answer, Body = body }) : route.AbortAsync());
            }
            finally
            {
                _passing.Release();
            }
        }
        catch (PlaywrightException)
        {
            // The test ended meanwhile.
        }
    }

    private static DateTimeOffset InstantOf(string milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(milliseconds, CultureInfo.InvariantCulture));
}
