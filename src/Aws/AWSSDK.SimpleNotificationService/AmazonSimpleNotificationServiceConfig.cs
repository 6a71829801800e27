using Amazon.Runtime;
using Amazon.StandIn;
using Amazon.Util.Internal;

namespace Amazon.SimpleNotificationService;

public class AmazonSimpleNotificationServiceConfig : ClientConfig
{
    public AmazonSimpleNotificationServiceConfig()
        : base(StandInConfig.Defaults)
    {
        ServiceId = "SNS";
        AuthenticationServiceName = "sns";
        EndpointProvider = new StandInEndpointProvider("sns");
    }

    public override string RegionEndpointServiceName => "sns";
    public override string ServiceVersion => "2010-03-31";
    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString("4.0.0.0");
    public override Amazon.Runtime.Endpoints.Endpoint DetermineServiceOperationEndpoint(Amazon.Runtime.Endpoints.ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(new StandInEndpointParameters { Endpoint = ServiceURL, Region = RegionEndpoint?.SystemName });
}
