using System.Text.Encodings.Web;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.AspNetCore.Routing.Constraints;
using Ooak.Lambdas.Operations;
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
        if (function.Spec.Trigger is HttpTrigger { Audience: not Audience.Anyone })
        {
            WarmUp.Endpoints(app);
            await WarmUp.RunAsync(app.Services);
        }

        await app.RunAsync();
    }

    private static WebApplication BuildHttp(FunctionEntry function)
    {
        var builder = CreateBuilder();
        ConfigureLogging(builder.Logging);
        AddHttp(builder.Services);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi, new SourceGeneratorLambdaJsonSerializer<EventJson>());

        var app = builder.Build();
        Use(app, function);
        return app;
    }

    /// <summary>The way of a request to its endpoint: here, and in tests that serve it without a gateway.</summary>
    internal static void Use(WebApplication app, FunctionEntry function)
    {
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<CallerMiddleware>(((HttpTrigger)function.Spec.Trigger).Audience);
        function.Map!(app);
    }

    /// <summary>Settings come from the environment alone, and the Runtime API is what serves: a start reads no files, and brings Kestrel
    /// to no one who does not ask for it. No file is watched either, which would take one of the few inotify instances that a user
    /// has, for every function that runs on one machine.</summary>
    internal static WebApplicationBuilder CreateBuilder()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        return builder;
    }

    /// <summary>What every endpoint needs, wherever endpoints are mapped: here, and in tests that read their metadata.</summary>
    internal static void AddHttp(IServiceCollection services)
    {
        FunctionServices.Add(services);
        services.Configure<RouteOptions>(options => options.SetParameterPolicy<RegexInlineRouteConstraint>("regex"));
        services.ConfigureHttpJsonOptions(options =>
        {
            // Answers are written by generated code; what is read goes by its description.
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, AnswerJson.Answers);
            options.SerializerOptions.TypeInfoResolverChain.Insert(1, WireJson.Default);
            options.SerializerOptions.MaxDepth = 32;
            options.SerializerOptions.AllowDuplicateProperties = false;

            // Answers are read as JSON and never sniffed: names need not be escaped to three times their bytes.
            options.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    private static void ConfigureLogging(ILoggingBuilder logging) =>
        logging.SetMinimumLevel(LogLevel.Warning).AddProvider(new LogLines(Console.Out, TimeProvider.System));
}
