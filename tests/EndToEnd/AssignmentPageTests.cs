using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>An assignment's way from the manager's dashboard over a phone without a network and back.</summary>
[Collection(nameof(SharedCloud))]
public sealed class AssignmentPageTests(SharedCloud shared) : IAsyncLifetime
{
    /// <summary>Chromium has no dialler, and would show a dialog instead.</summary>
    private const string Dialler = """
        window.dialled = []
        navigation.addEventListener('navigate', (event) => {
          if (!event.destination.url.startsWith('tel:')) return
          event.preventDefault()
          window.dialled.push(event.destination.url)
        })
        """;

    private readonly TestCloud _cloud = shared.Cloud;
    private Browser _browser = null!;

    public async ValueTask InitializeAsync() => _browser = await Browser.StartAsync();

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task What_a_manager_assigns_is_called_and_done_without_a_network_and_counts_once()
    {
        var (person, email) = await _cloud.NewPersonAsync();
        var dashboard = await (await _browser.OpenAsync(_cloud)).OpenDashboardAsync();
        await AssignAsync(dashboard, person.EmployeeId);

        var context = await _browser.OpenAsync(_cloud, isPhone: true);
        await context.AddInitScriptAsync(Dialler);
        var phone = await context.NewPageAsync();
        await phone.SignInAsync("/", email, People.OwnPassword);
        await Expect(phone.CallsToday()).ToBeVisibleAsync();
        await Expect(phone.SyncState()).ToHaveTextAsync("All saved");

        // From here on the pages come from the phone itself.
        await phone.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => undefined)");
        await phone.ReloadAsync();
        await phone.GotoAsync("/#/tasks");
        var row = phone.GetByRole(AriaRole.Link, new() { Name = "Call Zoë Ünal", Exact = true });
        await Expect(row).ToBeVisibleAsync();
        await context.SetOfflineAsync(true);
        await Expect(phone.SyncState()).ToHaveTextAsync("Offline");

        await row.ClickAsync();
        await phone.Button("Call ended").ClickAsync();
        await phone.Button("Save call").ClickAsync();
        await Expect(phone.GetByText("Called today", new() { Exact = false })).ToBeVisibleAsync();
        // Not the name on the sheet, which may still be going away.
        await phone.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Zoë Ünal") }).ClickAsync();
        await phone.Button("Done").ClickAsync();
        await Expect(phone.GetByText("Done today", new() { Exact = false })).ToBeVisibleAsync();
        await Expect(phone.SyncState()).ToHaveTextAsync("Offline — 2 waiting");
        (await phone.EvaluateAsync<string[]>("() => window.dialled")).ShouldBe(["tel:+442079460018"]);

        await context.SetOfflineAsync(false);
        await Expect(phone.SyncState()).ToHaveTextAsync("All saved");

        await dashboard.GotoAsync($"/dashboard/#/assignments?state=done&employeeId={person.EmployeeId}");
        await Expect(dashboard.Button("Open Zoë Ünal")).ToHaveCountAsync(1);
        await Expect(dashboard.GetByText("1 call", new() { Exact = true })).ToBeVisibleAsync();
        var call = (await CallPages.AllAsync(person, "")).ShouldHaveSingleItem();
        var done = (await person.GetAsync("/assignments?state=done")).Expect(200).Json["assignments"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)call["assignmentId"], (string)done["callIds"]![0]!).ShouldBe(((string)done["id"]!, (string)call["id"]!));
        (await person.GetAsync("/assignments")).Expect(200).Json["assignments"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Trying_again_reads_what_was_not_read_and_keeps_what_is_shown()
    {
        var (person, _) = await _cloud.NewPersonAsync();
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        foreach (var count in new[] { 100, 5 })
        {
            JsonNode[] rows = [.. Enumerable.Range(0, count).Select(_ => Requests.Assignment(person.EmployeeId))];
            (await manager.PostAsync("/assignments", new JsonObject { ["assignments"] = new JsonArray(rows) })).Expect(200);
        }

        var context = await _browser.OpenAsync(_cloud);
        await context.Clock.InstallAsync();
        var page = await context.OpenDashboardAsync();
        await page.GotoAsync("/dashboard/#/assignments?employeeId=" + person.EmployeeId);
        var rowsShown = page.Button("Open Anna Becker");
        await Expect(rowsShown).ToHaveCountAsync(100);
        var further = new Regex("/api/assignments\\?.*cursor=");
        await page.RouteAsync(further, route => route.AbortAsync());
        await page.Button("Show more").ClickAsync();
        await Expect(page.Button("Try again")).ToBeVisibleAsync();
        await Expect(rowsShown).ToHaveCountAsync(100);

        await page.UnrouteAsync(further);
        await page.Button("Try again").ClickAsync();
        await Expect(rowsShown).ToHaveCountAsync(105);
        await Expect(page.Button("Try again")).ToBeHiddenAsync();

        // Nor does the page's own reading again, every 20 seconds, take the place of a slow "Show more".
        await page.GotoAsync("/dashboard/#/assignments");
        await page.GotoAsync("/dashboard/#/assignments?employeeId=" + person.EmployeeId);
        await Expect(rowsShown).ToHaveCountAsync(100);
        var (asked, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        await page.RouteAsync(further, async route =>
        {
            asked.SetResult();
            await held.Task;
            await route.ContinueAsync();
        });
        await page.Button("Show more").ClickAsync();
        await asked.Task;
        await context.Clock.FastForwardAsync("00:21");
        await Expect(page.Button("Show more")).ToBeDisabledAsync();
        held.SetResult();
        await Expect(rowsShown).ToHaveCountAsync(105);
    }

    private static async Task AssignAsync(IPage dashboard, string employeeId)
    {
        await dashboard.Link("Work").ClickAsync();
        await dashboard.Button("Assign").First.ClickAsync();
        var dialog = dashboard.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Who is to call?", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Value = employeeId });
        await dialog.GetByLabel("Number", new() { Exact = true }).FillAsync("020 7946 0018");
        await dialog.GetByLabel("Name (optional)", new() { Exact = true }).FillAsync("Zoë Ünal");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Assign", Exact = true }).ClickAsync();
        await Expect(dashboard.GetByText("Assigned to", new() { Exact = false })).ToBeVisibleAsync();
    }
}
