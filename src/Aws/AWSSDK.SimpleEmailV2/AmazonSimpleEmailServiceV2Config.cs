using Amazon.Runtime;
using Amazon.StandIn;
using Amazon.Util.Internal;

namespace Amazon.SimpleEmailV2;

public class AmazonSimpleEmailServiceV2Config : ClientConfig
{
    public AmazonSimpleEmailServiceV2Config()
        : base(StandInConfig.Defaults)
    {
        ServiceId = "SESv2";
        AuthenticationServiceName = "ses";
        EndpointProvider = new StandInEndpointProvider("email");
    }

    public override string RegionEndpointServiceName => "email";
    public override string ServiceVersion => "2019-09-27";
    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString("4.0.0.0");
    public override Amazon.Runtime.Endpoints.Endpoint DetermineServiceOperationEndpoint(Amazon.Runtime.Endpoints.ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(new StandInEndpointParameters { Endpoint = ServiceURL, Region = RegionEndpoint?.SystemName });
}
