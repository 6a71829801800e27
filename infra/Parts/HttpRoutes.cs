using Amazon.CDK;
using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AwsApigatewayv2Authorizers;
using Amazon.CDK.AwsApigatewayv2Integrations;
using Constructs;
using Ooak.Lambdas.Functions;
using HttpMethod = Amazon.CDK.AWS.Apigatewayv2.HttpMethod;

namespace Ooak.Infra.Parts;

/// <summary>The HTTP API. Its stage is named <c>api</c>, so that the site's <c>/api/*</c> reaches it without rewriting.</summary>
internal sealed class HttpRoutes : Construct
{
    /// <summary>In every access token of the pool; without a required scope the authorizer would accept ID tokens.</summary>
    private const string AccessTokenScope = "aws.cognito.signin.user.admin";

    /// <summary>One line of JSON a request. Neither address, browser, path nor token: the route is a pattern without ids, and its
    /// function's request id leads to the function's own lines.</summary>
    private const string AccessLogFormat =
        """{"requestId":"$context.requestId","at":"$context.requestTimeEpoch","route":"$context.routeKey","status":"$context.status","milliseconds":"$context.responseLatency","bytes":"$context.responseLength","refused":"$context.error.responseType","integration":"$context.integrationStatus","functionRequestId":"$context.integration.requestId"}""";

    public HttpRoutes(Construct scope, string id, StackSettings settings)
        : base(scope, id)
    {
        Api = new HttpApi(this, "Api", new HttpApiProps { ApiName = "ooak-http", CreateDefaultStage = false });
        Stage = new HttpStage(this, "Stage", new HttpStageProps
        {
            HttpApi = Api,
            StageName = "api",
            AutoDeploy = true,
            Throttle = new ThrottleSettings { BurstLimit = 200, RateLimit = 100 },
        });

        // The gateway's own refusals (401, 404, 429, 503) reach no function: only here can they be counted and looked into.
        var logs = LogGroups.Group(this, "Access", settings);
        ((CfnStage)Stage.Node.DefaultChild!).AccessLogSettings = new CfnStage.AccessLogSettingsProperty { DestinationArn = logs.LogGroupArn, Format = AccessLogFormat };
    }

    public HttpApi Api { get; }
    public HttpStage Stage { get; }

    public string Host => Fn.Join("", [Api.ApiId, ".execute-api.", Aws.REGION, ".", Aws.URL_SUFFIX]);

    public void Connect(Functions functions, Identity identity)
    {
        var authorizer = new HttpJwtAuthorizer("AccessToken", identity.Issuer, new HttpJwtAuthorizerProps
        {
            JwtAudience = [identity.Client.UserPoolClientId],
        });
        foreach (var (trigger, function) in functions.On<HttpTrigger>())
        {
            var route = new AddRoutesOptions
            {
                Path = trigger.Route,
                Methods = [Enum.Parse<HttpMethod>(trigger.Method)],
                Integration = new HttpLambdaIntegration(function.Node.Scope!.Node.Id, function),
            };
            if (trigger.Audience != Audience.Anyone)
            {
                route.Authorizer = authorizer;
                route.AuthorizationScopes = [AccessTokenScope];
            }

            Api.AddRoutes(route);
        }
    }
}
