using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ooak.LocalCloud.Template;

/// <summary>CloudFormation's intrinsic functions, conditions and pseudo parameters.</summary>
/// <remarks>See "Intrinsic function reference" in the AWS CloudFormation template reference.</remarks>
internal sealed partial class Resolver(Stack stack, JsonObject template)
{
    private static readonly JsonNode NoValue = JsonValue.Create("AWS::NoValue")!;

    public JsonNode? Resolve(JsonNode? node) => ResolveOrNoValue(node) is { } value && !ReferenceEquals(value, NoValue) ? value : null;

    public bool Condition(string name) =>
        Test(template.Obj("Conditions")?[name] ?? throw new LocalCloudException($"the template has no condition {name}"));

    private JsonNode? ResolveOrNoValue(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray array:
                return new JsonArray([.. array.Select(ResolveOrNoValue).Where(item => !ReferenceEquals(item, NoValue))]);
            case JsonObject { Count: 1 } function when function.First() is var (name, argument) && (name == "Ref" || name.StartsWith("Fn::", StringComparison.Ordinal)):
                return Call(name, argument);
            case JsonObject value:
                var result = new JsonObject();
                foreach (var (key, item) in value)
                {
                    var resolved = ResolveOrNoValue(item);
                    if (!ReferenceEquals(resolved, NoValue))
                    {
                        result[key] = resolved;
                    }
                }

                return result;
            default:
                return node?.DeepClone();
        }
    }

    private JsonNode? Call(string name, JsonNode? argument) => name switch
    {
        "Ref" => Ref(argument!.GetValue<string>()),
        "Fn::GetAtt" => GetAtt(argument!),
        "Fn::Join" => string.Join(Text(argument![0]), ((JsonArray)Resolve(argument[1])!).Select(Text)),
        "Fn::Sub" => Sub(argument!),
        "Fn::Select" => Select(argument!),
        "Fn::Split" => new JsonArray([.. Text(Resolve(argument![1])).Split(Text(argument[0])).Select(part => (JsonNode)part)]),
        "Fn::If" => ResolveOrNoValue(Condition(Text(argument![0])) ? argument[1] : argument[2]),
        "Fn::FindInMap" => FindInMap(argument!),
        "Fn::GetAZs" => new JsonArray(stack.Region + "a", stack.Region + "b"),
        _ => throw new LocalCloudException($"the template uses {name}, which LocalCloud does not know"),
    };

    private JsonNode? Ref(string name) => name switch
    {
        "AWS::NoValue" => NoValue,
        _ => Pseudo(name) ?? Parameter(name) ?? stack.Names.Ref(name),
    };

    private string? Pseudo(string name) => name switch
    {
        "AWS::Region" => stack.Region,
        "AWS::AccountId" => stack.Account,
        "AWS::Partition" => "aws",
        "AWS::URLSuffix" => "amazonaws.com",
        "AWS::StackName" => stack.Assembly.StackName,
        "AWS::StackId" => $"arn:aws:cloudformation:{stack.Region}:{stack.Account}:stack/{stack.Assembly.StackName}/00000000-0000-0000-0000-000000000000",
        _ => null,
    };

    private string? Parameter(string name)
    {
        if (template.Obj("Parameters")?.Obj(name) is not { } parameter)
        {
            return null;
        }

        return parameter.Str("Default") ?? throw new LocalCloudException($"parameter {name} of the template has no default");
    }

    private string GetAtt(JsonNode argument)
    {
        if (argument is JsonArray pair)
        {
            return stack.Names.Attribute(Text(pair[0]), Text(Resolve(pair[1])));
        }

        var parts = argument.GetValue<string>().Split('.', 2);
        return stack.Names.Attribute(parts[0], parts[1]);
    }

    private string Sub(JsonNode argument)
    {
        var text = argument is JsonArray array ? array[0]!.GetValue<string>() : argument.GetValue<string>();
        var variables = argument is JsonArray { Count: > 1 } with ? with[1] as JsonObject : null;
        return Placeholder().Replace(text, match =>
        {
            var name = match.Groups[1].Value;
            if (name.StartsWith('!'))
            {
                return "${" + name[1..] + "}";
            }

            return variables?.ContainsKey(name) == true ? Text(Resolve(variables[name]))
                : name.Contains('.') ? GetAtt(JsonValue.Create(name)!)
                : Text(Ref(name));
        });
    }

    private JsonNode? Select(JsonNode argument)
    {
        var index = int.Parse(Text(Resolve(argument[0])), System.Globalization.CultureInfo.InvariantCulture);
        return ((JsonArray)Resolve(argument[1])!)[index]?.DeepClone();
    }

    private JsonNode? FindInMap(JsonNode argument)
    {
        var keys = ((JsonArray)argument).Select(key => Text(Resolve(key))).ToArray();
        return template.Obj("Mappings")?[keys[0]]?[keys[1]]?[keys[2]]?.DeepClone()
            ?? throw new LocalCloudException($"Fn::FindInMap found no {string.Join('.', keys)}");
    }

    private bool Test(JsonNode node)
    {
        if (node is JsonObject { Count: 1 } function && function.First() is var (name, argument))
        {
            return name switch
            {
                "Fn::Equals" => Text(Resolve(argument![0])) == Text(Resolve(argument[1])),
                "Fn::Not" => !Test(argument![0]!),
                "Fn::And" => ((JsonArray)argument!).All(item => Test(item!)),
                "Fn::Or" => ((JsonArray)argument!).Any(item => Test(item!)),
                "Condition" => Condition(Text(argument)),
                _ => throw new LocalCloudException($"a condition uses {name}, which LocalCloud does not know"),
            };
        }

        return Text(node) == "true";
    }

    private static string Text(JsonNode? node) => node?.ToString() ?? "";

    [GeneratedRegex(@"\$\{([^}]+)\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
