using System.Globalization;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Aws;

/// <summary>EventBridge-style patterns, as DynamoDB event filters and SNS filter policies use them.</summary>
/// <remarks>AWS Lambda Developer Guide, "Filter rule syntax"; Amazon SNS Developer Guide, "Subscription filter policies".</remarks>
internal static class EventPattern
{
    private static readonly HashSet<string> Operators = new(StringComparer.Ordinal)
    {
        "prefix", "suffix", "exists", "anything-but", "numeric", "equals-ignore-case",
    };

    /// <summary>Stops the start at an operator that would be judged wrongly.</summary>
    public static void Check(string owner, JsonNode? pattern)
    {
        foreach (var (name, value) in pattern as JsonObject ?? throw new LocalCloudException($"{owner} has a filter that is not an object"))
        {
            if (name == "$or")
            {
                foreach (var branch in (JsonArray)value!)
                {
                    Check(owner, branch);
                }
            }
            else if (value is JsonObject)
            {
                Check(owner, value);
            }
            else if (value is JsonArray rules)
            {
                foreach (var rule in rules.OfType<JsonObject>().SelectMany(r => r).Where(r => !Operators.Contains(r.Key)))
                {
                    throw new LocalCloudException($"{owner} filters by {rule.Key}, which LocalCloud does not know");
                }
            }
            else
            {
                throw new LocalCloudException($"{owner} has a filter whose {name} is not a list");
            }
        }
    }

    public static bool Matches(JsonObject pattern, JsonNode? value) => pattern.All(part => part.Key switch
    {
        "$or" => ((JsonArray)part.Value!).Any(branch => Matches((JsonObject)branch!, value)),
        _ when part.Value is JsonObject nested => Matches(nested, (value as JsonObject)?[part.Key]),
        _ => AnyRule((JsonArray)part.Value!, value as JsonObject, part.Key),
    });

    private static bool AnyRule(JsonArray rules, JsonObject? parent, string name)
    {
        var present = parent?.ContainsKey(name) == true;
        var values = present ? (parent![name] is JsonArray many ? many.ToList() : [parent[name]]) : [];
        return rules.Any(rule => rule is JsonObject op && op.ContainsKey("exists")
            ? op.Bool("exists") == present
            : values.Exists(value => Rule(rule, value)));
    }

    private static bool Rule(JsonNode? rule, JsonNode? value)
    {
        if (rule is not JsonObject { Count: 1 } op)
        {
            return Same(rule, value);
        }

        var (name, argument) = op.First();
        var text = value is JsonValue v && v.TryGetValue<string>(out var s) ? s : null;
        return name switch
        {
            "prefix" => text?.StartsWith(argument!.ToString(), StringComparison.Ordinal) == true,
            "suffix" => text?.EndsWith(argument!.ToString(), StringComparison.Ordinal) == true,
            "equals-ignore-case" => text?.Equals(argument!.ToString(), StringComparison.OrdinalIgnoreCase) == true,
            "anything-but" => argument switch
            {
                JsonArray list => !list.Any(item => Same(item, value)),
                JsonObject inner => !Rule(inner, value),
                _ => !Same(argument, value),
            },
            "numeric" => Numeric((JsonArray)argument!, value),
            _ => false,
        };
    }

    private static bool Same(JsonNode? a, JsonNode? b) =>
        Number(a) is { } x && Number(b) is { } y ? x == y : JsonNode.DeepEquals(a, b);

    private static bool Numeric(JsonArray rule, JsonNode? value)
    {
        if (Number(value) is not { } number)
        {
            return false;
        }

        for (var i = 0; i + 1 < rule.Count; i += 2)
        {
            var bound = Number(rule[i + 1]) ?? 0;
            var holds = rule[i]!.ToString() switch
            {
                "=" => number == bound,
                "<" => number < bound,
                "<=" => number <= bound,
                ">" => number > bound,
                ">=" => number >= bound,
                _ => false,
            };
            if (!holds)
            {
                return false;
            }
        }

        return true;
    }

    private static decimal? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.Number
            ? decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
            : null;
}
