using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Text;
using Amazon.CognitoIdentityProvider;
using Amazon.DynamoDBv2;
using Amazon.S3;
using Amazon.SimpleNotificationService;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Functions;

namespace Ooak.EndToEnd.Tests;

/// <summary>What a request costs does not grow with the calls of all years, but for what asks for all of them. GROWTH names other numbers
/// of calls; benchmarks/README.md has the last long run.</summary>
[Collection(nameof(SharedCloud))]
public sealed class GrowthTests(SharedCloud shared, ITestOutputHelper output)
{
    private const int Runs = 3;

    /// <summary>Whose calls they are where there may be a million: nobody makes half of them.</summary>
    private const int Many = 16;

    /// <summary>Read units of the most calls that one answer looks through (CallFeed.MaximumExamined), with room for longer notes.</summary>
    private const double SearchUnits = 200;

    /// <summary>One after the other, within the function's time on a slow day.</summary>
    private const int SearchRequests = 8;

    /// <summary>The list of calls, looked through for a text that nobody wrote: as far back as one answer goes.</summary>
    private const string Search = nameof(Lambdas.Calls.ListCalls) + " for a text";

    /// <summary>What looks through as many calls as there are, up to a bound.</summary>
    private static readonly string[] Bounded = [Search, nameof(Lambdas.Contacts.GetContact)];

    /// <summary>What reads all calls of somebody, because that is what it is for.</summary>
    private static readonly string[] Whole = [nameof(Lambdas.Sync.GetDigest), nameof(Lambdas.Reports.ExportCalls), nameof(Lambdas.Contacts.EraseContact)];

    private readonly TestCloud _cloud = shared.Cloud;

