using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ooak.LocalCloud.Aws.Iam;

/// <summary>One statement of a policy document.</summary>
/// <remarks>IAM User Guide, "IAM JSON policy elements reference".</remarks>
internal sealed class Statement
{
    private readonly IReadOnlyList<Regex> _actions;
    private readonly IReadOnlyList<Regex> _notActions;
    private readonly IReadOnlyList<Regex> _resources;
    private readonly IReadOnlyList<Regex> _notResources;
    private readonly IReadOnlyList<Condition> _conditions;

    public Statement(string owner, JsonNode node)
    {
        Allows = node.Require("Effect") == "Allow";
        _actions = [.. node.Strings("Action").Select(p => Pattern(p, RegexOptions.IgnoreCase))];
        _notActions = [.. node.Strings("NotAction").Select(p => Pattern(p, RegexOptions.IgnoreCase))];
        _resources = [.. node.Strings("Resource").Select(p => Pattern(p, RegexOptions.None))];
        _notResources = [.. node.Strings("NotResource").Select(p => Pattern(p, RegexOptions.None))];
        _conditions = Condition.Parse(owner, node.Obj("Condition"));
        Principals = PrincipalsOf(node["Principal"]);
    }

    public bool Allows { get; }

    /// <summary>Principals of a resource policy: services, ARNs, account ids or <c>*</c>.</summary>
    public IReadOnlyList<string> Principals { get; }

    public static IEnumerable<Statement> OfDocument(string owner, JsonNode? document) =>
        document.List("Statement").Select(statement => new Statement(owner, statement));

    public bool Matches(string action, string resource, IReadOnlyDictionary<string, IReadOnlyList<string>> context) =>
        (_actions.Any(p => p.IsMatch(action)) || (_notActions.Count > 0 && !_notActions.Any(p => p.IsMatch(action))))
        && (_resources.Any(p => p.IsMatch(resource)) || (_notResources.Count > 0 && !_notResources.Any(p => p.IsMatch(resource))))
        && _conditions.All(c => c.Holds(context));

    /// <summary>Whether it is about a principal's taking on the role that it is attached to: trust policies name no resource.</summary>
    public bool IsTrustIn(string principal, IReadOnlyDictionary<string, IReadOnlyList<string>> context) =>
        Principals.Contains(principal) && _actions.Any(p => p.IsMatch("sts:AssumeRole")) && _conditions.All(c => c.Holds(context));

    /// <summary>A wildcard pattern of IAM: <c>*</c> any text, <c>?</c> one character.</summary>
    public static Regex Pattern(string text, RegexOptions options) =>
        new("^" + Regex.Escape(text).Replace("\\*", ".*").Replace("\\?", ".") + "$", options | RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static List<string> PrincipalsOf(JsonNode? principal) => principal switch
    {
        null => [],
        JsonObject kinds => [.. kinds.SelectMany(kind => kinds.Strings(kind.Key))],
        _ => [principal.ToString()],
    };
}
