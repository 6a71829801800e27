using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>What a response is made of.</summary>
internal interface IResponseSource
{
    int StatusCode { get; }
    IHeaderDictionary ResponseHeaders { get; }
    ReadOnlySpan<byte> ResponseBody { get; }
}

/// <summary>Writes the answer in payload format 2.0: Set-Cookie goes to <c>cookies</c>, what is not text to base64.</summary>
internal static class HttpApiResponse
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        // The text goes into a JSON document that only API Gateway reads.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static Utf8JsonWriter? cached;

    internal static void Write(Stream output, IResponseSource response)
    {
        var writer = cached ??= new Utf8JsonWriter(output, WriterOptions);
        writer.Reset(output);
        writer.WriteStartObject();
        writer.WriteNumber("statusCode"u8, response.StatusCode);
        WriteHeaders(writer, response.ResponseHeaders);
        WriteCookies(writer, response.ResponseHeaders);
        WriteBody(writer, response);
        writer.WriteEndObject();
        writer.Flush();
        writer.Reset(Stream.Null);
    }

    private static void WriteHeaders(Utf8JsonWriter writer, IHeaderDictionary headers)
    {
        writer.WriteStartObject("headers"u8);
        foreach (var (name, values) in headers)
        {
            if (!name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase) && !name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
            {
                writer.WriteString(name, values.Count == 1 ? values[0] : string.Join(",", (IEnumerable<string?>)values));
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteCookies(Utf8JsonWriter writer, IHeaderDictionary headers)
    {
        if (headers.SetCookie is not { Count: > 0 } cookies)
        {
            return;
        }

        writer.WriteStartArray("cookies"u8);
        foreach (var cookie in cookies)
        {
            writer.WriteStringValue(cookie);
        }

        writer.WriteEndArray();
    }

    private static void WriteBody(Utf8JsonWriter writer, IResponseSource response)
    {
        var body = response.ResponseBody;
        if (body.IsEmpty)
        {
            return;
        }

        var isText = response.ResponseHeaders.ContentEncoding.Count == 0
            && IsText(response.ResponseHeaders.ContentType.ToString())
            && Utf8.IsValid(body);
        if (isText)
        {
            writer.WriteString("body"u8, body);
        }
        else
        {
            writer.WriteBase64String("body"u8, body);
        }

        writer.WriteBoolean("isBase64Encoded"u8, !isText);
    }

    private static bool IsText(string contentType)
    {
        var type = contentType.AsSpan();
        var end = type.IndexOf(';');
        type = (end < 0 ? type : type[..end]).Trim();
        return type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("xml", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("javascript", StringComparison.OrdinalIgnoreCase);
    }
}
