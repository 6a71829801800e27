using Amazon.CDK;
using Amazon.CDK.AWS.S3;
using Constructs;

namespace Ooak.Infra.Parts;

/// <summary>Buckets for the site, for recordings, for exported files and for private keys: private, encrypted, TLS only.</summary>
internal sealed class Storage : Construct
{
    public Storage(Construct scope, string id, StackSettings settings)
        : base(scope, id)
    {
        Site = new Bucket(this, "Site", Private(new BucketProps { Versioned = false }));
        Recordings = new Bucket(this, "Recordings", Private(new BucketProps
        {
            LifecycleRules =
            [
                new LifecycleRule
                {
                    Id = "retention",
                    Expiration = Duration.Days(settings.RecordingRetentionDays),
                    AbortIncompleteMultipartUploadAfter = Duration.Days(1),
                },
            ],

            // Its URLs are signed and carry no cookies: which page uses them does not matter.
            Cors =
            [
                new CorsRule
                {
                    AllowedOrigins = ["*"],
                    AllowedMethods = [HttpMethods.GET, HttpMethods.HEAD, HttpMethods.POST],
                    AllowedHeaders = ["*"],
                    ExposedHeaders = ["ETag", "Content-Range"],
                    MaxAge = 3600,
                },
            ],
        }));

        PushKeys = new Bucket(this, "PushKeys", Private(new BucketProps()));
        // Files that a manager fetches once: the link is good for minutes, the file for a day.
        Exports = new Bucket(this, "Exports", Private(new BucketProps
        {
            LifecycleRules =
            [
                new LifecycleRule { Id = "fetched", Expiration = Duration.Days(1), AbortIncompleteMultipartUploadAfter = Duration.Days(1) },
            ],
        }));

        // Set here: the construct's own property would bring a custom resource along.
        ((CfnBucket)Recordings.Node.DefaultChild!).NotificationConfiguration = new CfnBucket.NotificationConfigurationProperty
        {
            EventBridgeConfiguration = new CfnBucket.EventBridgeConfigurationProperty { EventBridgeEnabled = true },
        };
    }

    public Bucket Site { get; }
    public Bucket Recordings { get; }
    public Bucket Exports { get; }

    /// <summary>Holds the private keys by which push services know this deployment; one function may read it.</summary>
    public Bucket PushKeys { get; }

    private static BucketProps Private(BucketProps props)
    {
        props.BlockPublicAccess = BlockPublicAccess.BLOCK_ALL;
        props.Encryption = BucketEncryption.S3_MANAGED;
        props.EnforceSSL = true;
        props.ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED;
        props.RemovalPolicy = RemovalPolicy.RETAIN;
        return props;
    }
}
