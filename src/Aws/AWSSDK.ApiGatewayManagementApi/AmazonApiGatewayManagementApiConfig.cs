using Amazon.Runtime;
using Amazon.StandIn;
using Amazon.Util.Internal;

namespace Amazon.ApiGatewayManagementApi;

/// <summary>The endpoint is the API's own: <c>https://{api-id}.execute-api.{region}.amazonaws.com/{stage}</c>, in ServiceURL or
/// AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI.</summary>
public class AmazonApiGatewayManagementApiConfig : ClientConfig
{
    public AmazonApiGatewayManagementApiConfig()
        : base(StandInConfig.Defaults)
    {
        ServiceId = "ApiGatewayManagementApi";
        AuthenticationServiceName = "execute-api";
        EndpointProvider = new StandInEndpointProvider("execute-api");
    }

    public override string RegionEndpointServiceName => "execute-api";
    public override string ServiceVersion => "2018-11-29";
    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString("4.0.0.0");
    public override Amazon.Runtime.Endpoints.Endpoint DetermineServiceOperationEndpoint(Amazon.Runtime.Endpoints.ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(new StandInEndpointParameters { Endpoint = ServiceURL, Region = RegionEndpoint?.SystemName });
}
