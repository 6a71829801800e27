using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.SNS;

namespace Ooak.Infra.Parts;

/// <summary>Who may reach a topic, and how. The construct's own EnforceSSL adds nothing to a topic without a policy.</summary>
internal static class TopicAccess
{
    internal static void RequireTls(Topic topic) => topic.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
    {
        Sid = "TlsOnly",
        Effect = Effect.DENY,
        Principals = [new AnyPrincipal()],
        Actions = ["sns:Publish"],
        Resources = [topic.TopicArn],
        Conditions = new Dictionary<string, object> { ["Bool"] = new Dictionary<string, object> { ["aws:SecureTransport"] = "false" } },
    }));

    /// <summary>A service of AWS publishes for this account's resources, and for nobody else's.</summary>
    internal static void Admit(Topic topic, string service) => topic.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
    {
        Sid = "Service",
        Effect = Effect.ALLOW,
        Principals = [new ServicePrincipal(service)],
        Actions = ["sns:Publish"],
        Resources = [topic.TopicArn],
        Conditions = new Dictionary<string, object> { ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = Aws.ACCOUNT_ID } },
    }));
}
