using System.Buffers;
using System.Text.Json;
using Amazon.Runtime.Documents;

namespace Ooak.Lambdas.Auth;

/// <summary>The SDK's documents from and to JSON: WebAuthn's options and answers travel as they are.</summary>
internal static class DocumentJson
{
    internal static JsonElement ToJson(Document document)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            Write(writer, document);
        }

        using var json = JsonDocument.Parse(bytes.WrittenMemory);
        return json.RootElement.Clone();
    }

    internal static Document FromJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new Document(json.EnumerateObject().ToDictionary(property => property.Name, property => FromJson(property.Value), StringComparer.Ordinal)),
        JsonValueKind.Array => new Document(json.EnumerateArray().Select(FromJson).ToList()),
        JsonValueKind.String => new Document(json.GetString()),
        JsonValueKind.True or JsonValueKind.False => new Document(json.GetBoolean()),
        JsonValueKind.Number when json.TryGetInt64(out var number) => new Document(number),
        JsonValueKind.Number => new Document(json.GetDouble()),
        _ => default,
    };

    private static void Write(Utf8JsonWriter writer, Document document)
    {
        if (document.IsDictionary())
        {
            writer.WriteStartObject();
            foreach (var (name, value) in document.AsDictionary())
            {
                writer.WritePropertyName(name);
                Write(writer, value);
            }

            writer.WriteEndObject();
        }
        else if (document.IsList())
        {
            writer.WriteStartArray();
            document.AsList().ForEach(item => Write(writer, item));
            writer.WriteEndArray();
        }
        else if (document.IsString())
        {
            writer.WriteStringValue(document.AsString());
        }
        else if (document.IsBool())
        {
            writer.WriteBooleanValue(document.AsBool());
        }
        else if (document.IsInt())
        {
            writer.WriteNumberValue(document.AsInt());
        }
        else if (document.IsLong())
        {
            writer.WriteNumberValue(document.AsLong());
        }
        else if (document.IsDouble())
        {
            writer.WriteNumberValue(document.AsDouble());
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
