using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;

namespace Ooak.EndToEnd.Tests;

/// <summary>docs/openapi.json as the judge of every answer that a test gets: status, fields, kinds of values, and docs/errors.md of its codes. What they do
/// not list may not come.</summary>
internal static partial class ApiDocument
{
    private static readonly JsonNode Document = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "openapi.json")))!;

    private static readonly List<(string[] Route, JsonObject Operations)> Paths =
        [.. Document["paths"]!.AsObject().Select(path => (path.Key.Split('/'), path.Value!.AsObject()))];

    private static readonly HashSet<(int Status, string Code)> Refusals =
        [.. Refusal().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors.md")))
            .SelectMany(row => row.Groups["statuses"].Value.Split(", ").Select(status => (int.Parse(status, null), row.Groups["code"].Value)))];

    /// <exception cref="ShouldAssertException">The document says otherwise.</exception>
    public static void Judge(HttpMethod method, string path, byte[]? body, Answer answer)
    {
        // Whoever is refused before a function is asked is answered by the gateway.
        if (OperationOf(method, path) is not { } operation || answer is { Code: >= 400, ProblemCode: null })
        {
            return;
        }

        if (answer.ProblemCode is { } code)
        {
            Refusals.ShouldContain((answer.Code, code), $"{method} {path}");
        }

        var responses = operation["responses"]!.AsObject();
        var response = answer.Code >= 400 ? responses["default"] : responses[answer.Code.ToString(null as IFormatProvider)];
        response.ShouldNotBeNull($"{method} {path}: nothing is said of {answer.Code}");
        if (answer.Code < 400)
        {
            JudgeQuery(operation, method, path);
            JudgeBody(operation, method, path, body, answer);
        }

        if (response["content"] is not { } content)
        {
            answer.Text.ShouldBeEmpty($"{method} {path}");
            return;
        }

        var schema = content[answer.ContentType!]?["schema"];
        schema.ShouldNotBeNull($"{method} {path}: nothing is said of {answer.ContentType}");
        if (answer.ContentType!.EndsWith("json", StringComparison.Ordinal))
        {
            var faults = new List<string>();
            Check(schema, answer.Json, "$", faults, isOpen: answer.Code >= 400);
            faults.ShouldBeEmpty($"{method} {path}: {answer.Text[..Math.Min(answer.Text.Length, 1000)]}");
        }
    }

    /// <summary>What the query of an endpoint may hold of whole numbers, from the least to the most.</summary>
    public static IEnumerable<(string Parameter, long Least, long Most)> RangesOf(ApiEndpoint endpoint) =>
        QueryOf(Document["paths"]![endpoint.Route]![endpoint.Method.Method.ToLowerInvariant()]!)
            .Where(parameter => (string?)parameter["schema"]!["type"] == "integer")
            .Select(parameter => ((string)parameter["name"]!, (long)parameter["schema"]!["minimum"]!, (long)parameter["schema"]!["maximum"]!));

    /// <summary>The fields of an endpoint's body that may be no longer, less or more than something.</summary>
    public static IReadOnlyDictionary<string, JsonNode> BoundsOf(ApiEndpoint endpoint) =>
        Resolved(Document["paths"]![endpoint.Route]![endpoint.Method.Method.ToLowerInvariant()]!["requestBody"]!["content"]!["application/json"]!["schema"]!)["properties"]?.AsObject()
            .Where(field => field.Value!["maxLength"] is not null || field.Value["maximum"] is not null)
            .ToDictionary(field => field.Key, field => field.Value!) ?? [];

    private static JsonNode Resolved(JsonNode schema) =>
        schema["$ref"] is { } reference ? Document["components"]!["schemas"]![((string)reference!).Split('/')[^1]]! : schema;

    private static IEnumerable<JsonNode> QueryOf(JsonNode operation) =>
        (operation["parameters"]?.AsArray() ?? []).Select(parameter => parameter!).Where(parameter => (string)parameter["in"]! == "query");

    /// <summary>What was accepted, the document allows: only what it does not know is ignored.</summary>
    private static void JudgeQuery(JsonNode operation, HttpMethod method, string path)
    {
        var faults = new List<string>();
        var sent = HttpUtility.ParseQueryString(path.Contains('?', StringComparison.Ordinal) ? path[path.IndexOf('?', StringComparison.Ordinal)..] : "");
        foreach (var parameter in QueryOf(operation))
        {
            // Empty is absent.
            if (sent[(string)parameter["name"]!] is { Length: > 0 } text)
            {
                var schema = parameter["schema"]!;
                Check(schema, (string?)schema["type"] == "integer" && long.TryParse(text, out _) ? JsonNode.Parse(text) : JsonValue.Create(text), (string)parameter["name"]!, faults);
            }
        }

        faults.ShouldBeEmpty($"{method} {path}");
    }

    /// <summary>Of rows that are judged by themselves, those that were accepted.</summary>
    private static void JudgeBody(JsonNode operation, HttpMethod method, string path, byte[]? body, Answer answer)
    {
        if (body is not { Length: > 0 } || operation["requestBody"]?["content"]?["application/json"]?["schema"] is not { } schema)
        {
            return;
        }

        var sent = JsonNode.Parse(body)!;
        if (answer.ContentType == "application/json" && answer.Json is JsonObject results && results["results"] is JsonArray judged)
        {
            var rows = sent.AsObject().Select(field => field.Value).OfType<JsonArray>().SingleOrDefault();
            for (var i = judged.Count - 1; i >= 0; i--)
            {
                if (judged[i]!["problem"] is not null)
                {
                    rows!.RemoveAt(i);
                }
            }
        }

        var faults = new List<string>();
        Check(schema, sent, "$", faults, isOpen: true);
        faults.ShouldBeEmpty($"{method} {path}: {Encoding.UTF8.GetString(body)[..Math.Min(body.Length, 1000)]}");
    }

    private static JsonNode? OperationOf(HttpMethod method, string path)
    {
        var parts = path.Split('?')[0].Split('/');
        return Paths
            .Where(known => known.Route.Length == parts.Length && known.Route.Zip(parts).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second))
            .OrderBy(known => known.Route.Count(part => part.StartsWith('{')))
            .Select(known => known.Operations[method.Method.ToLowerInvariant()])
            .FirstOrDefault();
    }

    /// <param name="isOpen">A problem may say more than all problems do.</param>
    private static void Check(JsonNode schema, JsonNode? value, string at, List<string> faults, bool isOpen = false)
    {
        if (schema["$ref"] is not null)
        {
            Check(Resolved(schema), value, at, faults, isOpen);
            return;
        }

        if (schema["oneOf"] is { } kinds)
        {
            if (!kinds.AsArray().Any(kind => Fits(kind!, value, isOpen)))
            {
                faults.Add($"{at} is none of its kinds");
            }

            return;
        }

        if (schema["type"] is { } type && !(type is JsonArray several ? several.Select(one => (string)one!) : [(string)type!]).Any(name => IsA(name, value)))
        {
            faults.Add($"{at} is no {type.ToJsonString()}: {value?.ToJsonString() ?? "null"}");
            return;
        }

        if (ApiBounds.Fault(schema, value) is { } fault)
        {
            faults.Add($"{at} is {fault}: {value?.ToJsonString()}");
        }

        if (schema["enum"] is { } words && !words.AsArray().Any(word => JsonNode.DeepEquals(word, value)))
        {
            faults.Add($"{at} is not among {words.ToJsonString()}: {value?.ToJsonString()}");
        }

        if (value is JsonArray items && schema["items"] is { } each)
        {
            for (var i = 0; i < items.Count; i++)
            {
                Check(each, items[i], $"{at}[{i}]", faults, isOpen);
            }
        }
        else if (value is JsonObject fields && schema["type"] is not null)
        {
            CheckFields(schema, fields, at, faults, isOpen);
        }
    }

    private static void CheckFields(JsonNode schema, JsonObject fields, string at, List<string> faults, bool isOpen)
    {
        faults.AddRange((schema["required"]?.AsArray() ?? []).Where(name => !fields.ContainsKey((string)name!)).Select(name => $"{at}.{name} is missing"));
        foreach (var (name, value) in fields)
        {
            if ((schema["properties"]?[name] ?? schema["additionalProperties"]) is { } known)
            {
                Check(known, value, $"{at}.{name}", faults, isOpen);
            }
            else if (!isOpen)
            {
                faults.Add($"{at}.{name} is not in the document");
            }
        }
    }

    private static bool Fits(JsonNode schema, JsonNode? value, bool isOpen)
    {
        var faults = new List<string>();
        Check(schema, value, "", faults, isOpen);
        return faults.Count == 0;
    }

    private static bool IsA(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("null", var kind) => kind == JsonValueKind.Null,
        ("string", var kind) => kind == JsonValueKind.String,
        ("boolean", var kind) => kind is JsonValueKind.True or JsonValueKind.False,
        ("integer", JsonValueKind.Number) => value!.AsValue().TryGetValue<long>(out _),
        ("number", var kind) => kind == JsonValueKind.Number,
        ("array", var kind) => kind == JsonValueKind.Array,
        ("object", var kind) => kind == JsonValueKind.Object,
        _ => false,
    };

    [GeneratedRegex(@"^\| (?<statuses>[0-9, ]+) \| `(?<code>[a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Refusal();
}
