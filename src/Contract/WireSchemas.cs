using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Ooak.Lambdas.Wire;

namespace Ooak.Contract;

/// <summary>Types that converters of our own read and write, which describe nothing themselves.</summary>
internal static class WireSchemas
{
    internal static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var underlying = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type);
        var type = underlying ?? context.JsonTypeInfo.Type;
        var text = underlying is null ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
        if (type == typeof(Instant))
        {
            schema.Type = text;
            schema.Format = "date-time";
        }
        else if (type.IsEnum)
        {
            // As the converter writes them.
            schema.Type = text;
            schema.Enum = [.. Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.SerializeToNode(value, type, context.JsonTypeInfo.Options)!)];
        }

        // What StringLengthAttribute says where only a maximum was given.
        schema.MinLength = schema.MinLength == 0 ? null : schema.MinLength;
        foreach (var attribute in context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(inherit: true) ?? [])
        {
            if (attribute is AllowedValuesAttribute allowed)
            {
                schema.Enum = [.. allowed.Values.Select(value => JsonSerializer.SerializeToNode(value)!)];
            }
            else if (attribute is DataTypeAttribute { CustomDataType: { } format })
            {
                schema.Format = format;
            }
            else if (attribute is DataTypeAttribute { DataType: DataType.Date })
            {
                schema.Format = "date";
            }
            else if (attribute is DataTypeAttribute { DataType: DataType.Text })
            {
                // Read by hand, to tell null from absent.
                schema.Type = JsonSchemaType.String | JsonSchemaType.Null;
            }
        }

        Fields.Note(context.JsonTypeInfo);
        return Task.CompletedTask;
    }
}
