using System.Reflection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Ooak.Lambdas.Functions;

namespace Ooak.EndToEnd.Tests;

/// <summary>An HTTP function as its declaration and its handler describe it: what the generated requests are made from, so that
/// a new endpoint is tested from its first day.</summary>
/// <param name="Body">Null: the endpoint reads none.</param>
/// <param name="Query">Names of the query's parameters.</param>
internal sealed record ApiEndpoint(string Name, HttpMethod Method, string Route, Audience Audience, Type? Body, IReadOnlyList<string> Query)
{
    public static IReadOnlyList<ApiEndpoint> All { get; } = [.. FunctionCatalog.All.Where(entry => entry.Map is not null).Select(Of)];

    public bool TakesBody => Method != HttpMethod.Get && Method != HttpMethod.Delete;

    public static ApiEndpoint Find(string name) => All.Single(endpoint => endpoint.Name == name);

    /// <summary>About this id; a contact's number is nobody's.</summary>
    public string PathFor(string id) => Route.Replace("{id}", id, StringComparison.Ordinal).Replace("{phone}", "%2B4900000000", StringComparison.Ordinal);

    private static ApiEndpoint Of(FunctionEntry entry)
    {
        var builder = FunctionHost.CreateBuilder();
        builder.WebHost.UseKestrelCore(); // An application is not built without a server.
        FunctionHost.AddHttp(builder.Services);
        using var app = builder.Build();
        entry.Map!(app);
        var endpoint = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).Single();
        var trigger = (HttpTrigger)entry.Spec.Trigger;
        var parameters = endpoint.Metadata.GetRequiredMetadata<MethodInfo>().GetParameters();
        return new ApiEndpoint(
            entry.Spec.Name,
            new HttpMethod(trigger.Method),
            trigger.Route,
            trigger.Audience,
            endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType,
            [.. parameters.SelectMany(QueryNames).Where(name => !trigger.Route.Contains('{' + name + '}', StringComparison.Ordinal))]);
    }

    private static IEnumerable<string> QueryNames(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<AsParametersAttribute>() is not null ? parameter.ParameterType.GetProperties().Select(property => Camel(property.Name))
        : IsSimple(parameter.ParameterType) ? [parameter.Name!]
        : [];

    private static bool IsSimple(Type type) => type == typeof(string) || (Nullable.GetUnderlyingType(type) ?? type).IsPrimitive;

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
