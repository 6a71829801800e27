using System.Globalization;
using System.Text;
using System.Text.Json;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Tests.Product;

/// <summary>Merge cases out of nothing but their number. src/Pwa/test/mergeCases.ts makes the same ones, draw by draw: what
/// changes here changes there.</summary>
internal static class MergeCase
{
    internal static readonly Dictionary<string, object?[]> Values = new()
    {
        ["contactName"] = [null, "", "Ada", "ada", "Zoë", "Zoe\u0308", "\u05e2\u05d3\u05d4", "\ud835\udd38da"],
        ["contactPhone"] = [null, "+447700900101", "+447700900102", "*21#"],
        ["callType"] = ["incoming", "outgoing"],
        ["status"] = ["completed", "missed", "rejected"],
        ["duration"] = [0, 1, 60, 86_400],
        ["outcome"] = [null, "", "Sale", "Call back"],
        ["startedAt"] =
        [
            "2026-05-04T09:30:00.000Z",
            "2026-05-04T11:30:00+02:00",
            "2026-05-04T09:30:00Z",
            "2026-05-04T09:30:00.001Z",
            "2026-05-04T09:30:00.0019Z",
        ],
        ["assignmentId"] = [null, "0197a000-0000-7000-8000-0000000000a1", "0197a000-0000-7000-8000-0000000000a2"],
        ["private"] = [false, true],
        ["clockSuspect"] = [false, true],
    };

    /// <summary>Texts that a comparison by culture, by character or by line takes for another.</summary>
    private static readonly string[] Phrases =
    [
        "Call back",
        "call back",
        "back",
        "R\u00fcckruf",
        "Ru\u0308ckruf",
        "ab",
        "a\u00adb",
        "a\u0000b",
        "\ufb01ne",
        "fine",
        "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd",
        "\u0645\u0631\u062d\u0628\u0627",
        "\u200f\u0645\u0631\u062d\u0628\u0627",
        "\ud83d\udc4b",
        "\ud83d\udc4b\ud83c\udffd",
        "\ud83d\udc69\u200d\ud83d\udc67",
        "\n\n",
        "one\r\ntwo",
        " ",
        "\"quoted\" \\ \u2028",
    ];

    /// <summary>The case and what became of it, as one line of JSON that is the same in both languages.</summary>
    internal static string Line(int number)
    {
        var dice = new Dice(number);
        var notes = NotesOf(dice);
        object? Draw(CallField field) => dice.Pick(field.Name == CallField.Notes ? notes : Values[field.Name]);

        var drawn = new Shape();
        foreach (var field in CallField.All)
        {
            drawn.Add(field.Name, Draw(field));
        }

        var version = 1 + dice.Roll(4);
        var versions = new Dictionary<string, long>();
        foreach (var field in CallField.All)
        {
            if (dice.Roll(2) == 1)
            {
                versions[field.Name] = 1 + dice.Roll(version);
            }
        }

        var call = MergeStory.Wanted(Samples.Call, Parsed(drawn)).Call with { Version = version };
        var story = new MergeStory(MergeStory.Fresh(call) with { FieldVersions = versions });
        var start = Shown(story.Stored);
        var edits = Edits(dice, version, Draw);
        var steps = edits.Select(object? (edit) => Step(story, edit)).ToArray();
        return Canonical(new Shape
        {
            { "case", number },
            { "start", start },
            { "edits", edits.Select(object? (edit) => new Shape { { "base", edit.Base }, { "changes", edit.Changes } }).ToArray() },
            { "steps", steps },
            { "end", Shown(story.Stored) },
        });
    }

    /// <summary>Keys in the order given, no spaces, everything but printable ASCII as \uXXXX.</summary>
    internal static string Canonical(object? json) => json switch
    {
        null => "null",
        true => "true",
        false => "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture),
        string text => Quoted(text),
        object?[] list => $"[{string.Join(',', list.Select(Canonical))}]",
        Shape shape => $"{{{string.Join(',', shape.Select(pair => $"{Quoted(pair.Key)}:{Canonical(pair.Value)}"))}}}",
        JsonElement { ValueKind: JsonValueKind.Object } element => $"{{{string.Join(',', element.EnumerateObject().Select(p => $"{Quoted(p.Name)}:{Canonical(p.Value)}"))}}}",
        JsonElement { ValueKind: JsonValueKind.Array } element => $"[{string.Join(',', element.EnumerateArray().Select(item => Canonical(item)))}]",
        JsonElement { ValueKind: JsonValueKind.String } element => Quoted(element.GetString()!),
        JsonElement element => element.GetRawText(),
        _ => throw new InvalidOperationException($"{json.GetType()} is not JSON."),
    };

