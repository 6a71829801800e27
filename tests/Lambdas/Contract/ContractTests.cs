using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ooak.Lambdas.Announcements;
using Ooak.Lambdas.Assignments;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Auth;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Contacts;
using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Employees;
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
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Tests.Contract;

public sealed class ContractTests
{
    /// <summary>Answers are written by generated code, which does not list what it writes (<see cref="AnswerTests"/>).</summary>
    private static readonly JsonSerializerOptions Described = new(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    /// <summary>What the app reads, and the C# type that the functions answer with.</summary>
    public static TheoryData<string, Type> Answers => new()
    {
        { "Call", typeof(Call) },
        { "Employee", typeof(Employee) },
        { "SignedIn", typeof(SignedIn) },
        { "Challenge", typeof(Challenge) },
        { "PasskeyRequestOptions", typeof(PasskeyRequestOptions) },
        { "Passkey", typeof(Passkey) },
        { "PasskeyList", typeof(PasskeyList) },
        { "PasskeyOptions", typeof(PasskeyOptions) },
        { "Health", typeof(HealthResponse) },
        { "ImportResult", typeof(ImportResult) },
        { "ImportResponse", typeof(ImportResponse) },
        { "Me", typeof(MeResponse) },
        { "SyncResponse", typeof(SyncResponse) },
        { "MutationResult", typeof(MutationResult) },
        { "Digest", typeof(DigestResponse) },
        { "DayDigest", typeof(DayDigest) },
        { "CallVersion", typeof(CallVersion) },
        { "CallPage", typeof(CallPage) },
        { "Figures", typeof(Figures) },
        { "Dashboard", typeof(DashboardResponse) },
        { "EmployeePage", typeof(EmployeePage) },
        { "Assignment", typeof(Assignment) },
        { "AssignmentResult", typeof(AssignmentResult) },
        { "AssignmentsResponse", typeof(AssignmentsResponse) },
        { "AssignmentPage", typeof(AssignmentPage) },
        { "TargetPlan", typeof(TargetPlan) },
        { "Targets", typeof(TargetsResponse) },
        { "Announcement", typeof(Announcement) },
        { "AnnouncementPage", typeof(AnnouncementPage) },
        { "Settings", typeof(SettingsResponse) },
        { "Recording", typeof(Recording) },
        { "Consent", typeof(Consent) },
        { "UploadForm", typeof(UploadForm) },
        { "RecordingLink", typeof(RecordingLink) },
        { "Notice", typeof(Notice) },
        { "NoticeContent", typeof(NoticeContent) },
        { "InboxPage", typeof(InboxPage) },
        { "NoticePush", typeof(NoticePush) },
        { "NoticeSettings", typeof(NoticeSettings) },
        { "PushKey", typeof(PushKeyResponse) },
        { "PushSubscribed", typeof(PushSubscribed) },
        { "RealtimeTicket", typeof(Ticket) },
        { "CallHistory", typeof(CallHistory) },
        { "CallChange", typeof(CallChange) },
        { "FieldChange", typeof(FieldChange) },
        { "Contact", typeof(ContactResponse) },
        { "ContactFigures", typeof(ContactFigures) },
        { "AuditPage", typeof(AuditPage) },
        { "AuditRecord", typeof(AuditRecord) },
        { "ExportStatus", typeof(ExportStatus) },
        { "PresenceList", typeof(PresenceResponse) },
        { "PersonPresence", typeof(PersonPresence) },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void The_app_and_the_functions_name_the_same_fields(string typeScript, Type cSharp)
    {
        var fields = TypeScriptContract.Interface(typeScript);
        Properties(cSharp).Select(property => property.Name).ShouldBe(fields.Keys, ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void The_app_expects_null_wherever_the_functions_may_answer_it(string typeScript, Type cSharp)
    {
        var fields = TypeScriptContract.Interface(typeScript);

        // A field that is left out when null is optional in the app, not nullable.
        foreach (var property in Properties(cSharp).Where(property => property.ShouldSerialize is null))
        {
            fields[property.Name].ShouldBe(property.IsGetNullable, property.Name);
        }
    }

    /// <summary>What the app sends, and the C# type that the functions read.</summary>
    public static TheoryData<string, string> Requests => new()
    {
        { "ChallengeRequest", nameof(WireJson.ChallengeRequest) },
        { "LogoutRequest", nameof(WireJson.LogoutRequest) },
        { "ForgotPasswordRequest", nameof(WireJson.ForgotPasswordRequest) },
        { "ResetPasswordRequest", nameof(WireJson.ResetPasswordRequest) },
        { "PasskeyRegistration", nameof(WireJson.PasskeyRegistration) },
        { "Invitation", nameof(WireJson.Invitation) },
        { "EmployeeChanges", nameof(WireJson.EmployeeChanges) },
        { "Exclusion", nameof(WireJson.Exclusion) },
        { "AssignmentsRequest", nameof(WireJson.AssignmentsRequest) },
        { "AssignmentDraft", nameof(WireJson.AssignmentDraft) },
        { "AssignmentUpdate", nameof(WireJson.AssignmentUpdate) },
        { "TargetEntry", nameof(WireJson.TargetEntry) },
        { "TargetUpdate", nameof(WireJson.TargetUpdate) },
        { "AnnouncementDraft", nameof(WireJson.AnnouncementDraft) },
        { "SettingsUpdate", nameof(WireJson.SettingsUpdate) },
        { "ImportRequest", nameof(WireJson.ImportRequest) },
        { "NoticeUpdate", nameof(WireJson.NoticeUpdate) },
        { "NoticeSettings", nameof(WireJson.MySettingsUpdate) },
        { "PushSubscriptionRequest", nameof(WireJson.PushSubscriptionRequest) },
        { "PushSubscriptionKeys", nameof(WireJson.PushSubscriptionKeys) },
        { "RecordingRequest", nameof(WireJson.RecordingRequest) },
        { "PresenceReport", nameof(WireJson.PresenceReport) },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void The_functions_read_the_fields_that_the_app_sends(string typeScript, string cSharp) =>
        ((JsonTypeInfo)typeof(WireJson).GetProperty(cSharp)!.GetValue(WireJson.Default)!).Properties
            .Select(property => property.Name).ShouldBe(TypeScriptContract.Interface(typeScript).Keys, ignoreOrder: true);

    [Fact]
    public void The_app_writes_the_fields_that_a_draft_has() =>
        TypeScriptContract.Pick(nameof(CallDraft)).ShouldBe(WireJson.Default.CallDraft.Properties.Select(property => property.Name), ignoreOrder: true);

    private static IList<JsonPropertyInfo> Properties(Type type) => Described.GetTypeInfo(type).Properties;
}
