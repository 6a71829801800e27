using System.Text.Json;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.StandIn;

/// <summary>The error of an AWS JSON protocol: the code from <c>x-amzn-ErrorType</c>, <c>code</c> or <c>__type</c>, the text from
/// <c>message</c> or <c>Message</c> (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html).</summary>
internal static class JsonErrors
{
    internal static (string Code, string? Message, string? RequestId) Read(JsonUnmarshallerContext context)
    {
        string? code = context.ResponseData.GetHeaderValue("x-amzn-ErrorType"), type = null, message = null;
        var body = context.Stream is { } stream ? Parse(stream) : null;
        if (body is { RootElement.ValueKind: JsonValueKind.Object })
        {
            foreach (var property in body.RootElement.EnumerateObject())
            {
                if (property.Value.ValueKind != JsonValueKind.String)
                {
                    continue;
                }

                if (property.NameEquals("__type"))
                {
                    type = property.Value.GetString();
                }
                else if (property.NameEquals("code") && code is not { Length: > 0 })
                {
                    code = property.Value.GetString();
                }
                else if (property.Name.Equals("message", StringComparison.OrdinalIgnoreCase))
                {
                    message = property.Value.GetString();
                }
            }
        }

        body?.Dispose();
        return (Plain(code is { Length: > 0 } ? code : type), message, context.ResponseData.GetHeaderValue("x-amzn-RequestId"));
    }

    // "com.amazonaws.cognito#NotAuthorizedException:http://…" is NotAuthorizedException.
    private static string Plain(string? code)
    {
        if (string.IsNullOrEmpty(code))
        {
            return "";
        }

        var end = code.IndexOf(':');
        code = end < 0 ? code : code[..end];
        return code[(code.LastIndexOf('#') + 1)..];
    }

    private static JsonDocument? Parse(Stream stream)
    {
        try
        {
            return JsonDocument.Parse(stream);
        }
        catch (JsonException)
        {
            // An error page of something between us and the service: the HTTP status still tells the kind.
            return null;
        }
    }
}
