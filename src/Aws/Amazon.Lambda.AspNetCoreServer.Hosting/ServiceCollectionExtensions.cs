using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Amazon.Lambda.AspNetCoreServer.Hosting.Internal;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Runs an ASP.NET Core application as a Lambda function.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Replaces Kestrel by the Lambda server when the process runs in Lambda (AWS_LAMBDA_FUNCTION_NAME is set);
    /// does nothing elsewhere.</summary>
    /// <exception cref="NotSupportedException">An event source other than <see cref="LambdaEventSource.HttpApi"/>.</exception>
    public static IServiceCollection AddAWSLambdaHosting(
        this IServiceCollection services,
        LambdaEventSource eventSource,
        Action<HostingOptions>? configure = null)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME")))
        {
            return services;
        }

        if (eventSource != LambdaEventSource.HttpApi)
        {
            throw new NotSupportedException($"This hosting carries {nameof(LambdaEventSource.HttpApi)} events only, not {eventSource}.");
        }

        var options = new HostingOptions();
        configure?.Invoke(options);
        services.AddSingleton(options);
        services.Replace(ServiceDescriptor.Singleton<IServer, LambdaServer>());
        return services;
    }

    /// <inheritdoc cref="AddAWSLambdaHosting(IServiceCollection, LambdaEventSource, Action{HostingOptions}?)"/>
    public static IServiceCollection AddAWSLambdaHosting<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IServiceCollection services,
        LambdaEventSource eventSource,
        SourceGeneratorLambdaJsonSerializer<T> serializer,
        Action<HostingOptions>? configure = null)
        where T : JsonSerializerContext =>
        services.AddAWSLambdaHosting(eventSource, options =>
        {
            options.Serializer = serializer;
            configure?.Invoke(options);
        });
}
