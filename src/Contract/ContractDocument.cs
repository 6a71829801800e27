using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Ooak.Lambdas.Functions;

namespace Ooak.Contract;

/// <summary>The HTTP API as an OpenAPI 3.1 document, from the endpoints that the functions map, their types and their comments.</summary>
internal static class ContractDocument
{
    private const string Name = "v1";

    internal static async Task<OpenApiDocument> MakeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        FunctionHost.AddHttp(builder.Services);
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            // The generated code that writes answers does not list what it writes; a test holds that it writes what the types describe.
            options.SerializerOptions.TypeInfoResolver = new DefaultJsonTypeInfoResolver();
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        builder.Services.AddOpenApi(Name, options =>
        {
            // Any value has no name.
            options.CreateSchemaReferenceId = type => type.Type == typeof(JsonElement) || type.Type == typeof(JsonElement?) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
            options.AddSchemaTransformer(WireSchemas.DescribeAsync);
            options.AddOperationTransformer(Operations.DescribeAsync);
            options.AddDocumentTransformer(ApiFacts.DescribeAsync);
            options.AddDocumentTransformer(MutationSchemas.DescribeAsync);
            options.AddDocumentTransformer(Fields.DescribeAsync);
        });

        await using var app = builder.Build();
        app.UseRouting();
        app.UseEndpoints(endpoints =>
        {
            foreach (var function in FunctionCatalog.All)
            {
                function.Map?.Invoke(endpoints);
            }
        });
        return await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync();
    }
}
