using System.Text.Encodings.Web;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.AspNetCore.Routing.Constraints;
using Ooak.Lambdas.Problems;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Functions;

/// <summary>Starts one function with what that function uses, and nothing else.</summary>
internal static class FunctionHost
{
    internal static async Task RunAsync(FunctionEntry function)
    {
        if (function.Bootstrap is { } bootstrap)
        {
            await using var services = FunctionServices.Add(new ServiceCollection().AddLogging(ConfigureLogging)).BuildServiceProvider();
            using var loop = bootstrap(services);
            await loop.RunAsync();
            return;
        }

        await using var app = BuildHttp(function);
        await app.RunAsync();
    }

    private static WebApplication BuildHttp(FunctionEntry function)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        ConfigureLogging(builder.Logging);
        builder.Services.Configure<RouteOptions>(options => options.SetParameterPolicy<RegexInlineRouteConstraint>("regex"));
        AddHttp(builder.Services);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi, new SourceGeneratorLambdaJsonSerializer<EventJson>());

        var app = builder.Build();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<CallerMiddleware>(((HttpTrigger)function.Spec.Trigger).Audience);
        function.Map!(app);
        return app;
    }

    /// <summary>What every endpoint needs, wherever endpoints are mapped: here, and in tests that read their metadata.</summary>
    internal static void AddHttp(IServiceCollection services)
    {
        FunctionServices.Add(services);
        services.ConfigureHttpJsonOptions(options =>
        {
            // A context lends its types; its converters stay its own.
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, WireJson.Default);
            options.SerializerOptions.Converters.Add(new InstantConverter());
            options.SerializerOptions.MaxDepth = 32;
            options.SerializerOptions.AllowDuplicateProperties = false;

            // Answers are read as JSON and never sniffed: names need not be escaped to three times their bytes.
            options.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    private static void ConfigureLogging(ILoggingBuilder logging) =>
        logging.SetMinimumLevel(LogLevel.Warning).AddJsonConsole(options => options.JsonWriterOptions = default);
}
