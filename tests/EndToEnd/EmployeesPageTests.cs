using System.Text;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>The manager's page of employees.</summary>
public sealed class EmployeesPageTests(OwnCloud own) : IClassFixture<OwnCloud>, IAsyncLifetime
{
    private readonly TestCloud _cloud = own.Cloud;
    private Browser _browser = null!;
    private IPage _page = null!;

    public async ValueTask InitializeAsync()
    {
        _browser = await Browser.StartAsync();
        _page = await (await _browser.OpenAsync(_cloud)).NewPageAsync();
        await _page.SignInAsync("/dashboard/", TestCloud.Manager);
        await _page.Link("Employees").ClickAsync();

        // Rows are checked against the list, so it comes first.
        await Expect(Row("employee1@ooak.test")).ToBeVisibleAsync();
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task An_invited_person_gets_a_mail_signs_in_on_a_phone_and_is_active()
    {
        var email = People.NewEmail();
        await _page.Button("Invite").ClickAsync();
        await _page.GetByLabel("Name", new() { Exact = true }).FillAsync("Nora Ødegård");
        await _page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(email);
        var arrives = new TaskCompletionSource();
        await _page.RouteAsync("**/api/employees", async route =>
        {
            await arrives.Task;
            await route.ContinueAsync();
        });
        await _page.Button("Send invitation").ClickAsync();
        await Expect(_page.Button("Sending…")).ToBeVisibleAsync();

        // What is on its way can't be taken back by closing.
        await _page.Keyboard.PressAsync("Escape");
        await Expect(_page.GetByRole(AriaRole.Alertdialog)).ToHaveCountAsync(0);
        arrives.SetResult();
        await Expect(_page.GetByText("Nora Ødegård is invited")).ToBeVisibleAsync();
        await Expect(_page.GetByRole(AriaRole.Img, new() { Name = $"QR code of {_cloud.Site}" })).ToBeVisibleAsync();

        // Nothing is on its way any more.
        await Expect(_page.Button("Close")).ToBeEnabledAsync();
        await _page.Keyboard.PressAsync("Escape");
        await Expect(_page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(Row("Nora Ødegård")).ToContainTextAsync("Invited");

        var phone = await (await _browser.OpenAsync(_cloud, isPhone: true)).NewPageAsync();
        await phone.SignInAsync("/", email, await _cloud.TemporaryPasswordAsync(email));
        await phone.GetByLabel("New password", new() { Exact = true }).FillAsync(People.OwnPassword);
        await phone.Button("Save and sign in").ClickAsync();
        await Expect(phone.CallsToday()).ToBeVisibleAsync();

        await _page.ReloadAsync();
        await Expect(Row("Nora Ødegård")).ToContainTextAsync("Active");
    }

    [Fact]
    public async Task Rows_of_a_spreadsheet_are_checked_and_invited()
    {
        var (one, two) = (People.NewEmail(), People.NewEmail());
        await _page.Button("Import").ClickAsync();
        await _page.GetByLabel("Or paste rows from a spreadsheet, with the column names").FillAsync(
            $"name;email;team\nÉlodie Petit;{one};Nord\nליאור כהן;{two};Nord\nNo Address;;Nord\nHere Already;employee1@ooak.test;Nord\n");
        await _page.Button("Check these rows").ClickAsync();
        await Expect(_page.GetByText("2 people can be invited")).ToBeVisibleAsync();
        await Expect(_page.GetByText("No e-mail address")).ToBeVisibleAsync();
        await _page.Button("Invite 2 people").ClickAsync();
        await Expect(_page.GetByText("Import finished")).ToBeVisibleAsync();

        (await _cloud.TemporaryPasswordAsync(one)).ShouldNotBeEmpty();
        (await _cloud.TemporaryPasswordAsync(two)).ShouldNotBeEmpty();
        var people = (await (await _cloud.AsAsync(TestCloud.Manager)).GetAsync("/employees")).Expect(200).Json["employees"]!.AsArray();
        people.Count(person => (string?)person!["team"] == "Nord").ShouldBe(2);
    }

    [Fact]
    public async Task Another_import_begins_with_the_pasted_rows_unless_they_were_imported()
    {
        await _page.Button("Import").ClickAsync();
        var paste = _page.Locator("#import-paste");
        var rows = $"name;email\nÉlodie Petit;{People.NewEmail()}\n";
        await paste.FillAsync(rows);
        var file = Encoding.UTF8.GetBytes($"name;email\nליאור כהן;{People.NewEmail()}\n");
        await _page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "people.csv", MimeType = "text/csv", Buffer = file });
        await _page.Button("Invite 1 person").ClickAsync();
        await _page.Button("Import another file").ClickAsync();
        await Expect(paste).ToHaveValueAsync(rows);

        await _page.Button("Check these rows").ClickAsync();
        await _page.Button("Invite 1 person").ClickAsync();
        await _page.Button("Import another file").ClickAsync();
        await Expect(paste).ToHaveValueAsync("");
        await _page.Keyboard.PressAsync("Escape");
        await Expect(_page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("Employees")]
    [InlineData("Work")]
    public async Task Rows_that_were_pasted_are_there_again_for_whoever_comes_back_to_them(string view)
    {
        await _page.Link(view).ClickAsync();
        await _page.Button("Import").ClickAsync();
        var paste = _page.Locator("#import-paste");
        var rows = $"name;email;phone\nÉlodie Petit;{People.NewEmail()};+44 7700 900181\n";
        await paste.FillAsync(rows);

        // What is only pasted is not lost by a slip, either.
        await _page.Keyboard.PressAsync("Escape");
        await _page.Button("Go on editing").ClickAsync();
        await _page.Button("Check these rows").ClickAsync();
        await _page.Button("Choose another file").ClickAsync();
        await Expect(paste).ToHaveValueAsync(rows);

        await _page.Keyboard.PressAsync("Escape");
        await _page.Button("Leave without saving").ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_disabled_person_is_out_and_the_last_manager_stays()
    {
        var (person, email) = await _cloud.NewPersonAsync();
        await _page.ReloadAsync();
        await _page.GetByRole(AriaRole.Searchbox).FillAsync(email);
        await Row(email).ClickAsync();
        await _page.Button("Disable account").ClickAsync();
        await _page.GetByRole(AriaRole.Dialog).Last.GetByRole(AriaRole.Button, new() { Name = "Disable account", Exact = true }).Last.ClickAsync();
        await Expect(_page.GetByText("is signed out everywhere.")).ToBeVisibleAsync();
        (await person.GetAsync("/me")).ExpectProblem(403, "account-disabled");

        await _page.GotoAsync("/dashboard/#/employees");
        await _page.ReloadAsync();
        await _page.GetByRole(AriaRole.Searchbox).FillAsync(TestCloud.Manager);
        await Row(TestCloud.Manager).ClickAsync();
        await _page.Button("Disable account").ClickAsync();
        await _page.GetByRole(AriaRole.Dialog).Last.GetByRole(AriaRole.Button, new() { Name = "Disable account", Exact = true }).Last.ClickAsync();
        await Expect(_page.GetByText("This is the last active manager.")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("status", "disabled", "Your account was disabled.")]
    [InlineData("role", "employee", "Your session ended. Sign in again.")]
    public async Task A_manager_who_is_one_no_more_does_not_go_on_seeing_the_dashboard(string field, string value, string said)
    {
        var (client, email) = await _cloud.NewPersonAsync("manager");
        var theirs = await (await _browser.OpenAsync(_cloud)).NewPageAsync();
        await theirs.SignInAsync("/dashboard/#/live", email, People.OwnPassword);
        await Expect(theirs.GetByRole(AriaRole.Heading, new() { Name = "Live feed", Exact = true })).ToBeVisibleAsync();
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        (await manager.PatchAsync("/employees/" + client.EmployeeId, new JsonObject { [field] = value })).Expect(200);

        await Expect(theirs.GetByText(said)).ToBeVisibleAsync();
        await Expect(theirs.Button("Sign in")).ToBeVisibleAsync();
        await Expect(theirs.GetByRole(AriaRole.Navigation)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_person_is_erased_once_their_name_was_typed_and_not_before()
    {
        var (person, email) = await _cloud.NewPersonAsync();
        await _page.ReloadAsync();
        await _page.GetByRole(AriaRole.Searchbox).FillAsync(email);
        await Row(email).ClickAsync();
        var name = await _page.GetByLabel("Name", new() { Exact = true }).InputValueAsync();

        await _page.Button("Erase this person").ClickAsync();
        var question = _page.GetByRole(AriaRole.Alertdialog, new() { Name = $"Erase {name} for good?" });
        await Expect(question.GetByRole(AriaRole.Button, new() { Name = "Erase for good" })).ToBeDisabledAsync();
        (await _page.RunAxe()).Violations.Select(violation => violation.Id).ShouldBeEmpty();
        await _page.GetByLabel("Type the name to confirm").FillAsync("Somebody else");
        await _page.Keyboard.PressAsync("Enter");
        await Expect(question.GetByRole(AriaRole.Button, new() { Name = "Erase for good" })).ToBeDisabledAsync();
        await _page.Keyboard.PressAsync("Escape");
        await Expect(question).ToHaveCountAsync(0);

        await _page.Context.SetOfflineAsync(true);
        await ConfirmAsync();
        await Expect(_page.GetByText("No answer came, so some of it may be erased already. Erase again: it goes on where it stopped.")).ToBeVisibleAsync();
        await _page.Context.SetOfflineAsync(false);
        (await person.GetAsync("/me")).Expect(200);

        await ConfirmAsync();
        await Expect(_page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(Row(email)).ToHaveCountAsync(0);
        (await person.GetAsync("/me")).ExpectProblem(410, "account-erased");

        async Task ConfirmAsync()
        {
            await _page.Button("Erase this person").ClickAsync();
            await _page.GetByLabel("Type the name to confirm").FillAsync(name.ToUpperInvariant());
            await _page.Keyboard.PressAsync("Enter");
        }
    }

    [Fact]
    public async Task What_failed_is_said_beside_the_page_where_its_drawer_was_closed_meanwhile()
    {
        await Row("employee1@ooak.test").ClickAsync();
        var arrives = new TaskCompletionSource();
        await _page.RouteAsync("**/api/employees/*", async route =>
        {
            await arrives.Task;
            await route.AbortAsync();
        });
        await _page.Button("Disable account").ClickAsync();
        await _page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Disable account", Exact = true }).ClickAsync();
        await Expect(_page.Button("Disable account")).ToBeDisabledAsync();
        await _page.Keyboard.PressAsync("Escape");
        await Expect(_page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        arrives.SetResult();
        await Expect(_page.GetByText("Ada Novak: No connection.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_button_that_was_busy_has_the_focus_again()
    {
        await Row("employee1@ooak.test").ClickAsync();
        var arrives = new TaskCompletionSource();
        await _page.RouteAsync("**/api/employees/*/export", async route =>
        {
            await arrives.Task;
            await route.AbortAsync();
        });
        await _page.Button("Export their data").FocusAsync();
        await _page.Keyboard.PressAsync("Enter");
        await Expect(_page.Button("Asking…")).ToBeDisabledAsync();
        await Expect(_page.Button("Asking…")).Not.ToBeFocusedAsync();
        arrives.SetResult();
        await Expect(_page.Button("Export their data")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Back_and_a_reload_ask_before_they_lose_what_was_typed()
    {
        await Row("employee1@ooak.test").ClickAsync();
        var team = _page.GetByLabel("Team (optional)", new() { Exact = true });
        await team.FillAsync("Typed");
        await _page.EvaluateAsync("() => history.back()");
        await _page.Button("Go on editing").ClickAsync();
        await Expect(team).ToHaveValueAsync("Typed");
        await Expect(_page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("#/employees\\?open="));
        (await _page.EvaluateAsync<bool>("() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))")).ShouldBeTrue();

        await _page.EvaluateAsync("() => history.back()");
        await _page.Button("Leave without saving").ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(_page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("#/employees$"));

        // Closing it by hand leaves no entry behind: Back goes to the page before.
        await Row("employee1@ooak.test").ClickAsync();
        await _page.Button("Close").ClickAsync();
        await Expect(_page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("#/employees$"));
        await _page.EvaluateAsync("() => history.back()");
        await Expect(_page.Locator("main h1")).ToHaveTextAsync("Overview");
    }

    private ILocator Row(string text) => _page.GetByRole(AriaRole.Row).Filter(new() { HasText = text });
}
