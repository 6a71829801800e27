using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ooak.Lambdas.Wire;

/// <summary>Enumerations travel as lower-camel-case words, never as numbers.</summary>
internal sealed class Words<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>Enumerations whose words have hyphens: <c>all-party</c>.</summary>
internal sealed class KebabWords<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
