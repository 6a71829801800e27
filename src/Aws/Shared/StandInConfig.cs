using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.StandIn;

/// <summary>The defaults that every generated client config hands to AWSSDK.Core (mode "standard").</summary>
internal static class StandInConfig
{
    internal static DefaultConfigurationProvider Defaults { get; } = new(
        [new DefaultConfiguration { Name = DefaultConfigurationMode.Standard, RetryMode = RequestRetryMode.Standard, ConnectTimeout = TimeSpan.FromMilliseconds(3100) }]);
}

/// <summary>What a service's endpoint depends on here: a configured URL, else the region.</summary>
internal sealed class StandInEndpointParameters : EndpointParameters
{
    internal string? Endpoint { get; init; }
    internal string? Region { get; init; }
}

/// <summary><c>https://{prefix}.{region}.amazonaws.com</c> unless a URL is configured (ServiceURL, AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_{SERVICE}).</summary>
internal sealed class StandInEndpointProvider(string prefix) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var given = (StandInEndpointParameters)parameters;
        if (given.Endpoint is { Length: > 0 } url)
        {
            return new Endpoint(url);
        }

        return given.Region is { Length: > 0 } region
            ? new Endpoint($"https://{prefix}.{region}.amazonaws.com")
            : throw new AmazonClientException("Invalid Configuration: Missing Region");
    }
}

internal sealed class StandInEndpointResolver : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => new StandInEndpointParameters
    {
        Endpoint = requestContext.ClientConfig.ServiceURL,
        Region = requestContext.ClientConfig.RegionEndpoint?.SystemName,
    };
}

internal sealed class StandInMetadata(string serviceId) : IServiceMetadata
{
    public string ServiceId => serviceId;
    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
