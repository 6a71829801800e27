using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>A manager's pages: the calls table with its filters and exports, a call, who is there, the audit trail.</summary>
public sealed class DeskPageTests(DeskCloud desk) : IClassFixture<DeskCloud>, IAsyncLifetime
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
    public async Task A_long_table_shows_each_call_in_its_row_and_the_focus_never_passes_to_another_call()
    {
        const int calls = 190;
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var model = (await manager.GetAsync("/calls?limit=1")).Expect(200).Json["calls"]![0]!;
        var page = new JsonObject
        {
            ["cursor"] = null,
            ["calls"] = new JsonArray([.. Enumerable.Range(0, calls).Select(index =>
            {
                var call = model.DeepClone();
                (call["id"], call["contactName"]) = (Requests.NewId(), $"Caller {index}");
                return call;
            })]),
        };
        await _page.RouteAsync(new Regex("/api/calls\\?"), route => route.FulfillAsync(new() { ContentType = "application/json", Body = page.ToJsonString() }));
        await _page.ReloadAsync();
        await Focused("Caller 0").FocusAsync();

        // A hand on the wheel takes the rows away under the focus: it ends, and opens nothing else.
        await _page.Mouse.MoveAsync(700, 500);
        await _page.Mouse.WheelAsync(0, 4_000);
        await Expect(Row("Caller 90")).ToBeVisibleAsync();
        (await _page.EvaluateAsync<bool>("() => document.activeElement === document.body")).ShouldBeTrue();
        await EachRowIsItsCallAsync();

        await _page.EvaluateAsync("() => scrollTo(0, 0)");
        await Focused("Caller 3").FocusAsync();
        foreach (var (key, call) in new[] { ("End", calls - 1), ("ArrowUp", calls - 2), ("Home", 0), ("ArrowDown", 1) })
        {
            await _page.Keyboard.PressAsync(key);
            await Expect(Focused($"Caller {call}")).ToBeFocusedAsync();
            await EachRowIsItsCallAsync();
        }

        ILocator Focused(string name) => _page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^Open call with {name},") });

        async Task EachRowIsItsCallAsync()
        {
            var shown = await _page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.call-line')].map((row) => `${row.ariaRowIndex - 2} ${row.querySelector('.link').textContent}`)");
            shown.Length.ShouldBeInRange(10, 60);
            shown.ShouldAllBe(row => Regex.IsMatch(row, "^(\\d+) Caller \\1$"));
        }
    }

    [Fact]
    public async Task The_address_says_the_filters_keys_open_a_call_and_its_export_is_the_list()
    {
        await _page.Locator("select[aria-label=Outcome]").SelectOptionAsync("Sold");
        await Expect(Row("Contact 1")).ToHaveCountAsync(0);
        await Expect(Row("Contact 3")).ToBeVisibleAsync();
        await Expect(_page).ToHaveURLAsync(new Regex("#/calls.*outcome=Sold"));
        // While the calls are on their way, their place is as wide as the table will be.
        var arrives = new TaskCompletionSource();
        await _page.RouteAsync(new Regex("/api/calls\\?"), async route =>
        {
            await arrives.Task;
            await route.ContinueAsync();
        });
        await _page.ReloadAsync();
        await Expect(_page.Locator(".calls-page > .skeleton")).ToBeVisibleAsync();
        (await _page.Locator(".calls-page > .skeleton").BoundingBoxAsync())!.Width.ShouldBeGreaterThan(600);
        arrives.SetResult();
        await Expect(Row("Contact 3")).ToBeVisibleAsync();
        await Expect(Row("Contact 1")).ToHaveCountAsync(0);

        await _page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Open call with Contact 0,") }).FocusAsync();
        await _page.Keyboard.PressAsync("ArrowDown");
        await _page.Keyboard.PressAsync("Enter");
        var dialog = _page.GetByRole(AriaRole.Dialog, new() { Name = "Call", Exact = true });
        await Expect(dialog).ToContainTextAsync("Contact 3");
        await Expect(dialog.GetByText("Logged the call", new() { Exact = true })).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Show their calls", Exact = true }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.List, new() { Name = "Other calls", Exact = true })).ToBeVisibleAsync();

        // Said in the dialog: what lies behind it is neither read out nor seen.
        await _page.Context.GrantPermissionsAsync(["clipboard-write"]);
        await _page.Button("Copy link").ClickAsync();
        await Expect(dialog.GetByText("The link is copied. It opens for managers only.")).ToBeVisibleAsync();
        await _page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);

        await _page.Button("Export").ClickAsync();
        var saved = await _page.RunAndWaitForDownloadAsync(() => _page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^CSV file For") }).ClickAsync());
        await Expect(_page.Button("Export")).ToBeFocusedAsync();
        var text = await File.ReadAllTextAsync(await saved.PathAsync());
        text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(11);
        text.ShouldContain("\"Contact 27\"");

        await _page.Link("Audit").ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Rowheader, new() { Name = "Exported calls", Exact = true })).ToBeVisibleAsync();
        await Expect(_page.GetByRole(AriaRole.Rowheader, new() { Name = "Looked up a contact", Exact = true })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("Calls", "Open call with Contact 2,")]
    [InlineData("Live", "Contact 2")]
    [InlineData("Employees", "Open Ada Novak")]
    public async Task Back_from_what_was_opened_has_the_focus_where_it_was(string view, string name)
    {
        await _page.Link(view).ClickAsync();
        var opener = _page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { NameRegex = new Regex(Regex.Escape(name)) }).First;
        await opener.FocusAsync();
        await _page.Keyboard.PressAsync("Enter");
        await Expect(_page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await _page.GoBackAsync();
        await Expect(_page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(opener).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Another_view_opens_at_its_top_and_back_is_where_one_was()
    {
        await _page.SetViewportSizeAsync(390, 500);
        await _page.Link("Live").ClickAsync();
        await Expect(_page.Locator(".feed-item").Last).ToBeAttachedAsync();
        await _page.EvaluateAsync("() => scrollTo(0, 900)");
        await _page.Link("Calls").ClickAsync();
        await Expect(Row("Contact 1")).ToBeAttachedAsync();
        (await TopAsync()).ShouldBe(0);

        await _page.EvaluateAsync("() => scrollTo(0, 300)");
        await _page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Open call with Contact 0,") }).ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await _page.Keyboard.PressAsync("Escape");
        await Expect(_page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        (await TopAsync()).ShouldBe(300);

        await _page.Link("Live").ClickAsync();
        await Expect(_page.Locator(".feed-item").Last).ToBeAttachedAsync();
        (await TopAsync()).ShouldBe(0);
        await _page.EvaluateAsync("() => scrollTo(0, 700)");
        await _page.Link("Calls").ClickAsync();
        await Expect(Row("Contact 1")).ToBeAttachedAsync();
        await _page.GoBackAsync();
        await Expect(_page.Locator(".feed-item").Last).ToBeAttachedAsync();
        (await TopAsync()).ShouldBeGreaterThan(0);

        Task<double> TopAsync() => _page.EvaluateAsync<double>("() => scrollY");
    }

    [Fact]
    public async Task A_long_list_is_where_it_was_left_and_its_end_does_not_drag_the_page_along()
    {
        var pages = await ServeLongListAsync();
        await _page.ReloadAsync();
        await Expect(Row("Caller 3")).ToBeVisibleAsync();
        await _page.EvaluateAsync("() => scrollTo(0, 1e6)");
        await Expect(_page.Locator(".counts")).ToContainTextAsync("400 calls so far");
        // Whoever was at the end of the first page is in the middle now, and nothing more is read until they go on.
        await _page.EvaluateAsync("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        await Expect(Row("Caller 195")).ToBeVisibleAsync();
        pages().ShouldBe(2);

        var top = await _page.EvaluateAsync<double>("() => scrollY");
        await _page.Link("Employees").ClickAsync();
        await Expect(_page.Locator(".person-row").First).ToBeVisibleAsync();
        await _page.GoBackAsync();
        await Expect(Row("Caller 195")).ToBeVisibleAsync();
        (await _page.EvaluateAsync<double>("() => scrollY")).ShouldBe(top);
        pages().ShouldBe(2);

        // Opened anew, it is read anew.
        await _page.Link("Employees").ClickAsync();
        await Expect(_page.Locator(".person-row").First).ToBeVisibleAsync();
        await _page.Link("Calls").ClickAsync();
        await Expect(Row("Caller 3")).ToBeVisibleAsync();
        pages().ShouldBe(3);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(1060)]
    [InlineData(900)]
    public async Task The_row_that_the_keys_choose_is_never_under_the_bar_or_the_heading(int width)
    {
        await ServeLongListAsync();
        await _page.SetViewportSizeAsync(width, 700);
        await _page.ReloadAsync();
        await _page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Open call with Caller 0,") }).FocusAsync();
        foreach (var key in Enumerable.Repeat("ArrowDown", 30).Concat(Enumerable.Repeat("ArrowUp", 20)))
        {
            await _page.Keyboard.PressAsync(key);
        }

        await Expect(_page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Open call with Caller 10,") })).ToBeFocusedAsync();
        (await _page.EvaluateAsync<string>("""
            () => {
              const row = document.activeElement.closest('tr').getBoundingClientRect()
              const bar = document.querySelector('.desk-top').getBoundingClientRect()
              const heading = document.querySelector('.calls thead th').getBoundingClientRect()
              const sticks = getComputedStyle(document.querySelector('.calls thead th')).position === 'sticky'
              if (sticks && heading.top < bar.bottom - 1) return `the heading is under the bar: ${heading.top} < ${bar.bottom}`
              const clear = sticks ? heading.bottom : bar.bottom
              return row.top < clear - 1 ? `the row is covered: ${row.top} < ${clear}` : 'clear'
            }
            """)).ShouldBe("clear");
    }

    [Fact]
    public async Task Calls_are_found_by_an_outcome_that_the_organisation_has_no_more()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var settings = (await manager.GetAsync("/settings")).Expect(200).Json;
        string[] kept = [.. settings["outcomes"]!.AsArray().Select(name => (string)name!).Where(name => name != "Interested")];
        (await manager.PutAsync("/settings", new JsonObject
        {
            ["version"] = (long)settings["version"]!,
            ["outcomes"] = new JsonArray([.. kept.Select(name => (JsonNode)name)]),
        })).Expect(200);

        // The question is for those who choose among outcomes.
        var asked = 0;
        _page.Request += (_, request) => asked += request.Url.Contains("/api/dashboard?", StringComparison.Ordinal) ? 1 : 0;
        await _page.ReloadAsync();
        await Expect(Row("Contact 3")).ToBeVisibleAsync();
        await _page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        asked.ShouldBe(0);
        await _page.Locator("select[aria-label=Outcome]").FocusAsync();
        await _page.Locator("select[aria-label=Outcome] optgroup[label='No longer offered'] option").Filter(new() { HasText = "Interested" }).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await _page.Locator("select[aria-label=Outcome]").SelectOptionAsync("Interested");
        await Expect(Row("Contact 3")).ToHaveCountAsync(0);
        await Expect(Row("Contact 1")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_was_done_is_said_in_front_of_a_dialog_that_stays_open()
    {
        const string number = "+442079460613";
        var draft = Requests.Draft(startedAt: DateTimeOffset.UtcNow);
        (draft["contactPhone"], draft["contactName"]) = (number, "Contact to erase");
        (await (await _cloud.AsAsync("employee1@ooak.test")).PostAsync("/calls", draft)).Expect(201);
        await _page.ReloadAsync();
        await Row("Contact to erase").ClickAsync();
        await _page.Button("Show their calls").ClickAsync();
        await _page.Button("Erase this contact").ClickAsync();
        await _page.GetByLabel("Type the number to confirm").FillAsync(number);
        await _page.Keyboard.PressAsync("Enter");

        // What lies behind a modal dialog gets no pointer, and its region is not read out.
        var said = _page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Status).Locator(".toast");
        await Expect(said).ToContainTextAsync("erased");
        await said.HoverAsync();
        await _page.Keyboard.PressAsync("Escape");
        await Expect(_page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(_page.Locator(".desk > .toasts .toast")).ToContainTextAsync("erased");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing(ColorScheme scheme)
    {
        await _page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        var faults = new List<string>();
        await LookAsync("calls");
        await _page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Open call with Contact 0,") }).ClickAsync();
        await Expect(_page.GetByText("Logged the call", new() { Exact = true })).ToBeVisibleAsync();
        await LookAsync("call");
        await _page.Keyboard.PressAsync("Escape");
        await _page.Button("Columns").ClickAsync();
        await LookAsync("columns");
        await _page.Keyboard.PressAsync("Escape");
        foreach (var view in new[] { "Overview", "Live", "Employees", "Audit", "Settings" })
        {
            await _page.Link(view).ClickAsync();
            await Expect(_page.Locator("main h1")).ToHaveTextAsync(view == "Live" ? "Live feed" : view);
            await Expect(_page.Locator("main .skeleton")).ToHaveCountAsync(0);
            await LookAsync(view);
        }

        faults.ShouldBeEmpty();

        async Task LookAsync(string where)
        {
            foreach (var violation in (await _page.RunAxe()).Violations)
            {
                faults.AddRange(violation.Nodes.Select(node => $"{where}: {violation.Id}: {node.Html[..Math.Min(node.Html.Length, 160)]}"));
            }
        }
    }

    /// <summary>Four pages of 200 calls. Gives how many pages were asked for.</summary>
    private async Task<Func<int>> ServeLongListAsync()
    {
        var model = (await (await _cloud.AsAsync(TestCloud.Manager)).GetAsync("/calls?limit=1")).Expect(200).Json["calls"]![0]!;
        var pages = Enumerable.Range(0, 4).Select(page => new JsonObject
        {
            ["cursor"] = page < 3 ? $"{page + 1}" : null,
            ["calls"] = new JsonArray([.. Enumerable.Range(200 * page, 200).Select(index =>
            {
                var call = model.DeepClone();
                (call["id"], call["contactName"]) = (Requests.NewId(), $"Caller {index}");
                return call;
            })]),
        }.ToJsonString()).ToArray();
        var asked = 0;
        // The list's own requests; the feed asks for fewer at once, or without a limit of days.
        await _page.RouteAsync(new Regex("/api/calls\\?from=.*limit=200"), route =>
        {
            asked++;
            var cursor = Regex.Match(route.Request.Url, "cursor=(\\d)");
            return route.FulfillAsync(new() { ContentType = "application/json", Body = pages[cursor.Success ? int.Parse(cursor.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : 0] });
        });
        return () => asked;
    }

    private ILocator Row(string name) => _page.Locator("table.calls tbody tr").Filter(new() { Has = _page.GetByText(name, new() { Exact = true }) });
}
