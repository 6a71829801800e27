using Amazon.Runtime;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using Ooak.Lambdas.Employees;

namespace Ooak.Lambdas.Functions;

/// <summary>Does at a function's start what its first request would wait for: the table's client, its connection, and the code of
/// both. Lambda starts a function on a whole processor; a request to a function of 256 MB gets a seventh of one.</summary>
internal static partial class WarmUp
{
    /// <summary>Of the ten seconds that Lambda gives a start.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>Builds the endpoints, and what reads their requests' bodies.</summary>
    internal static void Endpoints(IEndpointRouteBuilder app)
    {
        var json = app.ServiceProvider.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        foreach (var endpoint in app.DataSources.SelectMany(source => source.Endpoints))
        {
            if (endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } body)
            {
                json.GetTypeInfo(body);
            }
        }
    }

    /// <summary>Reads a profile that nobody has, as each request reads its caller's. Never fails: then the first request waits.</summary>
    internal static async Task RunAsync(IServiceProvider services)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await services.GetRequiredService<EmployeeStore>().FindAsync("nobody", limit.Token);
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException or OperationCanceledException)
        {
            LogCold(services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(WarmUp)), e.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The table could not be read at the start: {Failure}")]
    private static partial void LogCold(ILogger logger, string failure);
}
