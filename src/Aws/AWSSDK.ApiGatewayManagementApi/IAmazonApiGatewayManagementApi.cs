using Amazon.ApiGatewayManagementApi.Model;
using Amazon.Runtime;

namespace Amazon.ApiGatewayManagementApi;

/// <summary>Sends to and closes WebSocket connections
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html).</summary>
public interface IAmazonApiGatewayManagementApi : IAmazonService, IDisposable
{
    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonApiGatewayManagementApiConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonApiGatewayManagementApiClient(awsCredentials, (AmazonApiGatewayManagementApiConfig)clientConfig);

    /// <exception cref="GoneException">The connection is closed.</exception>
    /// <exception cref="PayloadTooLargeException">Over 128 KB.</exception>
    /// <exception cref="ForbiddenException">The caller may not use this connection.</exception>
    Task<PostToConnectionResponse> PostToConnectionAsync(PostToConnectionRequest request, CancellationToken cancellationToken = default);

    /// <exception cref="GoneException">The connection is closed.</exception>
    Task<DeleteConnectionResponse> DeleteConnectionAsync(DeleteConnectionRequest request, CancellationToken cancellationToken = default);
}