    [Fact]
    public async Task No_request_costs_more_with_more_calls_but_those_that_ask_for_all()
    {
        var sizes = (Environment.GetEnvironmentVariable("GROWTH") ?? "4000,8000").Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture)).ToList();
        var table = new List<Dictionary<string, Cost>>();
        foreach (var size in sizes)
        {
            table.Add(await MeasureAsync(size, ofMany: sizes.Count > 2));
        }

        // Of many sizes the first is not compared: so few calls do not fill every page.
        var first = sizes.Count > 2 ? 1 : 0;
        output.WriteLine($"| request | answer | {string.Join(" | ", sizes.Select(size => $"{size:N0} calls: units, requests, ms"))} | units, {sizes[^1]:N0} to {sizes[first]:N0} |");
        output.WriteLine($"| --- | --- | {string.Concat(sizes.Select(_ => "--- | "))}--- |");
        var grown = new List<string>();
        var failed = new List<string>();
        foreach (var name in table[0].Keys)
        {
            var costs = table.ConvertAll(column => column[name]);
            var ratio = costs[first].Units > 0 ? costs[^1].Units / costs[first].Units : 1;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {costs[^1].Status} | {string.Join(" | ", costs.Select(cost => cost.ToString()))} | {ratio:F2} |"));
            if (Bounded.Contains(name) ? costs.Exists(cost => cost.Units > SearchUnits || cost.Requests > SearchRequests) : ratio > 1.1 && !Whole.Contains(name))
            {
                grown.Add($"{name}: {string.Join(", ", costs)}");
            }

            failed.AddRange(costs.Where(cost => cost.Status >= 500).Select(cost => $"{name}: {cost.Problem}"));
        }

        failed.ShouldBeEmpty();
        grown.ShouldBeEmpty();
    }

    private async Task<Dictionary<string, Cost>> MeasureAsync(int count, bool ofMany)
    {
        var people = new List<ApiClient>();
        foreach (var n in Enumerable.Range(1, 2))
        {
            people.Add(await _cloud.AsAsync($"employee{n}@ooak.test"));
        }

        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var others = Enumerable.Range(0, ofMany ? Many - people.Count : 0).Select(_ => Requests.NewId());
        await using var filled = await FilledTable.CreateAsync(
            _cloud, count, [.. people.Select(person => person.EmployeeId), .. others], await _cloud.ItemsAsync("employee", "settings"));
        var (client, meter) = CapacityMeter.Of(_cloud.DynamoDb);
        var costs = new Dictionary<string, Cost>(StringComparer.Ordinal);
        foreach (var entry in FunctionCatalog.All.Where(entry => entry.Map is not null))
        {
            var endpoint = ApiEndpoint.Find(entry.Spec.Name);
            var caller = endpoint.Audience == Audience.Manager ? manager : people[0];
            costs[endpoint.Name] = await CostAsync(entry, endpoint, caller, filled, client, meter);
            if (endpoint.Name == nameof(Lambdas.Calls.ListCalls))
            {
                costs[Search] = await CostAsync(entry, endpoint, caller, filled, client, meter, "zebra");
            }
        }

        return costs;
    }

    /// <summary>The fastest of some runs: the others tell how busy the machine is, and the first starts everything.</summary>
    private async Task<Cost> CostAsync(FunctionEntry entry, ApiEndpoint endpoint, ApiClient caller, FilledTable filled, IAmazonDynamoDB client, CapacityMeter meter, string? text = null)
    {
        await using var app = Build(entry, caller, filled.Settings, client);
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var best = double.MaxValue;
        var (status, problem) = (0, "");
        for (var run = 0; run < Runs; run++)
        {
            using var request = Request(endpoint, caller, filled, run, text);
            meter.Reset();
            var started = Stopwatch.GetTimestamp();
            using var answer = await AnswerAsync(http, request, endpoint);
            var body = await answer.Content.ReadAsStringAsync();
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            (status, problem) = ((int)answer.StatusCode, answer.IsSuccessStatusCode ? "" : body);
        }

        await app.StopAsync();
        return new Cost(status, problem, meter.Units, meter.Requests, best);
    }

    private static async Task<HttpResponseMessage> AnswerAsync(HttpClient http, HttpRequestMessage request, ApiEndpoint endpoint)
    {
        try
        {
            return await http.SendAsync(request);
        }
        catch (TaskCanceledException e)
        {
            throw new TimeoutException($"{endpoint.Name} does not answer.", e);
        }
    }

    private WebApplication Build(FunctionEntry entry, ApiClient caller, FunctionSettings settings, IAmazonDynamoDB client)
    {
        var builder = FunctionHost.CreateBuilder();
        builder.Logging.ClearProviders().AddJsonConsole().SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        FunctionHost.AddHttp(builder.Services);
        builder.Services
            .AddSingleton(client)
            .AddSingleton(settings)
            .AddSingleton<IAmazonS3>(_cloud.S3)
            .AddSingleton<IAmazonSimpleNotificationService>(_cloud.Sns)
            .AddSingleton<IAmazonCognitoIdentityProvider>(_cloud.Cognito)
            .AddSingleton(_cloud.Sockets);
        var app = builder.Build();
        app.Use((context, next) =>
        {
            // As the gateway's authorizer hands them over.
            Claim[] claims =
            [
                new("sub", caller.EmployeeId),
                new("token_use", "access"),
                new("iat", DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            ];
            context.User = new ClaimsPrincipal(new ClaimsIdentity(claims, "Bearer"));
            return next(context);
        });
        FunctionHost.Use(app, entry);
        return app;
    }

    /// <summary>As people send it, over a quarter where it takes a range; a text is looked for in all of it.</summary>
    private static HttpRequestMessage Request(ApiEndpoint endpoint, ApiClient caller, FilledTable filled, int run, string? text)
    {
        var call = filled.Some.Where(call => call.EmployeeId == caller.EmployeeId).Skip(run).FirstOrDefault() ?? filled.Some[run];
        var isAboutCalls = endpoint.Route.StartsWith("/calls", StringComparison.Ordinal);
        var path = endpoint.Route
            .Replace("{id}", isAboutCalls ? call.Id : Requests.NewId(), StringComparison.Ordinal)
            .Replace("{phone}", Uri.EscapeDataString(call.ContactPhone!), StringComparison.Ordinal);
        var query = endpoint.Query.Select(name => (Name: name, Value: Value(name, endpoint, call, text))).Where(pair => pair.Value is not null).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}");
        var request = new HttpRequestMessage(endpoint.Method, $"{path}?{string.Join('&', query)}");
        if (endpoint.Body is not null)
        {
            var draft = Requests.Draft();
            draft["id"] = isAboutCalls && endpoint.Method == HttpMethod.Put ? call.Id : Requests.NewId();
            draft["version"] = 1;
            var body = GoodBodies.For(endpoint.Body, caller, draft);
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        return request;
    }

    private static string? Value(string name, ApiEndpoint endpoint, Call call, string? text) => name switch
    {
        "from" => FilledTable.Last.AddDays(text is null ? -89 : 1 - FilledTable.Days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "to" => FilledTable.Last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "q" => text,
        "employeeId" when endpoint.Route.StartsWith("/calls/{id}", StringComparison.Ordinal) => call.EmployeeId,
        _ => null,
    };

    private sealed record Cost(int Status, string Problem, double Units, int Requests, double Milliseconds)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Units:F1}, {Requests}, {Milliseconds:F1}");
    }
}