    /// <summary>What people write into the notes of one call: texts that contain each other, or that just fit together or just
    /// don't.</summary>
    private static object?[] NotesOf(Dice dice)
    {
        if (dice.Roll(50) == 0)
        {
            var units = 2 + dice.Roll(9_994);
            var rest = 9_998 - units + dice.Roll(3) - 1;
            return [null, "", "\ud83d\udc4b" + new string('a', units - 2), "\u0628" + new string('b', rest - 1), "b"];
        }

        var first = dice.Pick(Phrases);
        var second = dice.Pick(Phrases);
        var third = dice.Pick(Phrases);
        return [null, "", first, second, third, first + second, $"{second}\n\n{first}", $"{first}\n\n{second}{third}"];
    }

    private static List<(int Base, Shape Changes)> Edits(Dice dice, int version, Func<CallField, object?> draw)
    {
        var edits = new List<(int Base, Shape Changes)>();
        var count = 1 + dice.Roll(5);
        for (var made = 0; made < count; made++)
        {
            // A base ahead of the call is that of a phone that knew more before a restore.
            var baseVersion = 1 + dice.Roll(version + made + 1);
            var share = 2 + dice.Roll(3);
            var changes = new Shape();
            foreach (var field in CallField.All)
            {
                if (dice.Roll(share) == 0)
                {
                    changes.Add(field.Name, draw(field));
                }
            }

            edits.Add((baseVersion, changes));
        }

        return edits;
    }

    private static Shape Step(MergeStory story, (int Base, Shape Changes) edit)
    {
        var merged = story.Take(edit.Base, Parsed(edit.Changes));
        var changed = new Shape();
        foreach (var field in merged.Changed)
        {
            changed.Add(field.Name, Wire(field.Get(story.Call)));
        }

        return new Shape
        {
            { "version", story.Call.Version },
            { "changed", changed },
            {
                "conflicts",
                merged.Conflicts.Select(object? (c) => new Shape { { "field", c.Field.Name }, { "yours", Wire(c.Yours) }, { "theirs", Wire(c.Theirs) } }).ToArray()
            },
            { "othersChanged", merged.OthersChanged },
        };
    }

    private static Shape Shown(StoredCall stored)
    {
        var shape = new Shape { { "version", stored.Call.Version } };
        var versions = new Shape();
        foreach (var field in CallField.All)
        {
            shape.Add(field.Name, Wire(field.Get(stored.Call)));
            if (stored.FieldVersions.TryGetValue(field.Name, out var version))
            {
                versions.Add(field.Name, version);
            }
        }

        shape.Add("fieldVersions", versions);
        return shape;
    }

    private static object? Wire(object? value) => value switch
    {
        Instant instant => instant.ToString(),
        Enum word => JsonNamingPolicy.CamelCase.ConvertName(word.ToString()),
        _ => value,
    };

    private static JsonElement Parsed(Shape shape) => Samples.Json(Canonical(shape));

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (var unit in text)
        {
            if (unit is '"' or '\\')
            {
                quoted.Append('\\').Append(unit);
            }
            else if (unit is >= ' ' and <= '~')
            {
                quoted.Append(unit);
            }
            else
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
            }
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A JSON object, its keys in order.</summary>
    private sealed class Shape : List<KeyValuePair<string, object?>>
    {
        public void Add(string key, object? value) => Add(new(key, value));
    }

    /// <summary>Mulberry32 in whole numbers, so that both languages draw the same.</summary>
    private sealed class Dice(int caseNumber)
    {
        private uint state = unchecked((uint)(caseNumber + 1) * 0x9e3779b9);

        /// <summary>0 … below − 1.</summary>
        internal int Roll(int below)
        {
            unchecked
            {
                state += 0x6d2b79f5;
                var mixed = (state ^ (state >> 15)) * (1 | state);
                mixed = (mixed + ((mixed ^ (mixed >> 7)) * (61 | mixed))) ^ mixed;
                return (int)((mixed ^ (mixed >> 14)) % (uint)below);
            }
        }

        internal T Pick<T>(T[] list) => list[Roll(list.Length)];
    }
}
