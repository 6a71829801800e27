using Amazon.Runtime;
using Amazon.StandIn;
using Amazon.Util.Internal;

namespace Amazon.CognitoIdentityProvider;

public class AmazonCognitoIdentityProviderConfig : ClientConfig
{
    public AmazonCognitoIdentityProviderConfig()
        : base(StandInConfig.Defaults)
    {
        ServiceId = "Cognito Identity Provider";
        AuthenticationServiceName = "cognito-idp";
        EndpointProvider = new StandInEndpointProvider("cognito-idp");
    }

    public override string RegionEndpointServiceName => "cognito-idp";
    public override string ServiceVersion => "2016-04-18";
    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString("4.0.0.0");
    public override Amazon.Runtime.Endpoints.Endpoint DetermineServiceOperationEndpoint(Amazon.Runtime.Endpoints.ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(new StandInEndpointParameters { Endpoint = ServiceURL, Region = RegionEndpoint?.SystemName });
}
