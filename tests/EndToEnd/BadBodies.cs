using System.Text;
using Microsoft.AspNetCore.Http;

namespace Ooak.EndToEnd.Tests;

/// <summary>A body that nobody should send.</summary>
internal sealed record BadBody(string Name, byte[] Bytes, string? ContentType = "application/json")
{
    public BadBody(string name, string text)
        : this(name, Encoding.UTF8.GetBytes(text))
    {
    }

    public HttpContent Content()
    {
        var content = new ByteArrayContent(Bytes);
        if (ContentType is not null)
        {
            content.Headers.ContentType = new(ContentType);
        }

        return content;
    }
}

/// <summary>Bad bodies for a type, each with one fault, made from a good one.</summary>
internal static class BadBodies
{
    private const string LoneSurrogate = "\"\\ud800\"";
    private const int Levels = 200;

    public static string Deep { get; } = string.Concat(Enumerable.Repeat("[", Levels)) + string.Concat(Enumerable.Repeat("]", Levels));

    public static IEnumerable<BadBody> For(Type type, JsonObject good)
    {
        var text = good.ToJsonString();
        yield return new("nothing", "");
        yield return new("cut short", text[..^1]);
        yield return new("not JSON", "email=a&password=b");
        yield return new("single quotes", "{'id':1}");
        yield return new("text after the end", text + "x");
        yield return new("invalid UTF-8", [.. "{\"id\":\""u8, 0xff, 0xfe, .. "\"}"u8]);
        yield return new("null", "null");
        yield return new("a list", "[]");
        yield return new("a text", "\"text\"");
        yield return new("a number", "42");
        yield return new("deep nesting", Deep);
        yield return new("deep nesting in an unknown field", $"{text[..^1]},\"unknown\":{Deep}}}");
        yield return new("an unknown field named by half a character", $"{{\"\\ud800\":1,{text[1..]}");
        foreach (var property in type.GetProperties())
        {
            var name = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
            var pair = $"\"{name}\":{good[name]?.ToJsonString() ?? "null"}";
            yield return new($"{name} twice", $"{{{pair},{pair}{(good.Count == 0 ? "" : ",")}{text[1..]}");
            foreach (var (what, value) in BadValues(property.PropertyType))
            {
                yield return new($"{name}: {what}", With(good, name, value));
            }
        }

        yield return new("text/plain", Encoding.UTF8.GetBytes(text), "text/plain");
        yield return new("no content type", Encoding.UTF8.GetBytes(text), null);
    }

    private static IEnumerable<(string What, string Json)> BadValues(Type type)
    {
        var kind = Nullable.GetUnderlyingType(type) ?? type;
        if (kind == typeof(string))
        {
            return [("a number", "12345"), ("an object", "{}"), ("too long", $"\"{new string('9', 20_000)}\""), ("half a character", LoneSurrogate)];
        }

        if (kind == typeof(bool))
        {
            return [("a text", "\"yes\""), ("a number", "1"), ("null", "null")];
        }

        if (kind == typeof(int) || kind == typeof(long))
        {
            return [("a text", "\"x\""), ("negative", "-1"), ("beyond any number", "1e400"), ("beyond 64 bits", "99999999999999999999"), ("a list", "[]")];
        }

        if (kind.IsEnum)
        {
            return [("no such word", "\"nonsense\""), ("a number", "7"), ("half a character", LoneSurrogate), ("an object", "{}")];
        }

        if (kind == typeof(DateTimeOffset))
        {
            return [("no time", "\"yesterday\""), ("no such month", "\"2026-13-01T00:00:00.000Z\""), ("no offset", "\"2026-05-04T09:30:00\""), ("a number", "5"), ("year 9999", "\"9999-12-31T23:59:59.999Z\""), ("half a character", LoneSurrogate)];
        }

        return kind == typeof(HttpContext) ? [] : [("a text", "\"text\""), ("a number", "1")];
    }

    // Raw, because half a character cannot be said in a JsonNode.
    private static string With(JsonObject good, string name, string value)
    {
        var others = good.Where(field => field.Key != name).Select(field => $"\"{field.Key}\":{field.Value?.ToJsonString() ?? "null"}");
        return "{" + string.Join(',', [.. others, $"\"{name}\":{value}"]) + "}";
    }
}
