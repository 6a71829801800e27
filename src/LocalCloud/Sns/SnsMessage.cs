using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Sns;

/// <summary>A message attribute: String, Number, String.Array or Binary (Base64).</summary>
internal sealed record SnsAttribute(string Type, string Value);

/// <summary>A published message.</summary>
internal sealed record SnsMessage(string Id, string TopicArn, string? Subject, string Message, DateTimeOffset At, IReadOnlyDictionary<string, SnsAttribute> Attributes)
{
    public string Timestamp => At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ");

    /// <summary>The attributes as a filter policy sees them.</summary>
    public JsonObject FilterView()
    {
        var view = new JsonObject();
        foreach (var (name, attribute) in Attributes)
        {
            view[name] = attribute.Type is "Number" or "String.Array" ? Parsed(attribute.Value) : attribute.Value;
        }

        return view;
    }

    /// <summary>The body as a filter policy sees it; null when it is no JSON object.</summary>
    public JsonObject? BodyView() => Parsed(Message) as JsonObject;

    public JsonObject AttributesAs(string type, string value) =>
        new(Attributes.Select(a => KeyValuePair.Create(a.Key, (JsonNode?)new JsonObject { [type] = a.Value.Type, [value] = a.Value.Value })));

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
