using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SimpleNotificationService.Model;
using Amazon.SimpleNotificationService.Model.Internal;
using Amazon.StandIn;

namespace Amazon.SimpleNotificationService;

/// <inheritdoc cref="IAmazonSimpleNotificationService"/>
public class AmazonSimpleNotificationServiceClient : AmazonServiceClient, IAmazonSimpleNotificationService
{
    public AmazonSimpleNotificationServiceClient()
        : this(new AmazonSimpleNotificationServiceConfig())
    {
    }

    public AmazonSimpleNotificationServiceClient(AmazonSimpleNotificationServiceConfig config)
        : base(config)
    {
    }

    public AmazonSimpleNotificationServiceClient(AWSCredentials credentials, AmazonSimpleNotificationServiceConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    protected override IServiceMetadata ServiceMetadata { get; } = new StandInMetadata("SNS");

    public Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PublishResponse>(request, PublishOperation.Options, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => StandInPipeline.Customize(pipeline, new StandInAuthHandler());
}
