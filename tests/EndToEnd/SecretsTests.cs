using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>Tokens, passwords and codes are where they must be and nowhere else.</summary>
public sealed class SecretsTests(OwnCloud own) : IClassFixture<OwnCloud>
{
    private const string Dump = """
        async () => {
          const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie, location.href]
          for (const { name } of await indexedDB.databases()) {
            const database = await new Promise((resolve, reject) => {
              const opening = indexedDB.open(name)
              opening.onsuccess = () => resolve(opening.result)
              opening.onerror = () => reject(opening.error)
            })
            for (const store of database.objectStoreNames) {
              kept.push(name + '/' + store + ' ' + await new Promise((resolve, reject) => {
                const reading = database.transaction(store).objectStore(store).getAll()
                reading.onsuccess = () => resolve(JSON.stringify(reading.result))
                reading.onerror = () => reject(reading.error)
              }))
            }
            database.close()
          }
          for (const name of await caches.keys()) {
            for (const request of await (await caches.open(name)).keys()) kept.push(request.url)
          }
          return kept
        }
        """;

    private readonly TestCloud _cloud = own.Cloud;

    [Fact]
    public async Task Tokens_passwords_and_codes_stand_in_no_storage_no_address_and_no_log()
    {
        var (_, email) = await _cloud.NewPersonAsync();
        await using var browser = await Browser.StartAsync();
        var (addresses, secrets) = (new ConcurrentBag<string>(), new ConcurrentDictionary<string, string>());
        secrets["password"] = People.OwnPassword;
        secrets["manager's password"] = TestCloud.Password;

        var phone = await Watch(await (await browser.OpenAsync(_cloud, isPhone: true)).NewPageAsync());
        await phone.SignInAsync("/", email, People.OwnPassword);
        await phone.LogCallAsync("Somebody");
        await Expect(phone.SyncState()).ToHaveTextAsync("All saved");
        await phone.ReloadAsync();
        await Expect(phone.SyncState()).ToHaveTextAsync("All saved");

        var byCode = await Watch(await (await browser.OpenAsync(_cloud, isPhone: true)).NewPageAsync());
        await byCode.SkipFirstRunAsync();
        await byCode.GotoAsync("/");
        await byCode.GetByLabel("E-mail", new() { Exact = true }).FillAsync(email);
        await byCode.Button("Email me a code").ClickAsync();
        secrets["code"] = await _cloud.CodeAsync(email, 1);
        await byCode.GetByLabel("Code", new() { Exact = true }).FillAsync(secrets["code"]);
        await byCode.Button("Sign in").ClickAsync();
        await Expect(byCode.SyncState()).ToHaveTextAsync("All saved");

        var dashboard = await Watch(await (await browser.OpenAsync(_cloud)).NewPageAsync());
        await dashboard.SignInAsync("/dashboard/", TestCloud.Manager);
        await dashboard.Link("Live").ClickAsync();
        await Expect(dashboard.FeedItem("Somebody")).ToBeVisibleAsync();

        var kept = new List<string>(addresses);
        foreach (var page in new[] { phone, byCode, dashboard })
        {
            kept.AddRange(await page.EvaluateAsync<string[]>(Dump));
            foreach (var cookie in (await page.Context.CookiesAsync()).Where(cookie => cookie.Name == "ooak_refresh"))
            {
                secrets["refresh token " + cookie.Value[^8..]] = cookie.Value;
            }
        }

        foreach (var function in await _cloud.ConsoleAsync("/api/functions"))
        {
            var lines = await _cloud.ConsoleAsync("/api/logs/" + (string)function!["logicalId"]!);
            kept.AddRange(lines.Select(line => (string)line!["text"]!));
        }

        secrets.Keys.Count(name => name.StartsWith("access token", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(3);
        secrets.Keys.Count(name => name.StartsWith("refresh token", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(3);
        addresses.ShouldContain(address => address.Contains("/ws?ticket=", StringComparison.Ordinal));
        kept.ShouldContain(line => line.Contains("Somebody", StringComparison.Ordinal));
        kept.ShouldContain(line => line.StartsWith("REPORT", StringComparison.Ordinal));
        var found = from secret in secrets
                    from line in kept
                    where line.Contains(secret.Value, StringComparison.Ordinal)
                    select $"{secret.Key} in {line[..Math.Min(200, line.Length)]}";
        found.ShouldBeEmpty();

        async Task<IPage> Watch(IPage page)
        {
            page.Request += (_, request) => addresses.Add(request.Url);
            page.WebSocket += (_, socket) => addresses.Add(socket.Url);
            page.FrameNavigated += (_, frame) => addresses.Add(frame.Url);
            await page.RouteAsync("**/api/auth/**", async route =>
            {
                var answer = await route.FetchAsync();
                var text = await answer.TextAsync();
                if (text.StartsWith('{') && JsonDocument.Parse(text).RootElement is var json && json.TryGetProperty("accessToken", out var token))
                {
                    secrets["access token " + token.GetString()![^8..]] = token.GetString()!;
                }

                foreach (var header in answer.HeadersArray.Where(header => header.Name.Equals("set-cookie", StringComparison.OrdinalIgnoreCase) && header.Value.StartsWith("ooak_refresh=", StringComparison.Ordinal)))
                {
                    var value = header.Value["ooak_refresh=".Length..header.Value.IndexOf(';', StringComparison.Ordinal)];
                    if (value.Length > 0)
                    {
                        secrets["refresh token " + value[^8..]] = value;
                    }
                }

                await route.FulfillAsync(new() { Response = answer });
            });
            return page;
        }
    }
}
