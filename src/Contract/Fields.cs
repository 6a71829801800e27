using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ooak.Contract;

/// <summary>Which fields there are in any case. Of an answer: all that are not left out where they are null. Of a request: those that are
/// refused if absent, which their types mark as required.</summary>
internal static class Fields
{
    private static readonly ConcurrentDictionary<string, IList<JsonPropertyInfo>> Known = new();

    internal static void Note(JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Object && OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name)
        {
            Known[name] = type.Properties;
        }
    }

    internal static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        var operations = document.Paths.Values.SelectMany(path => path.Operations!.Values).ToList();
        var sent = Reached(document, operations.SelectMany(operation => operation.RequestBody?.Content?.Values ?? []));
        var answered = Reached(document, operations.SelectMany(operation => operation.Responses!.Values).SelectMany(response => response.Content?.Values ?? []));
        foreach (var (name, properties) in Known.Where(type => sent.Contains(type.Key) || answered.Contains(type.Key)))
        {
            var schema = (OpenApiSchema)document.Components!.Schemas![name];
            var present = answered.Contains(name)
                ? properties.Where(property => !Has<JsonIgnoreAttribute>(property))
                : properties.Where(Has<RequiredAttribute>);
            schema.Required = present.Select(property => property.Name).ToHashSet();

            // What is left out where it is null is never null, and what is required may not be.
            foreach (var property in properties.Where(property => Has<JsonIgnoreAttribute>(property) || Has<RequiredAttribute>(property)))
            {
                schema.Properties![property.Name] = WithoutNull(schema.Properties[property.Name]);
            }
        }

        return Task.CompletedTask;
    }

    private static bool Has<T>(JsonPropertyInfo property)
        where T : Attribute => property.AttributeProvider?.GetCustomAttributes(typeof(T), inherit: true) is { Length: > 0 };

    private static IOpenApiSchema WithoutNull(IOpenApiSchema schema)
    {
        if (schema.OneOf is [{ Type: JsonSchemaType.Null }, var only])
        {
            return only;
        }

        if (schema is OpenApiSchema { Type: { } type } own)
        {
            own.Type = type & ~JsonSchemaType.Null;
        }

        return schema;
    }

    private static HashSet<string> Reached(OpenApiDocument document, IEnumerable<OpenApiMediaType> from)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        foreach (var content in from)
        {
            Follow(content.Schema);
        }

        return reached;

        void Follow(IOpenApiSchema? schema)
        {
            if (schema is OpenApiSchemaReference { Reference.Id: { } id })
            {
                if (reached.Add(id))
                {
                    Follow(document.Components!.Schemas![id]);
                }

                return;
            }

            IEnumerable<IOpenApiSchema?> parts = [schema?.Items, schema?.AdditionalProperties, .. schema?.Properties?.Values ?? [], .. schema?.OneOf ?? []];
            foreach (var part in parts.OfType<IOpenApiSchema>())
            {
                Follow(part);
            }
        }
    }
}
