using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Template;

/// <summary>One resource of the template, its properties resolved.</summary>
internal sealed record Resource(string LogicalId, string Type, string PhysicalId, string Arn, JsonObject Properties)
{
    public string? Str(string name) => Properties.Str(name);

    public JsonObject? Obj(string name) => Properties.Obj(name);

    public IEnumerable<JsonNode> List(string name) => Properties.List(name);

    public IEnumerable<string> Strings(string name) => Properties.Strings(name);
}
