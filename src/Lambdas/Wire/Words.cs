using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ooak.Lambdas.Wire;

/// <summary>Enumerations travel as lower-camel-case words, never as numbers.</summary>
internal sealed class Words<T>() : WordConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;

/// <summary>Enumerations whose words have hyphens: <c>all-party</c>.</summary>
internal sealed class KebabWords<T>() : WordConverter<T>(JsonNamingPolicy.KebabCaseLower)
    where T : struct, Enum;

/// <summary>For enumerations that count up from 0. Of the framework's converter some thirty methods are compiled at run time for each
/// enumeration; this one's code is ours, and compiled ahead (docs/decisions/0022).</summary>
internal abstract class WordConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    private readonly string[] _words;

    private protected WordConverter(JsonNamingPolicy policy)
    {
        var type = typeof(T); // GetNames<T> would be compiled for each enumeration, too.
        _words = Enum.GetNames(type);
        for (var value = 0; value < _words.Length; value++)
        {
            _words[value] = policy.ConvertName(_words[value]);
        }
    }

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            for (var value = 0; value < _words.Length; value++)
            {
                if (reader.ValueTextEquals(_words[value]))
                {
                    return Unsafe.BitCast<int, T>(value);
                }
            }
        }

        throw new JsonException($"One of {string.Join(", ", _words)}.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(_words[Unsafe.BitCast<T, int>(value)]);
}
