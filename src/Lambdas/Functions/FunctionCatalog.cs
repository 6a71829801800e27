using Amazon.Lambda.RuntimeSupport;
using Ooak.Lambdas.Announcements;
using Ooak.Lambdas.Assignments;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Auth;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Contacts;
using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Erasure;
using Ooak.Lambdas.Health;
using Ooak.Lambdas.Me;
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

/// <summary>All functions. The stack is made from this list, the artefact starts from it.</summary>
public static class FunctionCatalog
{
    public static IReadOnlyList<FunctionEntry> All { get; } =
    [
        Http<Login>(),
        Http<AnswerChallenge>(),
        Http<Refresh>(),
        Http<Logout>(),
        Http<ForgotPassword>(),
        Http<ResetPassword>(),
        Http<StartPasskey>(),
        Http<FinishPasskey>(),
        Http<ListPasskeys>(),
        Http<DeletePasskey>(),
        Http<GetMe>(),
        Http<UpdateMySettings>(),
        Http<ListCalls>(),
        Http<CreateCall>(),
        Http<GetCall>(),
        Http<GetCallHistory>(),
        Http<GetContact>(),
        Http<EraseContact>(),
        Http<ExportContact>(),
        Http<GetAudit>(),
        Http<ExportCalls>(),
        Http<GetExport>(),
        Http<UpdateCall>(),
        Http<DeleteCall>(),
        Http<StartRecording>(),
        Http<GetRecording>(),
        Http<SyncCalls>(),
        Http<GetDigest>(),
        Http<GetDashboard>(),
        Http<ListAssignments>(),
        Http<CreateAssignments>(),
        Http<UpdateAssignment>(),
        Http<GetTargets>(),
        Http<UpdateTarget>(),
        Http<ListAnnouncements>(),
        Http<Announce>(),
        Http<GetPresence>(),
        Http<GetSettings>(),
        Http<UpdateSettings>(),
        Http<ListEmployees>(),
        Http<CreateEmployee>(),
        Http<ImportEmployees>(),
        Http<UpdateEmployee>(),
        Http<ResendInvitation>(),
        Http<EraseEmployee>(),
        Http<ExportEmployee>(),
        Http<ListInbox>(),
        Http<ReadNotice>(),
        Http<GetPushKey>(),
        Http<AddPushSubscription>(),
        Http<RemovePushSubscription>(),
        Http<CreateTicket>(),
        Http<GetHealth>(),
        Event<Connect>(),
        Event<Disconnect>(),
        Event<Ping>(),
        Event<Aggregate>(),
        Event<Recount>(),
        Event<FanOut>(),
        Event<DeliverRealtime>(),
        Event<DeliverNotices>(),
        Event<TellTargets>(),
        Event<TellPerformance>(),
        Event<TellMissedCalls>(),
        Event<ReceiveRecording>(),
        Event<EraseRecordings>(),
        Event<WriteExport>(),
        Event<SendWeeklyReport>(),
        Event<MailReports>(),
        Event<ContinueErasure>(),
    ];

    /// <exception cref="InvalidOperationException">No such function.</exception>
    public static FunctionEntry Find(string name) =>
        All.FirstOrDefault(entry => entry.Spec.Name == name)
        ?? throw new InvalidOperationException($"OOAK_FUNCTION names no function: {name}");

    private static FunctionEntry Http<T>()
        where T : IHttpFunction => new(T.Spec, T.Map, null);

    private static FunctionEntry Event<T>()
        where T : IEventFunction => new(T.Spec, null, T.Bootstrap);
}

/// <summary>A function's declaration and how it starts; one of the two is set.</summary>
public sealed record FunctionEntry(FunctionSpec Spec, Action<IEndpointRouteBuilder>? Map, Func<IServiceProvider, LambdaBootstrap>? Bootstrap);
