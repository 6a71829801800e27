using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Lambda.Destinations;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Constructs;
using Ooak.Lambdas.Functions;
using Topic = Amazon.CDK.AWS.SNS.Topic;

namespace Ooak.Infra.Parts;

/// <summary>One topic for everything that happens; subscriptions filter by kind.</summary>
internal sealed class NoticeTopic : Construct
{
    public NoticeTopic(Construct scope, string id)
        : base(scope, id)
    {
        Topic = new Topic(this, "Topic", new TopicProps
        {
            DisplayName = "OOAK Call Manager Pro",
            MasterKey = Amazon.CDK.AWS.KMS.Alias.FromAliasName(this, "SnsKey", "alias/aws/sns"),
        });
        TopicAccess.RequireTls(Topic);
        DeadLetters = new FailureQueue(this, "DeadLetters");
    }

    public Topic Topic { get; }
    public FailureQueue DeadLetters { get; }

    public void Connect(Functions functions)
    {
        functions.GrantPutAside<TopicTrigger>(DeadLetters);
        foreach (var (trigger, function) in functions.On<TopicTrigger>())
        {
            Topic.AddSubscription(new LambdaSubscription(function, new LambdaSubscriptionProps
            {
                DeadLetterQueue = DeadLetters.Queue,
                FilterPolicy = new Dictionary<string, SubscriptionFilter>
                {
                    ["kind"] = SubscriptionFilter.StringFilter(new StringConditions { Allowlist = trigger.Kinds }),
                },
            }));

            // SNS only hands over; whether the function succeeds is between Lambda and it: two retries, a minute and two later.
            function.ConfigureAsyncInvoke(new EventInvokeConfigOptions
            {
                MaxEventAge = Duration.Hours(6),
                RetryAttempts = 2,
                OnFailure = new SqsDestination(DeadLetters.Queue),
            });
        }
    }
}
