using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>A call log's file, from the phone's share sheet or picker to calls on the server.</summary>
[Collection(nameof(Alone))]
public sealed class ImportTests(OwnCloud own) : IAsyncLifetime
{
    private readonly TestCloud _cloud = own.Cloud;
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".xml");
    private Browser _browser = null!;
    private IPage _page = null!;
    private ApiClient _person = null!;

    public async ValueTask InitializeAsync()
    {
        _browser = await Browser.StartAsync();
        var phone = await _browser.OpenAsync(_cloud, isPhone: true);
        _page = await phone.NewPageAsync();
        (_person, var email) = await _cloud.NewPersonAsync();
        await _page.SignInAsync("/", email, People.OwnPassword);
        await Expect(_page.CallsToday()).ToBeVisibleAsync();
        await Expect(_page.SyncState()).ToHaveTextAsync("All saved");
        await _page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => undefined)");
    }

    public ValueTask DisposeAsync()
    {
        File.Delete(_file);
        return _browser.DisposeAsync();
    }

    [Fact]
    public async Task A_file_is_looked_at_then_added_and_a_second_time_adds_nothing()
    {
        var start = DateTimeOffset.UtcNow.AddHours(-3);
        var logged = Requests.Draft();
        logged["contactPhone"] = "+442079460018";
        logged["callType"] = "outgoing";
        logged["startedAt"] = start.AddSeconds(70).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        (await _person.PostAsync("/calls", logged)).Expect(201);
        await _page.ReloadAsync();
        await Expect(_page.GetByText("Anna Becker", new() { Exact = true }).First).ToBeVisibleAsync();

        var log = Log(Call("020 7946 0018", start, 65, 2, "Anna Bell"), Call("020 7946 0018", start.AddMinutes(5), 12, 2, "Anna Bell"), Call("-2", start.AddMinutes(9), 0, 3, "(Unknown)"), Call("1", start, 0, 4, ""));
        await ChooseAsync(log);
        await Expect(_page.GetByText("2 new calls", new() { Exact = true })).ToBeVisibleAsync();
        (await _page.GetByRole(AriaRole.List, new() { Name = "Calls that will be added", Exact = true }).Locator("li").EvaluateAllAsync<double[]>(
            "(rows) => rows.slice(1).map((row, i) => row.getBoundingClientRect().top - rows[i].getBoundingClientRect().bottom)")).ShouldBe([0], tolerance: 1);
        await Expect(_page.GetByText("1 already logged", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(_page.GetByText("1 line without a call to log", new() { Exact = true })).ToBeVisibleAsync();
        (await CallsAsync()).Count.ShouldBe(1);

        await _page.Button("Add 2 calls").ClickAsync();
        await Expect(_page.GetByText("2 calls added", new() { Exact = true })).ToBeVisibleAsync();
        await Until.Equal(3, async () => (await CallsAsync()).Count, "the calls are sent");
        var added = (await CallsAsync()).Where(call => (string)call["source"]! == "imported").OrderBy(call => (string)call["startedAt"]!, StringComparer.Ordinal).ToList();
        added.Select(call => ((string?)call["contactPhone"], (string)call["status"]!, (int)call["duration"]!)).ShouldBe([("+442079460018", "completed", 12), (null, "missed", 0)]);

        await _page.Button("Import another file").ClickAsync();
        await ChooseAsync(log);
        await _page.Button("30 days").ClickAsync();
        await Expect(_page.GetByText("Nothing new in this file", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(_page.GetByText("3 already logged", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_import_is_undone_whole_though_it_was_sent()
    {
        var start = DateTimeOffset.UtcNow.AddHours(-3);
        var log = Log(Call("020 7946 0018", start, 65, 2, "Anna Bell"), Call("020 7946 0019", start.AddMinutes(5), 12, 2, "Bea Bell"));
        await ChooseAsync(log);
        await _page.Button("Add 2 calls").ClickAsync();
        await Until.Equal(2, async () => (await CallsAsync()).Count, "the calls are sent");
        await Expect(_page.SyncState()).ToHaveTextAsync("All saved");

        await _page.Button("Undo").ClickAsync();
        await Expect(_page.GetByText("2 calls removed again", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(_page.GetByText("2 had been sent and are deleted. Importing this file again leaves them out.", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(_page.GetByText("They are sent in the background.")).ToHaveCountAsync(0);
        await Until.Equal(0, async () => (await CallsAsync()).Count(call => !(bool)call["deleted"]!), "the calls are deleted");

        await _page.Button("Import another file").ClickAsync();
        await ChooseAsync(log);
        await Expect(_page.GetByText("2 deleted earlier, left out", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_shared_file_opens_the_preview_and_a_broken_one_names_its_line()
    {
        await ShareAsync(Log(Call("020 7946 0018", DateTimeOffset.UtcNow.AddHours(-1), 65, 2, "Anna Bell")));
        await Expect(_page.Button("Add 1 call")).ToBeVisibleAsync();

        // The file does not lie about: the page has it, and a reload does not bring it back.
        await _page.ReloadAsync();
        await Expect(_page.GetByText("Choose a file", new() { Exact = true })).ToBeVisibleAsync();

        await ShareAsync(Log(Call("020 7946 0018", DateTimeOffset.UtcNow.AddHours(-1), 65, 2, "Anna Bell"), "<call number=\"1\""));
        await Expect(_page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Line 4, column 1: the file ends, or goes on, in the middle of a tag. It may have been cut off: export it again. Nothing of the file was imported." })).ToBeVisibleAsync();
        (await CallsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_shared_file_waits_for_the_page_that_is_opened_for_it()
    {
        await _page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => undefined)");
        await _page.ReloadAsync();
        var address = await _page.EvaluateAsync<string>(
            """
            async (log) => {
              const body = new FormData()
              body.append('log', new File([log], 'calls.xml', { type: 'text/xml' }))
              await fetch('/share', { method: 'POST', body })
              const [kept] = await (await caches.open('ooak-shared')).keys()
              return `/?shared=${kept.url.split('/').at(-1)}#/import`
            }
            """,
            Log(Call("020 7946 0018", DateTimeOffset.UtcNow.AddHours(-1), 65, 2, "Anna Bell")));

        // Another page of the app, open or being left, does not take it.
        await _page.GotoAsync("/#/import");
        await _page.ReloadAsync();
        await Expect(_page.GetByText("Choose a file", new() { Exact = true })).ToBeVisibleAsync();
        await ChooseAsync(Log(Call("020 7946 0019", DateTimeOffset.UtcNow.AddHours(-2), 12, 2, "Ben Cole")));
        await Expect(_page.GetByText("Ben Cole", new() { Exact = true })).ToBeVisibleAsync();

        await _page.GotoAsync(address);
        await Expect(_page.GetByText("Anna Bell", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(_page).ToHaveURLAsync(new Uri(_cloud.Site, "/#/import").ToString());
    }

    [Fact]
    public async Task Twenty_thousand_rows_are_looked_at_and_added_beside_a_page_that_goes_on()
    {
        const int rows = 20_000;
        await _page.EvaluateAsync(
            """
            () => {
              window.longest = 0
              new PerformanceObserver((list) => {
                for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration)
              }).observe({ type: 'longtask' })
            }
            """);
        var start = DateTimeOffset.UtcNow.AddHours(-1);
        await ChooseAsync(Log([.. Enumerable.Range(0, rows).Select(i => Call($"020 7946 {i % 1_000:D4}", start.AddMinutes(-10 * i), i % 600, 1 + (i % 3), "Anna Bell"))]));
        await _page.Button("The beginning").ClickAsync(new() { Timeout = 60_000 });
        await _page.Button("Add 20,000 calls").ClickAsync(new() { Timeout = 60_000 });
        await Expect(_page.GetByText("20,000 calls added", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 120_000 });

        var longest = await _page.EvaluateAsync<double>("() => window.longest");
        TestContext.Current.SendDiagnosticMessage($"longest task while {rows} rows were imported: {longest:0} ms");

        // What a busy machine with two cores allows; benchmarks/README.md has what was measured.
        longest.ShouldBeLessThan(800);
    }

    private async Task ChooseAsync(string log)
    {
        await _page.EvaluateAsync("() => { location.hash = '#/import' }");
        await Expect(_page.GetByText("Choose a file", new() { Exact = true })).ToBeVisibleAsync();

        // Playwright fills an input that is disabled, as it is until the first sync has told what is logged already.
        var input = _page.Locator("input[type=file]");
        await Expect(input).ToBeEnabledAsync();

        // By its path: what is handed over as bytes is decoded in the page, and would count as the page's own work.
        await File.WriteAllTextAsync(_file, log);
        await input.SetInputFilesAsync(_file);
    }

    /// <summary>What Android does when a file is shared with an installed app: a form is posted, and the app opens on the answer.</summary>
    private async Task ShareAsync(string log)
    {
        await _page.EvaluateAsync(
            """
            (log) => {
              const form = Object.assign(document.createElement('form'), { method: 'post', action: '/share', enctype: 'multipart/form-data' })
              const input = Object.assign(document.createElement('input'), { type: 'file', name: 'log' })
              const files = new DataTransfer()
              files.items.add(new File([log], 'calls.xml', { type: 'text/xml' }))
              input.files = files.files
              form.append(input)
              document.body.append(form)
              window.isLeaving = true
              form.submit()
            }
            """,
            log);
        await _page.WaitForFunctionAsync("() => !window.isLeaving && location.hash === '#/import'");
    }

    private async Task<List<JsonNode>> CallsAsync() => [.. (await _person.GetAsync("/calls?limit=200")).Expect(200).Json["calls"]!.AsArray().Select(call => call!)];

    private static string Call(string number, DateTimeOffset start, int duration, int type, string name) =>
        $"<call number=\"{number}\" duration=\"{duration}\" date=\"{start.ToUnixTimeMilliseconds()}\" type=\"{type}\" presentation=\"1\" readable_date=\"x\" contact_name=\"{name}\" />";

    private static string Log(params string[] calls) => $"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<calls count=\"{calls.Length}\">\n{string.Join('\n', calls)}\n</calls>\n";
}
