using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Ooak.Lambdas.Assignments;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Functions;

namespace Ooak.Contract;

/// <summary>Paths and queries are read as text, so that a bad one is refused by name. Here stands which text: a name means the same at every
/// endpoint.</summary>
internal static class Parameters
{
    /// <exception cref="InvalidOperationException">Nothing is said of a parameter with this name.</exception>
    internal static async Task DescribeAsync(OpenApiParameter parameter, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var said = (OpenApiSchema)parameter.Schema!;
        (IOpenApiSchema schema, string description) = (parameter.Name, parameter.In) switch
        {
            ("id", ParameterLocation.Path) => (Text(), "What it is about."),
            ("phone", ParameterLocation.Path) => (Text(CallRules.MaximumPhone), "The contact's number as it was logged, or as E.164; `+` is sent as `%2B`."),
            ("employeeId", _) when context.Description.RelativePath!.Contains("{id}", StringComparison.Ordinal) => (Uuid(), "Whose it is. If absent, one's own; another's only for managers."),
            ("employeeId", _) => (Uuid(), "Whose. If absent one's own, for managers everybody's; another's only for managers."),
            ("person" or "callId", _) => (Uuid(), "Only what is about this id."),
            ("id", _) => (Text(), "As it was given."),
            ("from" or "to", _) => (new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" }, "Day of the organisation, inclusive."),
            ("month", _) => (Text(pattern: "^[0-9]{4}-[0-9]{2}$"), "Month of the organisation."),
            ("status", _) => (await WordsAsync<CallStatus>(context, cancellation), "Only calls that ended so."),
            ("callType", _) => (await WordsAsync<CallType>(context, cancellation), "Only calls of this direction."),
            ("state", _) => (Words(AssignmentFilter.Lists), "Only those in this state."),
            ("phone", _) => (Text(CallRules.MaximumPhone), "Only calls with exactly this number, as it was logged."),
            ("q", _) => (Text(CallCriteria.MaximumText), "Free text in name, number, notes and outcome."),
            ("outcome", _) => (Text(CallRules.MaximumOutcome), "Only calls with exactly this outcome."),
            ("action", _) => (Text(pattern: "^[a-z-]{1,40}$"), "Only entries of this kind, such as `recording-played`."),
            ("cursor", _) => (Text(), "Where to go on: the last page's `cursor`. If absent, from the beginning."),
            ("limit", _) => (Whole(said.Minimum, said.Maximum), $"Entries a page; {PageSize.IfAbsent} if absent."),
            ("inline", _) => (Whole(said.Minimum, said.Maximum), "Bytes."),
            ("bom" or "download", _) => (Whole("0", "1"), "1: yes."),
            _ => throw new InvalidOperationException($"{parameter.Name}: what is it?"),
        };
        parameter.Schema = schema;
        parameter.Description ??= description;
    }

    private static async Task<IOpenApiSchema> WordsAsync<T>(OpenApiOperationTransformerContext context, CancellationToken cancellation)
        where T : struct, Enum
    {
        await context.GetOrCreateSchemaAsync(typeof(T), null, cancellation);
        return new OpenApiSchemaReference(typeof(T).Name, context.Document);
    }

    private static OpenApiSchema Words(IEnumerable<string> words) => new() { Type = JsonSchemaType.String, Enum = [.. words.Select(word => JsonValue.Create(word))] };

    private static OpenApiSchema Uuid() => new() { Type = JsonSchemaType.String, Format = "uuid" };

    private static OpenApiSchema Text(int? longest = null, string? pattern = null) => new() { Type = JsonSchemaType.String, MaxLength = longest, Pattern = pattern };

    private static OpenApiSchema Whole(string? least, string? most) => new() { Type = JsonSchemaType.Integer, Minimum = least, Maximum = most };
}
