using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>Whatever is sent to whichever endpoint: no error of ours, no answer that a browser would take for a page, nothing stored
/// that breaks an export or runs in an app. FUZZ says how many bodies, FUZZ_SEED which; benchmarks/README.md has the last long run.</summary>
public sealed class FuzzTests(OwnCloud own, ITestOutputHelper output) : IClassFixture<OwnCloud>
{
    private const int Columns = 15;
    /// <summary>Few, and no endpoint twice: each request at a time has a process of its own, and starting one takes longer than most
    /// requests.</summary>
    private const int AtOnce = 3;

    private readonly TestCloud _cloud = own.Cloud;

    [Fact]
    public async Task No_body_breaks_an_endpoint_an_export_or_a_page()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("FUZZ") ?? "2000", CultureInfo.InvariantCulture);
        var seed = int.Parse(Environment.GetEnvironmentVariable("FUZZ_SEED") ?? "20261126", CultureInfo.InvariantCulture);
        var endpoints = ApiEndpoint.All.ToList();
        var faults = new ConcurrentBag<string>();
        var answers = new ConcurrentDictionary<int, int>();
        await StoreTextsAsync();

        await Parallel.ForEachAsync(Enumerable.Range(0, count).GroupBy(EndpointOf), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (numbers, _) =>
        {
            foreach (var number in numbers)
            {
                await SendAsync(endpoints[numbers.Key], number);
            }
        });

        output.WriteLine($"{count} bodies, seed {seed}: {string.Join(", ", answers.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} × {pair.Value}"))}");
        faults.Take(10).ShouldBeEmpty();
        answers.Keys.Count(code => code is 200 or 201).ShouldBeGreaterThan(0, "some of it is taken, and stored");
        await ExportsAreWholeAsync();
        await PagesShowTextAsTextAsync();

        int EndpointOf(int number) => (int)((long)number * endpoints.Count / count);

        async Task SendAsync(ApiEndpoint endpoint, int number)
        {
            var hostile = new HostileJson(seed + number);
            var client = await ClientAsync(endpoint);

            // A NUL in a path never arrives: the web server in front refuses it without a word. One that is encoded twice does.
            var id = number % 3 == 0 && hostile.Text is { Length: > 0 } text and not "\u0000" ? Uri.EscapeDataString(text) : Requests.NewId();
            var path = endpoint.PathFor(id) + (endpoint.Query.Count > 0 ? $"?{endpoint.Query[number % endpoint.Query.Count]}={Uri.EscapeDataString(hostile.Text)}" : "");
            var call = Requests.Draft();
            var body = endpoint.Body is null
                ? hostile.From(new JsonObject { ["anything"] = hostile.Text })
                : hostile.From(GoodBodies.For(endpoint.Body, client, call));
            using var content = endpoint.Method == HttpMethod.Get ? null : new StringContent(body, Encoding.UTF8, "application/json");
            var answer = await client.SendAsync(endpoint.Method, path, content);
            answers.AddOrUpdate(answer.Code, 1, (_, before) => before + 1);
            if (Fault(answer) is { } fault)
            {
                faults.Add($"{number} {endpoint.Method} {path}: {fault}\n  sent {Short(body)}\n  got {Short(answer.Text)}");
            }
        }
    }

    private static string? Fault(Answer answer) => answer switch
    {
        { Code: >= 500 } => "an error of ours",
        { ContentType: "text/html" or "image/svg+xml" or "text/javascript" } => "an answer that a browser would run",
        { Code: >= 400, ContentType: not ("application/problem+json" or "application/json") } => "a refusal without a reason",
        _ => null,
    };

    private static string Short(string text) => text.Length <= 400 ? text : text[..400] + "…";

    // Each text as a call's name, notes and outcome, as far as it is one; HTML last, so that it is among the newest on a phone's home.
    private async Task StoreTextsAsync()
    {
        var person = await _cloud.AsAsync("employee1@ooak.test");
        foreach (var text in HostileJson.Texts.OrderBy(text => text.Contains('<', StringComparison.Ordinal)))
        {
            var draft = Requests.Draft();
            (draft["contactName"], draft["notes"], draft["outcome"]) = (text, text, text);
            (await person.PostAsync("/calls", draft)).Code.ShouldBeOneOf(201, 400);
        }
    }

    private async Task ExportsAreWholeAsync()
    {
        var manager = await _cloud.SignInAsync(TestCloud.Manager);
        var answer = await manager.GetAsync("/reports/calls.csv");
        var rows = Rows(answer.Expect(200).Text).ToList();
        rows.Count.ShouldBeGreaterThan(HostileJson.Texts.Length / 2);
        rows.ShouldAllBe(row => row.Count == Columns);
        rows.SelectMany(row => row).Where(cell => cell.TrimStart().Length > 0 && "=+-@＝＋－＠".Contains(cell.TrimStart()[0], StringComparison.Ordinal)).ShouldBeEmpty();

        var dashboard = (await manager.GetAsync("/dashboard")).Expect(200).Json;
        ((long)dashboard["totals"]!["calls"]!).ShouldBeGreaterThanOrEqualTo(0);
        (await CallPages.AllAsync(manager, "")).Count.ShouldBeGreaterThan(HostileJson.Texts.Length / 2);
    }

    private async Task PagesShowTextAsTextAsync()
    {
        await using var browser = await Browser.StartAsync();
        var dashboard = await (await browser.OpenAsync(_cloud)).NewPageAsync();
        await dashboard.SignInAsync("/dashboard/", TestCloud.Manager);
        await dashboard.Link("Live").ClickAsync();
        await Expect(dashboard.GetByText("<img src=x onerror", new() { Exact = false }).First).ToBeVisibleAsync();
        (await dashboard.EvaluateAsync<bool>("'pwned' in window || document.querySelector('img[src=x], svg[onload], body script:not([src])') !== null")).ShouldBeFalse();

        var phone = await (await browser.OpenAsync(_cloud, isPhone: true)).NewPageAsync();
        await phone.SignInAsync("/", "employee1@ooak.test");
        await Expect(phone.GetByText("<img src=x onerror", new() { Exact = false }).First).ToBeVisibleAsync();
        (await phone.EvaluateAsync<bool>("'pwned' in window || document.querySelector('img[src=x], svg[onload], body script:not([src])') !== null")).ShouldBeFalse();
    }

    private readonly ConcurrentDictionary<string, Lazy<Task<ApiClient>>> _clients = new(StringComparer.Ordinal);

    // What is signed out or disabled on the way is signed in again by the next.
    private async Task<ApiClient> ClientAsync(ApiEndpoint endpoint)
    {
        if (endpoint.Audience == Ooak.Lambdas.Functions.Audience.Anyone)
        {
            return _cloud.Anonymous();
        }

        var email = endpoint.Audience == Ooak.Lambdas.Functions.Audience.Employee ? "employee6@ooak.test" : TestCloud.Manager;
        return await _clients.GetOrAdd(email, who => new(() => _cloud.SignInAsync(who))).Value;
    }

    // RFC 4180, strictly: every cell quoted, quotes doubled.
    private static IEnumerable<List<string>> Rows(string csv)
    {
        var row = new List<string>();
        for (var at = 0; at < csv.Length;)
        {
            string cell;
            if (csv[at] == '"')
            {
                var text = new StringBuilder();
                for (at++; csv[at] != '"' || (at + 1 < csv.Length && csv[at + 1] == '"'); at++)
                {
                    text.Append(csv[at]);
                    at += csv[at] == '"' ? 1 : 0;
                }

                at++;
                cell = text.ToString();
            }
            else
            {
                var end = csv.AsSpan(at).IndexOfAny(',', '\r');
                cell = csv.Substring(at, end);
                at += end;
            }

            row.Add(cell);
            if (at < csv.Length && csv[at] == ',')
            {
                at++;
                continue;
            }

            csv.AsSpan(at, 2).SequenceEqual("\r\n").ShouldBeTrue($"a row ends at {at}");
            at += 2;
            yield return row;
            row = [];
        }
    }
}
