using System.Text;

namespace Ooak.EndToEnd.Tests;

/// <summary>Bodies that nobody's app sends, made from good ones by a seed: values of the wrong kind, size and meaning at random places.</summary>
internal sealed class HostileJson(int seed)
{
    /// <summary>What has broken programs before: HTML, formulas, templates, queries, paths, directions, half characters, large numbers.</summary>
    internal static readonly string[] Texts =
    [
        "", " ", "\u0000", "null", "undefined", "NaN", "true", "0", "-1", "1e309", "\\", "\"", "'", "`", "%s%n", "%00", "\r\n", "\u2028\u2029",
        "<script>window.pwned=1</script>", "<img src=x onerror=\"window.pwned=1\">", "\"><svg onload=window.pwned=1>", "javascript:window.pwned=1", "<!--", "]]>", "&lt;b&gt;",
        "=1+1", "=HYPERLINK(\"https://example.com\",\"x\")", "+1", "-1+1|cmd' /C calc'!A0", "@SUM(A1)", "\t=1", " =1", "＝1", "\u200e=1", "\"=1", ",;\t",
        "${7*7}", "{{7*7}}", "#{7*7}", "' OR '1'='1", "1; DROP TABLE calls", "../../../../etc/passwd", "..\\..\\", "EMP#x", "CALL#x#y", "ORG", "__proto__", "constructor",
        "\u202egnp.exe", "مرحبا", "שלום", "𝕳𝖊𝖑𝖑𝖔", "👩‍👩‍👧‍👦", "Z̤̫̪͉͒̎̅a͖̻l͇g̗o", "ﬀ", "İ", "ß", "\ufeff", "\ufffd", "ａ", "９",
        "2026-13-45T99:99:99.999Z", "9999-12-31T23:59:59.999Z", "0000-00-00", "+4930123456789012345678901234567890", "00000000-0000-0000-0000-000000000000",
    ];

    private static readonly string[] Raw =
    [
        "null", "true", "false", "[]", "{}", "-1", "-0", "0.1", "1e400", "-1e400", "1e-400", "9007199254740993", "99999999999999999999999999", "2147483648", "\"\\ud800\"", "\"\\udc00x\"",
        "[[[[[[[[[[[[]]]]]]]]]]]]", "{\"a\":{\"b\":{\"c\":{\"d\":{}}}}}", "[null]", "[1,\"a\",{}]",
    ];

    private readonly Random random = new(seed);

    internal string Text => Texts[random.Next(Texts.Length)];

    /// <summary>One to four places are spoilt; now and then the text itself.</summary>
    internal string From(JsonObject good)
    {
        var body = good.DeepClone();
        var replaced = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            Spoil(body, replaced);
        }

        var text = body.ToJsonString();
        foreach (var (mark, raw) in replaced)
        {
            text = text.Replace($"\"{mark}\"", raw, StringComparison.Ordinal);
        }

        return random.Next(20) switch
        {
            0 => text[..random.Next(text.Length)],
            1 when text.Length > 2 => text.Insert(1, text[1..^1] + ","), // every name twice
            2 => BadBodies.Deep,
            3 => text + text,
            4 => $"[{text}]",
            5 => text.Insert(1, $"\"unknown\":{BadBodies.Deep},"),
            _ => text,
        };
    }

    private void Spoil(JsonNode body, Dictionary<string, string> replaced)
    {
        var at = body;
        while (true)
        {
            switch (at)
            {
                case JsonObject { Count: > 0 } some:
                    var name = some.ElementAt(random.Next(some.Count)).Key;
                    if (some[name] is JsonObject or JsonArray && random.Next(3) > 0)
                    {
                        at = some[name]!;
                        continue;
                    }

                    if (random.Next(12) == 0)
                    {
                        some.Remove(name);
                        return;
                    }

                    some[name] = Value(replaced);
                    return;
                case JsonArray { Count: > 0 } list:
                    var index = random.Next(list.Count);
                    if (list[index] is JsonObject or JsonArray && random.Next(4) > 0)
                    {
                        at = list[index]!;
                        continue;
                    }

                    list[index] = Value(replaced);
                    return;
                default:
                    return;
            }
        }
    }

    private JsonNode Value(Dictionary<string, string> replaced)
    {
        switch (random.Next(5))
        {
            case 0 or 1:
                return Text;
            case 2:
                return new StringBuilder().Insert(0, Text + "x", random.Next(1, 400)).ToString();
            default:
                var mark = $"@raw{replaced.Count}@";
                replaced[mark] = Raw[random.Next(Raw.Length)];
                return mark;
        }
    }
}
