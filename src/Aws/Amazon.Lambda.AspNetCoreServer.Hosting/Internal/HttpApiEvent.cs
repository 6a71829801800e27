using System.Buffers;
using System.Net;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>Reads an HTTP API event, payload format 2.0, straight into the request
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).</summary>
internal static class HttpApiEvent
{
    /// <exception cref="JsonException">Not an event of this format.</exception>
    internal static void Read(Stream stream, IRequestSink request)
    {
        var bytes = Buffered(stream);
        var reader = new Utf8JsonReader(bytes);
        string rawPath = "/", rawQuery = "", stage = "";
        long bodyAt = -1;
        var base64 = false;

        Expect(ref reader, JsonTokenType.StartObject);
        while (NextProperty(ref reader, out var property))
        {
            switch (property)
            {
                case EventProperty.RawPath:
                    rawPath = reader.GetString() ?? "/";
                    break;
                case EventProperty.RawQueryString:
                    rawQuery = reader.GetString() ?? "";
                    break;
                case EventProperty.Cookies:
                    ReadCookies(ref reader, request);
                    break;
                case EventProperty.Headers:
                    ReadHeaders(ref reader, request);
                    break;
                case EventProperty.RequestContext:
                    ReadContext(ref reader, request, ref stage);
                    break;
                case EventProperty.Body when reader.TokenType == JsonTokenType.String:
                    bodyAt = reader.TokenStartIndex;
                    break;
                case EventProperty.IsBase64Encoded:
                    base64 = reader.TokenType == JsonTokenType.True;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        request.SetTarget(rawPath, rawQuery, stage);
        if (bodyAt >= 0)
        {
            request.SetBody(Body(bytes[(int)bodyAt..], base64));
        }
    }

    private enum EventProperty
    {
        Other,
        RawPath,
        RawQueryString,
        Cookies,
        Headers,
        RequestContext,
        Body,
        IsBase64Encoded,
    }

    private static ReadOnlySpan<byte> Buffered(Stream stream)
    {
        if (stream is not MemoryStream memory)
        {
            memory = new MemoryStream();
            stream.CopyTo(memory);
            memory.Position = 0;
        }

        var start = (int)memory.Position;
        return memory.TryGetBuffer(out var segment) ? segment.AsSpan(start) : memory.ToArray().AsSpan(start);
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (!reader.Read() || reader.TokenType != token)
        {
            throw new JsonException("The event is not an HTTP API event of payload format 2.0.");
        }
    }

    private static bool NextProperty(ref Utf8JsonReader reader, out EventProperty property)
    {
        property = EventProperty.Other;
        if (!reader.Read() || reader.TokenType == JsonTokenType.EndObject)
        {
            return false;
        }

        property = reader.ValueTextEquals("rawPath"u8) ? EventProperty.RawPath
            : reader.ValueTextEquals("rawQueryString"u8) ? EventProperty.RawQueryString
            : reader.ValueTextEquals("cookies"u8) ? EventProperty.Cookies
            : reader.ValueTextEquals("headers"u8) ? EventProperty.Headers
            : reader.ValueTextEquals("requestContext"u8) ? EventProperty.RequestContext
            : reader.ValueTextEquals("body"u8) ? EventProperty.Body
            : reader.ValueTextEquals("isBase64Encoded"u8) ? EventProperty.IsBase64Encoded
            : EventProperty.Other;
        reader.Read();
        return true;
    }

    private static void ReadCookies(ref Utf8JsonReader reader, IRequestSink request)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return;
        }

        StringBuilder? joined = null;
        string? first = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            if (first is null)
            {
                first = reader.GetString();
                continue;
            }

            joined ??= new StringBuilder(first);
            joined.Append("; ").Append(reader.GetString());
        }

        if (first is not null)
        {
            request.RequestHeaders.Cookie = joined?.ToString() ?? first;
        }
    }

    // API Gateway has already joined repeated headers with commas, and dates and user agents contain commas of
    // their own: a value stays whole.
    private static void ReadHeaders(ref Utf8JsonReader reader, IRequestSink request)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = KnownNames.Header(ref reader);
            reader.Read();
            request.RequestHeaders[name] = new StringValues(reader.GetString());
        }
    }

    private static void ReadContext(ref Utf8JsonReader reader, IRequestSink request, ref string stage)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("http"u8))
            {
                reader.Read();
                ReadHttp(ref reader, request);
            }
            else if (reader.ValueTextEquals("authorizer"u8))
            {
                reader.Read();
                ReadAuthorizer(ref reader, request);
            }
            else if (reader.ValueTextEquals("stage"u8))
            {
                reader.Read();
                stage = reader.GetString() ?? "";
            }
            else if (reader.ValueTextEquals("requestId"u8))
            {
                reader.Read();
                request.TraceIdentifier = reader.GetString() ?? "";
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    private static void ReadHttp(ref Utf8JsonReader reader, IRequestSink request)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("method"u8))
            {
                reader.Read();
                request.Method = HttpMethods.GetCanonicalizedValue(reader.GetString() ?? "GET");
            }
            else if (reader.ValueTextEquals("protocol"u8))
            {
                reader.Read();
                request.Protocol = reader.GetString() ?? "HTTP/1.1";
            }
            else if (reader.ValueTextEquals("sourceIp"u8))
            {
                reader.Read();
                request.RemoteIpAddress = IPAddress.TryParse(reader.GetString(), out var address) ? address : null;
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    private static void ReadAuthorizer(ref Utf8JsonReader reader, IRequestSink request)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isJwt = reader.ValueTextEquals("jwt"u8);
            reader.Read();
            if (isJwt && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadJwt(ref reader, request);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static void ReadJwt(ref Utf8JsonReader reader, IRequestSink request)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isClaims = reader.ValueTextEquals("claims"u8);
            reader.Read();
            if (!isClaims || reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            var identity = new ClaimsIdentity("AuthorizerIdentity");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var type = KnownNames.Claim(ref reader);
                reader.Read();
                identity.AddClaim(new Claim(type, Text(ref reader)));
            }

            request.User = new ClaimsPrincipal(identity);
        }
    }

    private static string Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString() ?? "",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => "",
    };

    private static byte[] Body(ReadOnlySpan<byte> fromToken, bool base64)
    {
        var reader = new Utf8JsonReader(fromToken, isFinalBlock: false, default);
        reader.Read();
        if (base64)
        {
            return reader.GetBytesFromBase64();
        }

        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan.ToArray();
        }

        var scratch = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        var length = reader.CopyString(scratch);
        var body = scratch.AsSpan(0, length).ToArray();
        ArrayPool<byte>.Shared.Return(scratch);
        return body;
    }
}
