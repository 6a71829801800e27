using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud;

/// <summary>Short ways to read loosely typed AWS documents.</summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    public static readonly JsonSerializerOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="JsonException">Not JSON, not an object, or a name twice in one object.</exception>
    public static JsonObject ParseObject(ReadOnlySpan<byte> utf8) =>
        JsonNode.Parse(utf8, documentOptions: Strict) as JsonObject ?? throw new JsonException("expected an object");

    public static byte[] Bytes(JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node, Compact);

    public static string Text(JsonNode? node) => node?.ToJsonString(Compact) ?? "null";

    public static string? Str(this JsonNode? node, string name) => (node as JsonObject)?[name] switch
    {
        JsonValue value => value.TryGetValue<string>(out var text) ? text : value.ToJsonString(),
        _ => null,
    };

    public static string Require(this JsonNode? node, string name) =>
        node.Str(name) ?? throw new LocalCloudException($"the template lacks {name} in {Text(node)}");

    public static int? Int(this JsonNode? node, string name) =>
        int.TryParse(node.Str(name), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool Bool(this JsonNode? node, string name) =>
        string.Equals(node.Str(name), "true", StringComparison.OrdinalIgnoreCase);

    public static JsonObject? Obj(this JsonNode? node, string name) => (node as JsonObject)?[name] as JsonObject;

    /// <summary>The array, a lone value as an array of one, or nothing.</summary>
    public static IEnumerable<JsonNode> List(this JsonNode? node, string name) => (node as JsonObject)?[name] switch
    {
        null => [],
        JsonArray array => array.OfType<JsonNode>(),
        { } single => [single],
    };

    public static IEnumerable<string> Strings(this JsonNode? node, string name) =>
        node.List(name).Select(item => item is JsonValue value && value.TryGetValue<string>(out var text) ? text : item.ToJsonString());
}
