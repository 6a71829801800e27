using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>What is typed on the phone while something else happens: in another tab, by a manager, on other clocks.</summary>
[Collection(nameof(SharedCloud))]
public sealed class FormTests(SharedCloud shared) : IAsyncLifetime
{
    private readonly TestCloud _cloud = shared.Cloud;
    private Browser _browser = null!;
    private IPage _phone = null!;
    private ApiClient _person = null!;
    private string _email = "";

    public async ValueTask InitializeAsync()
    {
        (_person, _email) = await _cloud.NewPersonAsync();
        _browser = await Browser.StartAsync();
        _phone = await (await _browser.OpenAsync(_cloud, isPhone: true)).OpenPhoneAsync(_email, People.OwnPassword);
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task What_is_typed_in_one_tab_is_not_forgotten_with_what_another_saves()
    {
        var second = await _phone.Context.NewPageAsync();
        await second.GotoAsync("/#/log");
        await Expect(second.Button("Save call")).ToBeVisibleAsync();
        await _phone.Link("Log a call").ClickAsync();
        await _phone.GetByText("Outgoing, no answer", new() { Exact = true }).ClickAsync();
        await Name(_phone).FillAsync("Saved in the first");
        await KeptAsync("Saved in the first");
        await Name(second).FillAsync("Half typed in the second");
        await KeptAsync("Half typed in the second");

        await _phone.Button("Save call").ClickAsync();
        await Expect(_phone.GetByText("Call saved", new() { Exact = true })).ToBeVisibleAsync();
        second = await second.KillAsync();
        await second.GotoAsync("/#/log");
        await Expect(Name(second)).ToHaveValueAsync("Half typed in the second");

        await second.GetByText("Outgoing, no answer", new() { Exact = true }).ClickAsync();
        await second.Button("Save call").ClickAsync();
        await Expect(second.CallsToday()).ToHaveTextAsync("2");
        await second.Link("Log a call").ClickAsync();
        await Expect(second.Button("Save call")).ToBeVisibleAsync();
        await Expect(Name(second)).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Where_a_call_was_deleted_meanwhile_what_was_typed_into_it_is_said_to_be_kept()
    {
        await _phone.LogCallAsync("Deleted Elsewhere");
        await Expect(_phone.SyncState()).ToHaveTextAsync("All saved");
        await _phone.GotoAsync("/#/history");
        await _phone.HistoryRow("Deleted Elsewhere").ClickAsync();
        await _phone.Link("Edit").ClickAsync();
        await _phone.GetByLabel("Notes", new() { Exact = true }).FillAsync("Typed without a network");
        await _phone.Context.SetOfflineAsync(true);
        await _phone.Button("Save changes").ClickAsync();
        await Expect(_phone.SyncState()).ToHaveTextAsync("Offline — 1 waiting");
        var call = (await CallPages.AllAsync(_person, "")).ShouldHaveSingleItem()!;
        (await _person.DeleteAsync($"/calls/{call["id"]}")).Expect(204);
        await _phone.Context.SetOfflineAsync(false);

        await Expect(_phone.GetByText("This call is no longer on this device.")).ToBeVisibleAsync();
        await _phone.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^The call was deleted meanwhile. What you typed is kept") }).ClickAsync();
        await Expect(_phone.GetByText("Typed without a network", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(_phone.Button("Log it as a new call")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("Pacific/Kiritimati", true)]
    [InlineData("UTC", false)]
    public async Task Where_the_phones_clocks_are_others_it_is_said_whose_time_is_typed(string zone, bool isSaid)
    {
        var phone = await (await _browser.OpenAsync(_cloud, isPhone: true, zone)).OpenPhoneAsync(_email, People.OwnPassword);
        await phone.Link("Log a call").ClickAsync();
        await phone.Button("Pick a time").ClickAsync();
        await Expect(phone.GetByLabel("Started at", new() { Exact = true })).ToBeVisibleAsync();
        var hint = phone.GetByText(new Regex("^On your organisation’s clocks, where it is .+ now.$"));
        await Expect(hint).ToHaveCountAsync(isSaid ? 1 : 0);
    }

    private static ILocator Name(IPage page) => page.GetByLabel("Name", new() { Exact = true });

    private Task KeptAsync(string name) =>
        Until.True(
            async () => (await _phone.EvaluateAsync<string>("""
                async (sub) => {
                  const open = indexedDB.open('ooak-' + sub)
                  await new Promise((resolve) => { open.onsuccess = resolve })
                  const ask = open.result.transaction('meta').objectStore('meta').get('form:new')
                  await new Promise((resolve) => { ask.onsuccess = resolve })
                  open.result.close()
                  return JSON.stringify(ask.result ?? null)
                }
                """, _person.EmployeeId)).Contains(name, StringComparison.Ordinal),
            $"{name} is on disk");
}
