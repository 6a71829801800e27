using Amazon.ApiGatewayManagementApi;
using Amazon.CognitoIdentityProvider;
using Amazon.DynamoDBv2;
using Amazon.S3;
using Amazon.SimpleNotificationService;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Auth;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Realtime;
using Ooak.Lambdas.Recordings;
using Ooak.Lambdas.Settings;
using Ooak.Lambdas.Sync;

namespace Ooak.Lambdas.Functions;

/// <summary>Everything a function may ask for; nothing is built before it is asked for.</summary>
internal static class FunctionServices
{
    internal static IServiceCollection Add(IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton<FunctionSettings>()
        .AddSingleton<OrganisationClock>()

        // DynamoDB's client would try eleven times and outlast the request; who called tries again, too.
        .AddSingleton<IAmazonDynamoDB>(_ => new AmazonDynamoDBClient(new AmazonDynamoDBConfig { MaxErrorRetry = 3 }))
        .AddSingleton<IAmazonCognitoIdentityProvider>(_ => new AmazonCognitoIdentityProviderClient())
        .AddSingleton<IAmazonSimpleNotificationService>(_ => new AmazonSimpleNotificationServiceClient())
        .AddSingleton<IAmazonApiGatewayManagementApi>(_ => new AmazonApiGatewayManagementApiClient())
        .AddSingleton<IAmazonS3>(_ => new AmazonS3Client(new AmazonS3Config { MaxErrorRetry = 3 }))
        .AddSingleton<DataTable>()
        .AddSingleton<AuditTrail>()
        .AddSingleton<EmployeeStore>()
        .AddSingleton<EmployeeAccounts>()
        .AddSingleton<Inviter>()
        .AddSingleton<EmployeeSettlement>()
        .AddSingleton<CallStore>()
        .AddSingleton<CallFeed>()
        .AddSingleton<MutationApplier>()
        .AddSingleton<ChangesFeed>()
        .AddSingleton<OrganisationStore>()
        .AddSingleton<CounterStore>()
        .AddSingleton<Aggregator>()
        .AddSingleton<AppClient>()
        .AddSingleton<LaterTokens>()
        .AddSingleton<SignIn>()
        .AddSingleton<PasswordSignIn>()
        .AddSingleton<FirstFactor>()
        .AddSingleton<ChallengeAnswers>()
        .AddSingleton<SessionSeal>()
        .AddSingleton<ResponseFloor>()
        .AddSingleton<ViewerAddress>()
        .AddSingleton<Throttle>()
        .AddSingleton<PasskeyAccounts>()
        .AddSingleton<PasskeyStore>()
        .AddSingleton<ConnectionStore>()
        .AddSingleton<ConnectionCloser>()
        .AddSingleton<RealtimeDelivery>()
        .AddSingleton<TopicPublisher>()
        .AddSingleton<RecordingBucket>()
        .AddSingleton<RecordingArrival>();
}
