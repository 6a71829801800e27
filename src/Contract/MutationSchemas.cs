using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Ooak.Lambdas.Assignments;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Sync;

namespace Ooak.Contract;

/// <summary>What POST /sync takes. The function reads each mutation by itself, so that one that makes no sense does not hold up the others, and no type of
/// its own describes them.</summary>
internal static class MutationSchemas
{
    private static readonly string[] Kept = ["id", "createdAt", "source"];

    internal static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        var call = (OpenApiSchema)document.Components!.Schemas![nameof(CallDraft)];
        document.AddComponent("CallChanges", new OpenApiSchema
        {
            Description = "Of a call: what is present changes.",
            Type = JsonSchemaType.Object,
            Properties = call.Properties!.Where(field => !Kept.Contains(field.Key)).ToDictionary(),
        });
        document.AddComponent(nameof(AssignmentChanges), new OpenApiSchema
        {
            Description = "Of an assignment: what is present changes.",
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["state"] = To(nameof(AssignmentState)),
                ["followUpAt"] = Nullable(To("Instant")),
                ["remindAt"] = Nullable(To("Instant")),
                ["calls"] = new OpenApiSchema
                {
                    Description = "By id of a call: true where it was logged for the assignment, false where it was taken back.",
                    Type = JsonSchemaType.Object,
                    AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Boolean },
                },
            },
        });
        string[] kinds =
        [
            Add("create", "A call that was logged.", ("call", To(nameof(CallDraft)))),
            Add("update", "A call that was changed.", Id("The call's."), Version(), ("changes", To("CallChanges"))),
            Add("delete", "A call that was deleted.", Id("The call's."), Version()),
            Add("assignment", "How far the person is with what was assigned to them.", Id("The assignment's."), Version(), ("changes", To(nameof(AssignmentChanges)))),
            Add("read", "The person has read an announcement.", Id("The announcement's.")),
        ];
        document.AddComponent(nameof(Mutation), new OpenApiSchema { Description = "One thing that a person did on the phone.", OneOf = [.. kinds.Select(To)] });
        var mutations = (OpenApiSchema)((OpenApiSchema)document.Components.Schemas[nameof(SyncRequest)]).Properties!["mutations"];
        mutations.Items = To(nameof(Mutation));
        return Task.CompletedTask;

        IOpenApiSchema To(string name) => new OpenApiSchemaReference(name, document);

        string Add(string kind, string description, params (string Name, IOpenApiSchema Schema)[] fields)
        {
            var name = $"{char.ToUpperInvariant(kind[0])}{kind[1..]}{nameof(Mutation)}";
            var all = new Dictionary<string, IOpenApiSchema>
            {
                ["mutationId"] = new OpenApiSchema { Description = "A UUID made once; every retry carries it.", Type = JsonSchemaType.String },
                ["kind"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [JsonValue.Create(kind)] },
            };
            foreach (var (field, schema) in fields)
            {
                all[field] = schema;
            }

            var required = all.Keys.ToHashSet();
            all["sentAt"] = new OpenApiSchema { Description = "When it was first sent, by the phone's clock; every retry says the same.", Type = JsonSchemaType.String, Format = "date-time" };
            all["order"] = new OpenApiSchema { Description = "Counts up with what a device sends.", Type = JsonSchemaType.Integer, Format = "int64" };
            document.AddComponent(name, new OpenApiSchema { Description = description, Type = JsonSchemaType.Object, Required = required, Properties = all });
            return name;
        }

        static (string Name, IOpenApiSchema Schema) Id(string description) => ("id", new OpenApiSchema { Description = description, Type = JsonSchemaType.String });

        static (string Name, IOpenApiSchema Schema) Version() =>
            ("baseVersion", new OpenApiSchema { Description = "The version that was seen; 1 or more.", Type = JsonSchemaType.Integer, Format = "int64" });

        static IOpenApiSchema Nullable(IOpenApiSchema schema) => new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, schema] };
    }
}
