using Amazon.CDK;
using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AwsApigatewayv2Integrations;
using Constructs;
using Ooak.Lambdas.Functions;

namespace Ooak.Infra.Parts;

/// <summary>The WebSocket API. Its stage is named <c>ws</c>, so that the site's <c>/ws</c> reaches it without rewriting.</summary>
internal sealed class RealtimeRoutes : Construct
{
    public RealtimeRoutes(Construct scope, string id)
        : base(scope, id)
    {
        Api = new WebSocketApi(this, "Api", new WebSocketApiProps { ApiName = "ooak-realtime" });
        Stage = new WebSocketStage(this, "Stage", new WebSocketStageProps
        {
            WebSocketApi = Api,
            StageName = "ws",
            AutoDeploy = true,
            Throttle = new ThrottleSettings { BurstLimit = 100, RateLimit = 50 },
        });
    }

    public WebSocketApi Api { get; }
    public WebSocketStage Stage { get; }

    public string Host => Fn.Join("", [Api.ApiId, ".execute-api.", Aws.REGION, ".", Aws.URL_SUFFIX]);

    /// <summary>Where messages to connections are posted.</summary>
    public string ConnectionsUrl => Fn.Join("", ["https://", Host, "/ws"]);

    public string ConnectionsArn(string method) =>
        Fn.Join("", ["arn:", Aws.PARTITION, ":execute-api:", Aws.REGION, ":", Aws.ACCOUNT_ID, ":", Api.ApiId, $"/ws/{method}/@connections/*"]);

    public void Connect(Functions functions)
    {
        foreach (var (trigger, function) in functions.On<WebSocketTrigger>())
        {
            Api.AddRoute(trigger.RouteKey, new WebSocketRouteOptions
            {
                Integration = new WebSocketLambdaIntegration(function.Node.Scope!.Node.Id, function),
                ReturnResponse = trigger.Answers,
            });
        }
    }
}
