using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Notices;

namespace Ooak.Lambdas.Reports;

/// <summary>Items as JSON for the person whom they are about: everything that is kept, whatever its kind, but for keys, what the server
/// needs for its own bookkeeping, and secrets. A kind of item that is added later is exported without a change here.</summary>
internal static class ItemJson
{
    /// <summary>Indexes repeat what is said elsewhere; versions and mutation ids say nothing of a person; a push secret would let
    /// whoever has the file send to the phone.</summary>
    private static readonly HashSet<string> LeftOut = new(StringComparer.Ordinal)
    {
        Keys.Partition, Keys.Sort, Keys.Start, Keys.Changed, Keys.Day, Keys.Contact, Keys.Organisation, Keys.OrganisationSort, Keys.TimeToLive,
        "fields", "devices", "version", "unsettled", "secret", "point", "serverKey", "reached", "lease", "uploadId", "parts", "position",
    };

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static byte[] Write(IEnumerable<Dictionary<string, AttributeValue>> items)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartArray();
            foreach (var item in items)
            {
                json.WriteStartObject();
                json.WriteString("id", IdOf(item));
                foreach (var (name, value) in item.Where(pair => !LeftOut.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    json.WritePropertyName(name);
                    if (name == NoticeItem.Content)
                    {
                        WriteText(json, value.S);
                    }
                    else
                    {
                        Write(json, value);
                    }
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return bytes.ToArray();
    }

    // As the API and a recording's file name have it: the call's in CALL#id, and the person's where they have one of a kind.
    private static string IdOf(Dictionary<string, AttributeValue> item)
    {
        var sort = item.RequiredText(Keys.Sort);
        var key = sort.Contains('#', StringComparison.Ordinal) ? sort : item.RequiredText(Keys.Partition);
        return key[(key.IndexOf('#', StringComparison.Ordinal) + 1)..];
    }

    private static void WriteText(Utf8JsonWriter json, string text)
    {
        using var document = JsonDocument.Parse(text);
        document.RootElement.WriteTo(json);
    }

    private static void Write(Utf8JsonWriter json, AttributeValue value)
    {
        switch (value)
        {
            case { S: { } text }:
                json.WriteStringValue(text);
                break;
            case { N: { } number }:
                json.WriteRawValue(number);
                break;
            case { BOOL: { } flag }:
                json.WriteBooleanValue(flag);
                break;
            case { B: { } binary }:
                json.WriteBase64StringValue(binary.ToArray());
                break;
            case { M: { } map } when map.Count > 0 || value.IsMSet:
                json.WriteStartObject();
                foreach (var (name, part) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    json.WritePropertyName(name);
                    Write(json, part);
                }

                json.WriteEndObject();
                break;
            default:
                WriteList(json, value);
                break;
        }
    }

    private static void WriteList(Utf8JsonWriter json, AttributeValue value)
    {
        json.WriteStartArray();
        foreach (var part in value.L ?? [])
        {
            Write(json, part);
        }

        foreach (var text in value.SS ?? [])
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
