using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ooak.LocalCloud.Aws.Iam;

/// <summary>One line of a Condition block. Unknown operators and keys stop the start: guessing would grant or deny wrongly.</summary>
internal sealed class Condition
{
    private static readonly HashSet<string> Operators = new(StringComparer.Ordinal)
    {
        "StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "ArnEquals", "ArnLike", "ArnNotLike", "Bool", "StringEqualsIgnoreCase",
    };

    private static readonly HashSet<string> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        "aws:SecureTransport", "aws:SourceArn", "aws:SourceAccount", "aws:PrincipalAccount", "s3:prefix",
    };

    private readonly string _operator;
    private readonly string? _qualifier;
    private readonly bool _ifExists;
    private readonly string _key;
    private readonly IReadOnlyList<string> _values;

    private Condition(string owner, string name, string key, IReadOnlyList<string> values)
    {
        var parts = name.Split(':', 2);
        _qualifier = parts.Length == 2 ? parts[0] : null;
        _ifExists = parts[^1].EndsWith("IfExists", StringComparison.Ordinal);
        _operator = _ifExists ? parts[^1][..^"IfExists".Length] : parts[^1];
        _key = key;
        _values = values;
        if (!Operators.Contains(_operator) || _qualifier is not (null or "ForAllValues" or "ForAnyValue"))
        {
            throw new LocalCloudException($"a policy of {owner} uses the condition operator {name}, which LocalCloud does not know");
        }

        if (!Keys.Contains(key))
        {
            throw new LocalCloudException($"a policy of {owner} uses the condition key {key}, which LocalCloud does not know");
        }
    }

    public static IReadOnlyList<Condition> Parse(string owner, JsonObject? block) =>
        [.. (block ?? []).SelectMany(op => ((JsonObject)op.Value!).Select(line => new Condition(owner, op.Key, line.Key, [.. op.Value!.Strings(line.Key)])))];

    public bool Holds(IReadOnlyDictionary<string, IReadOnlyList<string>> context)
    {
        var given = context.GetValueOrDefault(_key.ToLowerInvariant()) ?? [];
        if (given.Count == 0)
        {
            // A missing key fails a positive test and passes a negated one or ForAllValues.
            return _ifExists || _qualifier == "ForAllValues" || _operator.Contains("Not", StringComparison.Ordinal);
        }

        return _qualifier == "ForAllValues" ? given.All(Test) : given.Any(Test);
    }

    private bool Test(string value) => _operator switch
    {
        "StringEquals" => _values.Contains(value, StringComparer.Ordinal),
        "StringNotEquals" => !_values.Contains(value, StringComparer.Ordinal),
        "StringEqualsIgnoreCase" or "Bool" => _values.Contains(value, StringComparer.OrdinalIgnoreCase),
        "StringNotLike" or "ArnNotLike" => !Like(value),
        _ => Like(value),
    };

    private bool Like(string value) => _values.Any(pattern => Statement.Pattern(pattern, RegexOptions.None).IsMatch(value));
}
