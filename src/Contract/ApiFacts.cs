using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ooak.Contract;

/// <summary>What holds for all endpoints: where they are, who is let in, how they refuse.</summary>
internal static class ApiFacts
{
    internal const string AccessToken = "accessToken";
    internal const string Problem = "Problem";

    internal static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "OOAK Call Manager Pro",
            Version = "1",
            Description = "JSON in camelCase; times ISO 8601 UTC with milliseconds, durations in whole seconds, days of the organisation's time zone, ids UUIDs. "
                + "Fields may be added: ignore what you do not know. What may be sent again is idempotent by its id.",
        };
        document.Servers = [new OpenApiServer { Url = "/api", Description = "Of the site." }];
        document.Tags = null;
        document.AddComponent(AccessToken, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "From POST /auth/login or /auth/challenge; 15 minutes. POST /auth/refresh makes another of the cookie that came with it.",
        });
        document.AddComponent(Problem, new OpenApiSchema
        {
            Description = "A problem document (RFC 9457). Some codes bring more: `version-conflict` what is there now.",
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "status", "code", "detail" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Text("A URI that names the kind."),
                ["title"] = Text("The status in words."),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
                ["code"] = Text("Stable, kebab-case: what programs decide by. docs/errors.md lists them."),
                ["detail"] = Text("For people."),
                ["errors"] = new OpenApiSchema
                {
                    Description = "Of `invalid-request`: what is wrong, by field.",
                    Type = JsonSchemaType.Object,
                    AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text(null) },
                },
            },
        });
        return Task.CompletedTask;

        static OpenApiSchema Text(string? description) => new() { Type = JsonSchemaType.String, Description = description };
    }
}
