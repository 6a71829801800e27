using Amazon.DynamoDBv2;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Ooak.Lambdas.Functions;

namespace Ooak.Benchmarks;

/// <summary>A function of the product in this process: its services, middleware and route, on the bridge, without a Runtime API.</summary>
internal sealed class WarmFunction : IAsyncDisposable
{
    private readonly BridgedApplication _server;
    private readonly WebApplication _app;

    private WarmFunction(BridgedApplication server, WebApplication app) => (_server, _app) = (server, app);

    /// <param name="dynamoDb">In place of the function's own client.</param>
    public static async Task<WarmFunction> StartAsync(Stage stage, string name, IAmazonDynamoDB dynamoDb)
    {
        stage.Enter(stage.Function(name));
        var function = FunctionCatalog.Find(name);
        var server = new BridgedApplication();
        var builder = FunctionHost.CreateBuilder();
        FunctionHost.AddHttp(builder.Services);
        builder.Services.Replace(ServiceDescriptor.Singleton<IServer>(server));
        builder.Services.Replace(ServiceDescriptor.Singleton(dynamoDb));
        var app = builder.Build();
        FunctionHost.Use(app, function);
        await app.StartAsync();
        return new WarmFunction(server, app);
    }

    /// <summary>The answer's stream is good until the next event.</summary>
    public Task<MemoryStream> InvokeAsync(byte[] payload) => _server.InvokeAsync(payload);

    /// <exception cref="InvalidOperationException">Another status.</exception>
    public async Task<JsonNode> InvokeAsync(byte[] payload, int expected) => Read(await InvokeAsync(payload), expected);

    /// <exception cref="InvalidOperationException">Another status.</exception>
    public static JsonNode Read(MemoryStream stream, int expected)
    {
        var answer = JsonNode.Parse(stream)!;
        return (int)answer["statusCode"]! == expected ? answer : throw new InvalidOperationException($"Answered {answer.ToJsonString()}");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
