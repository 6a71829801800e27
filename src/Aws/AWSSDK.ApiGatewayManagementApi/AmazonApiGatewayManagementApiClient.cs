using Amazon.ApiGatewayManagementApi.Model;
using Amazon.ApiGatewayManagementApi.Model.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.StandIn;

namespace Amazon.ApiGatewayManagementApi;

/// <inheritdoc cref="IAmazonApiGatewayManagementApi"/>
public class AmazonApiGatewayManagementApiClient : AmazonServiceClient, IAmazonApiGatewayManagementApi
{
    public AmazonApiGatewayManagementApiClient()
        : this(new AmazonApiGatewayManagementApiConfig())
    {
    }

    public AmazonApiGatewayManagementApiClient(AmazonApiGatewayManagementApiConfig config)
        : base(config)
    {
    }

    public AmazonApiGatewayManagementApiClient(AWSCredentials credentials, AmazonApiGatewayManagementApiConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    protected override IServiceMetadata ServiceMetadata { get; } = new StandInMetadata("ApiGatewayManagementApi");

    public Task<PostToConnectionResponse> PostToConnectionAsync(PostToConnectionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PostToConnectionResponse>(request, ConnectionOperations.Post, cancellationToken);

    public Task<DeleteConnectionResponse> DeleteConnectionAsync(DeleteConnectionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteConnectionResponse>(request, ConnectionOperations.Delete, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => StandInPipeline.Customize(pipeline, new StandInAuthHandler());
}
