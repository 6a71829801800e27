using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>The pages of assignments and targets, and what others do meanwhile.</summary>
public sealed class DeskWorkTests(DeskCloud desk) : IClassFixture<DeskCloud>, IAsyncLifetime
{
    private readonly TestCloud _cloud = desk.Cloud;
    private Browser _browser = null!;
    private IPage _page = null!;

    public async ValueTask InitializeAsync()
    {
        _browser = await Browser.StartAsync();
        _page = await (await _browser.OpenAsync(_cloud)).NewPageAsync();
        await _page.SignInAsync("/dashboard/", TestCloud.Manager);
        await _page.Link("Work").ClickAsync();
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task A_target_that_was_only_looked_at_is_closed_without_a_question()
    {
        await _page.Link("Targets").ClickAsync();
        await _page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Emre Yılmaz") }).ClickAsync();
        var calls = _page.GetByLabel("Calls a day", new() { Exact = true });
        await Expect(calls).ToBeFocusedAsync();
        await Expect(_page.Button("Save")).ToBeDisabledAsync();
        await _page.Keyboard.PressAsync("Escape");
        await Expect(_page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await _page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Emre Yılmaz") }).ClickAsync();
        await calls.FillAsync("9");
        await _page.Keyboard.PressAsync("Escape");
        await Expect(_page.Button("Go on editing")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Of_a_target_that_somebody_else_changed_meanwhile_both_changes_are_kept()
    {
        var other = await (await _browser.OpenAsync(_cloud)).NewPageAsync();
        await other.SignInAsync("/dashboard/", TestCloud.Manager);
        foreach (var page in new[] { _page, other })
        {
            await page.Link("Work").ClickAsync();
            await page.Link("Targets").ClickAsync();
            await page.Button("Change").ClickAsync();
        }

        await CallsADay(other).First.FillAsync("33");
        await other.Button("Save").ClickAsync();
        await Expect(other.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        // By keyboard: the focus stays where the removed row was.
        await _page.Button("Add a change").ClickAsync();
        await _page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Remove") }).Last.FocusAsync();
        await _page.Keyboard.PressAsync("Enter");
        await Expect(_page.Button("Add a change")).ToBeFocusedAsync();

        await _page.Button("Add a change").ClickAsync();
        await _page.GetByLabel("From", new() { Exact = true }).Last.FillAsync("2099-01-10");
        await CallsADay(_page).Last.FillAsync("44");
        await _page.Button("Save").ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Alert).GetByText("Somebody changed this target meanwhile.")).ToBeVisibleAsync();
        await Expect(CallsADay(_page).First).ToHaveValueAsync("33");
        await Expect(CallsADay(_page).Last).ToHaveValueAsync("44");
        await _page.Button("Save").ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        var plan = (await (await _cloud.AsAsync(TestCloud.Manager)).GetAsync("/targets")).Expect(200).Json["organisation"]!["entries"]!.AsArray();
        plan.Select(entry => (int)entry!["calls"]!).TakeLast(2).ShouldBe([33, 44]);

        static ILocator CallsADay(IPage page) => page.GetByLabel("Calls a day", new() { Exact = true });
    }

    [Fact]
    public async Task Targets_that_somebody_else_changed_are_there_for_whoever_comes_back_to_the_page()
    {
        await _page.Link("Targets").ClickAsync();
        await Expect(Row("Kwame Mensah")).ToBeVisibleAsync();
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var people = (await manager.GetAsync("/employees")).Expect(200).Json["employees"]!.AsArray();
        var id = (string)people.Single(person => (string)person!["name"]! == "Kwame Mensah")!["id"]!;
        (await manager.PutAsync("/targets", new JsonObject
        {
            ["employeeId"] = id,
            ["version"] = 0,
            ["entries"] = new JsonArray(new JsonObject { ["from"] = "2026-01-02", ["calls"] = 77 }),
        })).Expect(200);

        await _page.EvaluateAsync("() => document.dispatchEvent(new Event('visibilitychange'))");
        await Expect(Row("Kwame Mensah")).ToContainTextAsync("77");
    }

    [Fact]
    public async Task Assignments_of_somebody_who_is_disabled_say_so()
    {
        var (person, _) = await _cloud.NewPersonAsync();
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        (await manager.PostAsync("/assignments", new JsonObject { ["assignments"] = new JsonArray(Requests.Assignment(person.EmployeeId!)) })).Expect(200);
        await _page.GotoAsync($"/dashboard/#/assignments?employeeId={person.EmployeeId}");
        await _page.ReloadAsync();
        await Expect(Row("Petra Novotná")).ToHaveCountAsync(1);
        await Expect(Row("Disabled")).ToHaveCountAsync(0);

        (await manager.PatchAsync("/employees/" + person.EmployeeId, new JsonObject { ["status"] = "disabled" })).Expect(200);
        await _page.ReloadAsync();
        await Expect(Row("Petra Novotná")).ToContainTextAsync("Disabled");
    }

    [Fact]
    public async Task There_is_more_also_after_the_list_could_not_be_read_again()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var person = await _cloud.AsAsync("employee5@ooak.test");
        foreach (var many in Enumerable.Range(0, 101).Select(_ => Requests.Assignment(person.EmployeeId)).Chunk(25))
        {
            (await manager.PostAsync("/assignments", new JsonObject { ["assignments"] = new JsonArray(many) })).Expect(200);
        }

        await _page.GotoAsync("/dashboard/#/assignments?employeeId=" + person.EmployeeId);
        await Expect(_page.Button("Show more")).ToBeVisibleAsync();
        await _page.RouteAsync("**/api/assignments?*", route => route.AbortAsync());
        await _page.EvaluateAsync("() => document.dispatchEvent(new Event('visibilitychange'))");
        await Expect(_page.Button("Try again")).ToBeVisibleAsync();
        await Expect(_page.Button("Show more")).ToBeVisibleAsync();
        await _page.UnrouteAsync("**/api/assignments?*");
        await _page.Button("Show more").ClickAsync();
        await Expect(_page.GetByText("101 assignments", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_change_of_an_assignment_can_be_undone_where_it_was_made()
    {
        var (person, _) = await _cloud.NewPersonAsync();
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        (await manager.PostAsync("/assignments", new JsonObject { ["assignments"] = new JsonArray(Requests.Assignment(person.EmployeeId!)) })).Expect(200);
        await _page.GotoAsync($"/dashboard/#/assignments?employeeId={person.EmployeeId}");
        await _page.ReloadAsync();
        await Row("Petra Novotná").GetByRole(AriaRole.Button).ClickAsync();
        await _page.GetByLabel("What it is about (optional)").FillAsync("A slip");
        await _page.Button("Save changes").ClickAsync();
        await Expect(Row("Petra Novotná")).ToContainTextAsync("A slip");
        await _page.Button("Undo").ClickAsync();
        await Expect(Row("Petra Novotná")).Not.ToContainTextAsync("A slip");
    }

    [Theory]
    [InlineData("assignments", "Assign")]
    [InlineData("targets", "Change")]
    public async Task What_is_on_its_way_cannot_be_cancelled(string view, string open)
    {
        await _page.GotoAsync("/dashboard/#/" + view);
        var arrives = new TaskCompletionSource();
        await _page.RouteAsync("**/api/" + view, async route =>
        {
            if (route.Request.Method != "GET")
            {
                await arrives.Task;
                await route.AbortAsync();
                return;
            }

            await route.ContinueAsync();
        });
        await _page.Button(open).ClickAsync();
        if (view == "targets")
        {
            await _page.GetByLabel("Calls a day", new() { Exact = true }).First.FillAsync("19");
        }
        else
        {
            await _page.GetByLabel("Who is to call?").SelectOptionAsync(new SelectOptionValue { Label = "Ada Novak" });
            await _page.GetByLabel("Number", new() { Exact = true }).FillAsync("+442079460018");
        }

        await _page.GetByRole(AriaRole.Dialog).Locator("[type=submit]").ClickAsync();
        await Expect(_page.Button("Cancel")).ToBeDisabledAsync();
        arrives.SetResult();
        await Expect(_page.GetByRole(AriaRole.Alert).GetByText("No connection.")).ToBeVisibleAsync();
        await Expect(_page.Button("Cancel")).ToBeEnabledAsync();
    }

    private ILocator Row(string text) => _page.GetByRole(AriaRole.Row).Filter(new() { HasText = text });
}
