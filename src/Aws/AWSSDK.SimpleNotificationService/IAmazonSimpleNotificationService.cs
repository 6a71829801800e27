using Amazon.Runtime;
using Amazon.SimpleNotificationService.Model;

namespace Amazon.SimpleNotificationService;

/// <summary>Amazon SNS (https://docs.aws.amazon.com/sns/latest/api/welcome.html).</summary>
public interface IAmazonSimpleNotificationService : IAmazonService, IDisposable
{
    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonSimpleNotificationServiceConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonSimpleNotificationServiceClient(awsCredentials, (AmazonSimpleNotificationServiceConfig)clientConfig);

    /// <exception cref="InvalidParameterException">Message over 256 KB, or attributes malformed.</exception>
    /// <exception cref="NotFoundException">No such topic.</exception>
    Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default);
}
