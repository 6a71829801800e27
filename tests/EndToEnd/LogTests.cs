using System.Globalization;
using System.Text;

namespace Ooak.EndToEnd.Tests;

/// <summary>What functions log, when all goes well and when it does not: lines of JSON that lead to their request, and nothing of whom
/// people call, what they write, or who they are.</summary>
public sealed class LogTests(OwnCloud own) : IClassFixture<OwnCloud>
{
    private const string Name = "Zebulon Quagmire";
    private const string Number = "+447700900731";
    private const int AtOnce = 3;

    /// <summary>As somebody may find it in a line, in an address's encoding or out of it.</summary>
    private static readonly string[] Traces = ["Zebulon", "Quagmire", "7700900731"];

    private readonly TestCloud _cloud = own.Cloud;

    [Fact]
    public async Task No_log_says_whom_people_call_what_they_write_or_who_they_are()
    {
        var (person, email) = await _cloud.NewPersonAsync();
        var manager = await _cloud.SignInAsync(TestCloud.Manager);
        var call = Named(Requests.Draft());
        await new Device(person).ApplyAsync(Requests.Create(call));

        await Parallel.ForEachAsync(ApiEndpoint.All, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (endpoint, _) =>
        {
            var caller = endpoint.Audience switch
            {
                Ooak.Lambdas.Functions.Audience.Anyone => _cloud.Anonymous(),
                Ooak.Lambdas.Functions.Audience.Employee when !EndsSessions(endpoint) => person,
                Ooak.Lambdas.Functions.Audience.Employee => await _cloud.SignInAsync("employee2@ooak.test"),
                _ => manager,
            };
            var body = endpoint.Body is null ? [] : Named(GoodBodies.For(endpoint.Body, caller, call)).AsObject();
            foreach (var text in new[] { body.ToJsonString(), $"{{\"{Name}\":\"{Number}\",\"id\":\"{Name}\",\"email\":\"{Name}\"", $"\"{Name}\"" })
            {
                using var content = endpoint.Method == HttpMethod.Get ? null : new StringContent(text, Encoding.UTF8, "application/json");
                (await caller.SendAsync(endpoint.Method, PathOf(endpoint, call), content)).Code.ShouldBeLessThan(500);
            }
        });

        // The table fails in the midst of what is about them.
        foreach (var (method, path, body) in new (HttpMethod, string, JsonNode?)[]
                 {
                     (HttpMethod.Get, $"/contacts/{Uri.EscapeDataString(Number)}", null),
                     (HttpMethod.Get, $"/calls?q={Uri.EscapeDataString(Name)}", null),
                     (HttpMethod.Post, "/calls", Named(Requests.Draft())),
                 })
        {
            await _cloud.FaultAsync(new JsonObject { ["serviceErrors"] = new JsonObject { ["service"] = "dynamodb", ["matching"] = "EMP#" + person.EmployeeId, ["count"] = 20, ["status"] = 500 } });
            using var content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            (await person.SendAsync(method, path, content)).Code.ShouldBe(500);
        }

        await _cloud.FaultAsync(new JsonObject { ["serviceErrors"] = new JsonObject { ["service"] = "dynamodb", ["count"] = 0 } });
        var lines = new List<(string Function, string Text)>();
        foreach (var function in await _cloud.ConsoleAsync("/api/functions"))
        {
            var id = (string)function!["logicalId"]!;
            lines.AddRange((await _cloud.ConsoleAsync("/api/logs/" + id)).Select(line => (id, (string)line!["text"]!)));
        }

        lines.Where(line => Traces.Append(email).Any(trace => line.Text.Contains(trace, StringComparison.OrdinalIgnoreCase))).Select(line => $"{line.Function}: {line.Text}").ShouldBeEmpty();
        var logged = lines.Where(line => line.Text.StartsWith('{')).Select(line => JsonNode.Parse(line.Text)!.AsObject()).Where(line => line.ContainsKey("LogLevel")).ToList();
        var errors = logged.Where(line => (string)line["LogLevel"]! == "Error").ToList();
        errors.Count.ShouldBeGreaterThanOrEqualTo(3);
        errors.ShouldAllBe(line => ((string)line["Exception"]!).Contains("   at ", StringComparison.Ordinal));
        logged.ShouldAllBe(line => DateTimeOffset.Parse((string)line["Timestamp"]!, CultureInfo.InvariantCulture) > DateTimeOffset.UtcNow.AddHours(-1));
        logged.ShouldAllBe(line => line.ContainsKey("Message") && !string.IsNullOrEmpty((string?)line["RequestId"]) && ((string?)line["TraceId"] ?? "").StartsWith("Root=1-", StringComparison.Ordinal));

        // Beside Lambda's own lines there is nothing else.
        string[] ofLambda = ["INIT_", "START ", "END ", "REPORT "];
        lines.Where(line => !line.Text.StartsWith('{') && !ofLambda.Any(start => line.Text.StartsWith(start, StringComparison.Ordinal))).Select(line => $"{line.Function}: {line.Text}").ShouldBeEmpty();
    }

    private static bool EndsSessions(ApiEndpoint endpoint) => endpoint.Route.StartsWith("/auth", StringComparison.Ordinal);

    private static string PathOf(ApiEndpoint endpoint, JsonObject call)
    {
        var path = endpoint.Route
            .Replace("{id}", (string)call["id"]!, StringComparison.Ordinal)
            .Replace("{phone}", Uri.EscapeDataString(Number), StringComparison.Ordinal);
        var query = endpoint.Query.Where(name => name is "q" or "phone").Select(name => $"{name}={Uri.EscapeDataString(name == "q" ? Name : Number)}").ToList();
        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    /// <summary>The same with the name wherever people write what they like, and the number as theirs.</summary>
    private static JsonObject Named(JsonNode body)
    {
        var named = body.DeepClone().AsObject();
        foreach (var (name, value) in named.ToList())
        {
            named[name] = name switch
            {
                "contactName" or "notes" or "outcome" or "note" or "title" or "body" or "name" or "team" or "label" => Name,
                "contactPhone" or "phone" or "number" => Number,
                _ when value is JsonObject inner => Named(inner),
                _ when value is JsonArray list => new JsonArray([.. list.Select(entry => entry is JsonObject item ? Named(item) : entry?.DeepClone())]),
                _ => value?.DeepClone(),
            };
        }

        return named;
    }
}
