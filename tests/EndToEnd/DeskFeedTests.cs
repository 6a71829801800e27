using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>What happens elsewhere, as a manager's open pages follow it.</summary>
public sealed class DeskFeedTests(DeskCloud desk) : IClassFixture<DeskCloud>, IAsyncLifetime
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

    [Fact]
    public async Task A_call_that_is_taken_away_leaves_the_list_and_whoever_looks_at_it_and_one_that_comes_late_is_announced()
    {
        var person = await _cloud.AsAsync("employee2@ooak.test");
        await Expect(_page.Locator(".live-state[data-state=live]")).ToBeVisibleAsync();
        var late = Requests.Draft(startedAt: DateTimeOffset.UtcNow.AddMinutes(-12).AddSeconds(-30));
        late["contactName"] = "Out Of Reach";
        var call = (await person.PostAsync("/calls", late)).Expect(201).Json;
        await _page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("1 new call") }).ClickAsync();
        await Row("Out Of Reach").ClickAsync();
        var dialog = _page.GetByRole(AriaRole.Dialog, new() { Name = "Call", Exact = true });
        await Expect(dialog).ToContainTextAsync("Out Of Reach");
        // All that the drawer reads has come: from here on only the feed tells it anything.
        await Expect(dialog.GetByText("Logged the call", new() { Exact = true })).ToBeVisibleAsync();
        await _page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        (await person.DeleteAsync($"/calls/{call["id"]}")).Expect(204);

        await Expect(dialog).Not.ToContainTextAsync("Out Of Reach");
        await _page.Keyboard.PressAsync("Escape");
        await Expect(Row("Out Of Reach")).ToHaveCountAsync(0);
        await Expect(Row("Contact 20")).ToBeAttachedAsync();
    }

    [Fact]
    public async Task A_contacts_other_calls_follow_the_feed_and_are_read_once()
    {
        const string number = "+442071838750";
        var person = await _cloud.AsAsync("employee3@ooak.test");
        var calls = new List<JsonNode>();
        foreach (var (index, name) in new[] { "Opened", "Changed", "Deleted" }.Index())
        {
            calls.Add((await person.PostAsync("/calls", Call(name, -10 - index))).Expect(201).Json);
        }

        await Expect(_page.Locator(".live-state[data-state=live]")).ToBeVisibleAsync();
        await _page.GotoAsync("/dashboard/#/calls?phone=" + Uri.EscapeDataString(number));
        await Row("Opened").ClickAsync();
        var dialog = _page.GetByRole(AriaRole.Dialog, new() { Name = "Call", Exact = true });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Show their calls", Exact = true }).ClickAsync();
        var others = dialog.GetByRole(AriaRole.List, new() { Name = "Other calls", Exact = true }).GetByRole(AriaRole.Listitem);
        await Expect(others).ToHaveCountAsync(2);
        var figures = dialog.Locator(".contact-figures dd");
        await Expect(figures.First).ToHaveTextAsync("3");

        (calls[1]["outcome"], calls[1]["duration"]) = ("Sold", 3_600);
        (await person.PutAsync($"/calls/{calls[1]["id"]}", calls[1])).Expect(200);
        await Expect(others.First).ToContainTextAsync("Sold");
        (await person.DeleteAsync($"/calls/{calls[2]["id"]}")).Expect(204);
        await Expect(others).ToHaveCountAsync(1);
        await Expect(figures.First).ToHaveTextAsync("2");
        (await person.PostAsync("/calls", Call("New", -1))).Expect(201);
        await Expect(others).ToHaveCountAsync(2);
        await Expect(figures.First).ToHaveTextAsync("3");

        var trail = (await (await _cloud.AsAsync(TestCloud.Manager)).GetAsync("/audit?action=contact-viewed")).Expect(200).Json["entries"]!.AsArray();
        trail.Count(entry => (string?)entry!["details"]!["contact"] == "…" + number[^4..]).ShouldBe(1);

        static JsonObject Call(string name, int minutes)
        {
            var draft = Requests.Draft(startedAt: DateTimeOffset.UtcNow.AddMinutes(minutes));
            (draft["contactName"], draft["contactPhone"]) = (name, number);
            return draft;
        }
    }

    [Fact]
    public async Task A_call_that_is_older_than_all_of_the_feed_is_changed_in_the_list_as_it_is_changed_elsewhere()
    {
        var person = await _cloud.AsAsync("employee3@ooak.test");
        var draft = Requests.Draft(startedAt: DateTimeOffset.UtcNow.AddDays(-2));
        draft["contactName"] = "Before The Change";
        var old = (await person.PostAsync("/calls", draft)).Expect(201).Json;
        // More than the feed keeps, all of them later.
        var page = new JsonObject
        {
            ["cursor"] = null,
            ["calls"] = new JsonArray([.. Enumerable.Range(0, 220).Select(_ => Later()), old.DeepClone()]),
        };
        await _page.RouteAsync(new Regex("/api/calls\\?"), route => route.FulfillAsync(new() { ContentType = "application/json", Body = page.ToJsonString() }));
        await _page.ReloadAsync();
        await Expect(_page.Locator(".counts")).ToContainTextAsync("221 calls");
        await Expect(_page.Locator(".live-state[data-state=live]")).ToBeVisibleAsync();
        await _page.EvaluateAsync("() => scrollTo(0, 1e6)");
        await Expect(Row("Before The Change")).ToBeVisibleAsync();

        old["contactName"] = "After The Change";
        (await person.PutAsync($"/calls/{old["id"]}", old)).Expect(200);

        await Expect(Row("After The Change")).ToBeVisibleAsync();
        await Expect(Row("Before The Change")).ToHaveCountAsync(0);

        JsonNode Later()
        {
            var call = old.DeepClone();
            (call["id"], call["contactName"]) = (Requests.NewId(), "Later");
            call["startedAt"] = (string?)Requests.Draft(startedAt: DateTimeOffset.UtcNow.AddHours(-1))["startedAt"];
            return call;
        }
    }

    [Fact]
    public async Task What_changed_while_the_connection_was_gone_is_changed_in_a_long_list_and_the_focus_and_the_screen_stay_with_their_call()
    {
        var sockets = new List<IWebSocketRoute>();
        await _page.RouteWebSocketAsync(new Regex("/ws\\?"), socket =>
        {
            socket.ConnectToServer();
            sockets.Add(socket);
        });
        var model = (await (await _cloud.AsAsync(TestCloud.Manager)).GetAsync("/calls?limit=1")).Expect(200).Json["calls"]![0]!;
        var start = DateTimeOffset.UtcNow.AddDays(-1);
        var calls = Enumerable.Range(0, 600).Select(index =>
        {
            var call = model.DeepClone();
            (call["id"], call["contactName"]) = (Requests.NewId(), $"Caller {index}");
            call["startedAt"] = (string?)Requests.Draft(startedAt: start.AddMinutes(-index))["startedAt"];
            return call;
        }).ToList();
        await _page.RouteAsync(new Regex("/api/calls\\?.*from="), route =>
        {
            var from = Regex.Match(route.Request.Url, "cursor=(\\d+)") is { Success: true } cursor ? int.Parse(cursor.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : 0;
            var page = new JsonObject
            {
                ["cursor"] = from + 200 < calls.Count ? $"{from + 200}" : null,
                ["calls"] = new JsonArray([.. calls.Skip(from).Take(200).Select(call => call.DeepClone())]),
            };
            return route.FulfillAsync(new() { ContentType = "application/json", Body = page.ToJsonString() });
        });
        await _page.ReloadAsync();
        await Expect(_page.Locator(".live-state[data-state=live]")).ToBeVisibleAsync();
        var open = _page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Open call with Caller 300,") });
        await Expect(Row("Caller 3")).ToBeVisibleAsync();
        await _page.EvaluateAsync("() => scrollTo(0, 1e6)");
        await Expect(_page.Locator(".counts")).ToContainTextAsync("400 calls so far");
        await _page.EvaluateAsync("() => scrollTo(0, 48 * 295)");
        await open.FocusAsync();
        var before = (await open.BoundingBoxAsync())!.Y;

        (calls[302]["contactName"], calls[302]["version"]) = ("Changed Meanwhile", (long)calls[302]["version"]! + 1);
        foreach (var index in new[] { 303, 290, 250, 210 })
        {
            calls.RemoveAt(index);
        }

        await sockets[^1].CloseAsync(new() { Code = 1001 });

        await Expect(Row("Changed Meanwhile")).ToBeVisibleAsync();
        await Expect(Row("Caller 303")).ToHaveCountAsync(0);
        await Expect(Row("Caller 304")).ToBeVisibleAsync();
        await Expect(open).ToBeFocusedAsync();
        (await open.BoundingBoxAsync())!.Y.ShouldBe(before);
        await _page.Keyboard.PressAsync("ArrowDown");
        await Expect(_page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Open call with Caller 301,") })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_call_that_slides_into_the_feed_is_told_to_those_who_do_not_see_it()
    {
        await _page.Link("Live").ClickAsync();
        await Expect(_page.Locator(".feed-item").First).ToBeVisibleAsync();
        await Expect(_page.Locator(".live-state[data-state=live]")).ToBeVisibleAsync();
        var draft = Requests.Draft(startedAt: DateTimeOffset.UtcNow);
        draft["contactName"] = "Out Of Sight";
        (await (await _cloud.AsAsync("employee1@ooak.test")).PostAsync("/calls", draft)).Expect(201);
        await Expect(_page.GetByRole(AriaRole.Status).GetByText("New call by Ada Novak: Outgoing, answered, Out Of Sight", new() { Exact = true })).ToBeAttachedAsync();
    }

    [Theory]
    [InlineData("overview?range=30")]
    [InlineData("calls")]
    [InlineData("assignments")]
    [InlineData("targets")]
    [InlineData("audit")]
    [InlineData("settings")]
    public async Task A_page_that_could_not_be_read_is_read_when_the_connection_is_back(string view)
    {
        await _page.Link("Overview").ClickAsync();
        // The page's own program is there.
        foreach (var visited in new[] { view, "overview" })
        {
            await _page.GotoAsync("/dashboard/#/" + visited);
            await _page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        }

        await Expect(_page.Live()).ToBeVisibleAsync();
        await _page.Context.SetOfflineAsync(true);
        await Expect(_page.Locator(".live-state[data-state=offline]")).ToBeVisibleAsync();
        await _page.GotoAsync("/dashboard/#/" + view);
        var failed = _page.GetByRole(AriaRole.Main).GetByText("could not be loaded");
        await Expect(failed.First).ToBeVisibleAsync();
        await Expect(_page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Alert).Filter(new() { HasText = "could not be loaded" })).ToContainTextAsync("No connection.");

        await _page.Context.SetOfflineAsync(false);
        await Expect(failed).ToHaveCountAsync(0);
        await Expect(_page.GetByRole(AriaRole.Main).Locator(".skeleton")).ToHaveCountAsync(0);
        await Expect(failed).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task On_a_phone_the_feed_says_in_full_who_called_whom()
    {
        await _page.SetViewportSizeAsync(390, 844);
        await _page.Link("Live").ClickAsync();
        await Expect(_page.FeedItem("Contact 20")).ToBeAttachedAsync();
        const string cut = "() => [...document.querySelectorAll('.feed-item .call-name, .feed-item .call-kind')].filter((line) => line.scrollWidth > line.clientWidth).map((line) => line.textContent)";
        (await _page.EvaluateAsync<string[]>(cut)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Tab_passes_the_feed_in_one_step_and_keys_move_within_it()
    {
        await _page.Link("Live").ClickAsync();
        await Expect(Items().Last).ToBeAttachedAsync();
        await Expect(_page.Locator(".live-state[data-state=live]")).ToBeVisibleAsync();
        await Expect(_page.GetByRole(AriaRole.List, new() { Name = "Latest calls", Exact = true })).ToHaveAccessibleDescriptionAsync("Arrow keys move from call to call, Enter opens one.");
        var last = await Items().CountAsync() - 1;
        last.ShouldBeGreaterThan(20);
        await Items().First.FocusAsync();
        foreach (var (key, index) in new[] { ("ArrowDown", 1), ("End", last), ("ArrowUp", last - 1), ("Home", 0), ("ArrowUp", 0), ("ArrowDown", 1), ("ArrowDown", 2) })
        {
            await _page.Keyboard.PressAsync(key);
            await Expect(Items().Nth(index)).ToBeFocusedAsync();
            (await _page.EvaluateAsync<bool>("() => document.activeElement.getBoundingClientRect().top >= document.querySelector('.desk-top').getBoundingClientRect().bottom")).ShouldBeTrue();
        }

        // Tab reaches the call that was left, also after another came above it, and then who is there.
        await Expect(_page.Locator(".presence .person-now").First).ToBeVisibleAsync();
        await _page.Keyboard.PressAsync("Shift+Tab");
        await Expect(_page.Locator(".feed-item :focus")).ToHaveCountAsync(0);
        var draft = Requests.Draft(startedAt: DateTimeOffset.UtcNow);
        draft["contactName"] = "Above The Others";
        (await (await _cloud.AsAsync("employee1@ooak.test")).PostAsync("/calls", draft)).Expect(201);
        await Expect(Items().First).ToContainTextAsync("Above The Others");
        await _page.Keyboard.PressAsync("Tab");
        await Expect(Items().Nth(3)).ToBeFocusedAsync();
        await _page.Keyboard.PressAsync("Tab");
        await Expect(_page.Locator(".presence :focus")).ToHaveCountAsync(1);

        ILocator Items() => _page.Locator(".feed-item .call-row");
    }

    private ILocator Row(string name) => _page.Locator("table.calls tbody tr").Filter(new() { Has = _page.GetByText(name, new() { Exact = true }) });
}
