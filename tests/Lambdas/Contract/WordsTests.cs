using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Settings;

namespace Ooak.Lambdas.Tests.Contract;

public sealed class WordsTests
{
    private static readonly JsonSerializerOptions Options = new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    public static TheoryData<Type> Enumerations =>
        [.. typeof(CallType).Assembly.GetTypes().Where(type => type.IsEnum && type.IsDefined(typeof(JsonConverterAttribute), false))];

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void A_word_can_be_read_again_and_counts_up_from_0(Type type)
    {
        foreach (var (index, value) in type.GetEnumValues().Cast<object>().Index())
        {
            ((int)value).ShouldBe(index);
            JsonSerializer.Deserialize(JsonSerializer.Serialize(value, type, Options), type, Options).ShouldBe(value);
        }
    }

    [Fact]
    public void Words_are_lower_camel_case_or_have_hyphens()
    {
        JsonSerializer.Serialize(CallSource.Detected, Options).ShouldBe("\"detected\"");
        JsonSerializer.Serialize(RecordingMode.AllParty, Options).ShouldBe("\"all-party\"");
    }

    [Theory]
    [InlineData("\"Outgoing\"")]
    [InlineData("\"out\"")]
    [InlineData("\"\"")]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[\"outgoing\"]")]
    public void Anything_else_is_refused(string json) => Should.Throw<JsonException>(() => JsonSerializer.Deserialize<CallType>(json, Options));

    [Fact]
    public void An_escaped_word_is_the_same_word() => JsonSerializer.Deserialize<CallType>("\"\\u006futgoing\"", Options).ShouldBe(CallType.Outgoing);
}
