using Amazon.CDK;
using Amazon.CDK.AWS.SQS;
using Constructs;

namespace Ooak.Infra.Parts;

/// <summary>Where what could not be handled waits for people: encrypted, TLS only, 14 days.</summary>
internal sealed class FailureQueue : Construct
{
    public FailureQueue(Construct scope, string id)
        : base(scope, id) => Queue = new Queue(this, "Queue", new QueueProps
        {
            Encryption = QueueEncryption.SQS_MANAGED,
            EnforceSSL = true,
            RetentionPeriod = Duration.Days(14),
        });

    public Queue Queue { get; }
}
