using System.Buffers;
using System.Text.Json;
using Amazon.Runtime.Documents;
using Amazon.Runtime.Documents.Internal.Transform;

namespace Amazon.CognitoIdentityProvider.Model.Internal;

/// <summary>A document is the JSON value itself, not a text of it. The converter that AWSSDK.Core puts on the type is internal there,
/// so that a source-generated context cannot use it.</summary>
internal static class Documents
{
    internal static JsonElement? ToJson(Document document)
    {
        if (document.IsNull())
        {
            return null;
        }

        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            DocumentMarshaller.Instance.Write(writer, document);
        }

        using var json = JsonDocument.Parse(bytes.WrittenMemory);
        return json.RootElement.Clone();
    }

    internal static Document FromJson(JsonElement? json) => json is not { } value ? default : value.ValueKind switch
    {
        JsonValueKind.Object => new Document(value.EnumerateObject().ToDictionary(p => p.Name, p => FromJson(p.Value), StringComparer.Ordinal)),
        JsonValueKind.Array => new Document(value.EnumerateArray().Select(item => FromJson(item)).ToList()),
        JsonValueKind.String => new Document(value.GetString()),
        JsonValueKind.True or JsonValueKind.False => new Document(value.GetBoolean()),
        JsonValueKind.Number when value.TryGetInt32(out var number) => new Document(number),
        JsonValueKind.Number when value.TryGetInt64(out var large) => new Document(large),
        JsonValueKind.Number => new Document(value.GetDouble()),
        _ => default,
    };
}
