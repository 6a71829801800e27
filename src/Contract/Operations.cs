using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Ooak.Lambdas.Functions;

namespace Ooak.Contract;

/// <summary>What an endpoint's declaration and its class's comment say of it.</summary>
internal static class Operations
{
    private static readonly Dictionary<(string Method, string Route), FunctionSpec> ByRoute = FunctionCatalog.All
        .Where(function => function.Spec.Trigger is HttpTrigger)
        .ToDictionary(function => (((HttpTrigger)function.Spec.Trigger).Method, function.Spec.Route()), function => function.Spec);

    internal static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var spec = ByRoute[(context.Description.HttpMethod!, "/" + context.Description.RelativePath)];
        var function = typeof(FunctionCatalog).Assembly.GetTypes().Single(type => type.Name == spec.Name && type.IsAssignableTo(typeof(IHttpFunction)));
        operation.OperationId = spec.Name;
        operation.Tags = new HashSet<OpenApiTagReference> { new(function.Namespace!.Split('.')[^1], context.Document) };
        operation.Summary = null;
        operation.Description = $"{Comments.Summary(function)}\n\n{Said(((HttpTrigger)spec.Trigger).Audience)}";
        operation.Security = ((HttpTrigger)spec.Trigger).Audience == Audience.Anyone
            ? []
            : [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiFacts.AccessToken, context.Document)] = [] }];
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            parameter.Description = Comments.Of(PropertyOf(context.Description, parameter.Name!));
            parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
            await Parameters.DescribeAsync(parameter, context, cancellation);
        }

        await AnswersAsync(operation, context, cancellation);
        operation.Responses!["default"] = new OpenApiResponse
        {
            Description = "Refused. Where API Gateway itself refuses (401, 404, 413, 429, 503), the body is `{\"message\"}`.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(ApiFacts.Problem, context.Document) },
            },
        };
    }

    /// <summary>Two answers of one status are either of them.</summary>
    private static async Task AnswersAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var answers = context.Description.ActionDescriptor.EndpointMetadata.OfType<IProducesResponseTypeMetadata>().Where(answer => answer.Type is not null && answer.Type != typeof(void));
        foreach (var status in answers.GroupBy(answer => answer.StatusCode))
        {
            if (status.Select(answer => answer.Type!).Distinct().ToList() is { Count: > 1 } types)
            {
                var schemas = new List<IOpenApiSchema>();
                foreach (var type in types)
                {
                    await context.GetOrCreateSchemaAsync(type, null, cancellation);
                    schemas.Add(new OpenApiSchemaReference(type.Name, context.Document));
                }

                operation.Responses![status.Key.ToString(CultureInfo.InvariantCulture)].Content!["application/json"].Schema = new OpenApiSchema { OneOf = schemas };
            }
        }
    }

    /// <summary>A query's parameter is often a property of a type that gathers them.</summary>
    private static PropertyInfo? PropertyOf(ApiDescription description, string name) => description.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>().Single().GetParameters()
        .Where(parameter => parameter.IsDefined(typeof(AsParametersAttribute)))
        .Select(parameter => parameter.ParameterType.GetProperty(name))
        .FirstOrDefault(property => property is not null);

    private static string Said(Audience audience) => audience switch
    {
        Audience.Anyone => "For anyone.",
        Audience.Employee => "For employees; managers are employees, too.",
        Audience.Manager => "For managers.",
        _ => throw new ArgumentOutOfRangeException(nameof(audience)),
    };
}
