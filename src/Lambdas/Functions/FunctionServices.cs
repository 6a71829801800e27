using Amazon.ApiGatewayManagementApi;
using Amazon.CognitoIdentityProvider;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SimpleEmailV2;
using Amazon.SimpleNotificationService;
using Ooak.Lambdas.Announcements;
using Ooak.Lambdas.Assignments;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Auth;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Contacts;
using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Erasure;
using Ooak.Lambdas.Notices;
using Ooak.Lambdas.Presence;
using Ooak.Lambdas.Push;
using Ooak.Lambdas.Realtime;
using Ooak.Lambdas.Recordings;
using Ooak.Lambdas.Reports;
using Ooak.Lambdas.Settings;
using Ooak.Lambdas.Sync;
using Ooak.Lambdas.Targets;

namespace Ooak.Lambdas.Functions;

/// <summary>Everything a function may ask for; nothing is built before it is asked for.</summary>
internal static class FunctionServices
{
    internal static IServiceCollection Add(IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton<FunctionSettings>()
        .AddSingleton<OrganisationClock>()

        // DynamoDB's client would try eleven times and outlast the request; who called tries again, too.
        .AddSingleton<IAmazonDynamoDB>(_ => new AmazonDynamoDBClient(Here(new AmazonDynamoDBConfig { MaxErrorRetry = 3 })))
        .AddSingleton<IAmazonCognitoIdentityProvider>(_ => new AmazonCognitoIdentityProviderClient(Here(new AmazonCognitoIdentityProviderConfig())))
        .AddSingleton<IAmazonSimpleNotificationService>(_ => new AmazonSimpleNotificationServiceClient(Here(new AmazonSimpleNotificationServiceConfig())))
        .AddSingleton<IAmazonApiGatewayManagementApi>(_ => new AmazonApiGatewayManagementApiClient(Here(new AmazonApiGatewayManagementApiConfig())))
        .AddSingleton<IAmazonSimpleEmailServiceV2>(_ => new AmazonSimpleEmailServiceV2Client(Here(new AmazonSimpleEmailServiceV2Config())))
        .AddSingleton<IAmazonS3>(_ => new AmazonS3Client(Here(new AmazonS3Config { MaxErrorRetry = 3 })))
        .AddSingleton<DataTable>()
        .AddSingleton<AuditTrail>()
        .AddSingleton<EmployeeStore>()
        .AddSingleton<AblePeople>()
        .AddSingleton<EmployeeAccounts>()
        .AddSingleton<Inviter>()
        .AddSingleton<EmployeeSettlement>()
        .AddSingleton<CallStore>()
        .AddSingleton<CallFeed>()
        .AddSingleton<ContactFeed>()
        .AddSingleton<MutationApplier>()
        .AddSingleton<ChangesFeed>()
        .AddSingleton<OrganisationStore>()
        .AddSingleton<AssignmentStore>()
        .AddSingleton<AssignmentFeed>()
        .AddSingleton<AssignmentApplier>()
        .AddSingleton<TargetStore>()
        .AddSingleton<AnnouncementStore>()
        .AddSingleton<CounterStore>()
        .AddSingleton<LedgerStore>()
        .AddSingleton<DashboardReader>()
        .AddSingleton<Aggregator>()
        .AddSingleton<ChangedDays>()
        .AddSingleton<DayCalls>()
        .AddSingleton<Recounter>()
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
        .AddSingleton<WorkingWeek>()
        .AddSingleton<DailyNotices>()
        .AddSingleton<MissedCallNotices>()
        .AddSingleton<Inbox>()
        .AddSingleton<NoticeSettingsStore>()
        .AddSingleton<NoticePublisher>()
        .AddSingleton<NoticeDelivery>()
        .AddSingleton<PushHosts>()
        .AddSingleton<VapidStore>()
        .AddSingleton<PushSubscriptions>()
        .AddSingleton<PushClient>()
        .AddSingleton<PresenceStore>()
        .AddSingleton<RecordingBucket>()
        .AddSingleton<RecordingArrival>()
        .AddSingleton<ContactItems>()
        .AddSingleton<EmployeeErasure>()
        .AddSingleton<ContactErasure>()
        .AddSingleton<ArchiveSource>()
        .AddSingleton<ExportStarter>()
        .AddSingleton<ExportJobs>()
        .AddSingleton<WeeklyReports>()
        .AddSingleton<ReportMails>()
        .AddSingleton<ReportReceipts>()
        .AddSingleton<ExportBucket>();

    /// <summary>Signed for the function's own region. A client whose service has an address of its own (AWS_ENDPOINT_URL) would look for the
    /// region in that, by eight regular expressions that it compiles first.</summary>
    private static T Here<T>(T config)
        where T : ClientConfig
    {
        config.AuthenticationRegion = Environment.GetEnvironmentVariable("AWS_REGION");
        return config;
    }
}
