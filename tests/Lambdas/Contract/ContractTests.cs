using System.Text.Json.Serialization.Metadata;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Tests.Contract;

public sealed class ContractTests
{
    /// <summary>What the app reads, and the C# type that the functions answer with.</summary>
    public static TheoryData<string, string> Answers => new()
    {
        { "Call", nameof(WireJson.Call) },
        { "Employee", nameof(WireJson.Employee) },
        { "SignedIn", nameof(WireJson.SignedIn) },
        { "Challenge", nameof(WireJson.Challenge) },
        { "PasskeyRequestOptions", nameof(WireJson.PasskeyRequestOptions) },
        { "Passkey", nameof(WireJson.Passkey) },
        { "PasskeyList", nameof(WireJson.PasskeyList) },
        { "PasskeyOptions", nameof(WireJson.PasskeyOptions) },
        { "Health", nameof(WireJson.HealthResponse) },
        { "ImportResult", nameof(WireJson.ImportResult) },
        { "ImportResponse", nameof(WireJson.ImportResponse) },
        { "Me", nameof(WireJson.MeResponse) },
        { "SyncResponse", nameof(WireJson.SyncResponse) },
        { "MutationResult", nameof(WireJson.MutationResult) },
        { "Digest", nameof(WireJson.DigestResponse) },
        { "DayDigest", nameof(WireJson.DayDigest) },
        { "CallVersion", nameof(WireJson.CallVersion) },
        { "CallPage", nameof(WireJson.CallPage) },
        { "Figures", nameof(WireJson.Figures) },
        { "Dashboard", nameof(WireJson.DashboardResponse) },
        { "EmployeePage", nameof(WireJson.EmployeePage) },
        { "Assignment", nameof(WireJson.Assignment) },
        { "AssignmentResult", nameof(WireJson.AssignmentResult) },
        { "AssignmentsResponse", nameof(WireJson.AssignmentsResponse) },
        { "AssignmentPage", nameof(WireJson.AssignmentPage) },
        { "TargetPlan", nameof(WireJson.TargetPlan) },
        { "Targets", nameof(WireJson.TargetsResponse) },
        { "Announcement", nameof(WireJson.Announcement) },
        { "AnnouncementPage", nameof(WireJson.AnnouncementPage) },
        { "Settings", nameof(WireJson.SettingsResponse) },
        { "Recording", nameof(WireJson.Recording) },
        { "Consent", nameof(WireJson.Consent) },
        { "UploadForm", nameof(WireJson.UploadForm) },
        { "RecordingLink", nameof(WireJson.RecordingLink) },
        { "Notice", nameof(WireJson.Notice) },
        { "NoticeContent", nameof(WireJson.NoticeContent) },
        { "InboxPage", nameof(WireJson.InboxPage) },
        { "NoticePush", nameof(WireJson.NoticePush) },
        { "NoticeSettings", nameof(WireJson.NoticeSettings) },
        { "PushKey", nameof(WireJson.PushKeyResponse) },
        { "PushSubscribed", nameof(WireJson.PushSubscribed) },
        { "RealtimeTicket", nameof(WireJson.Ticket) },
        { "CallHistory", nameof(WireJson.CallHistory) },
        { "CallChange", nameof(WireJson.CallChange) },
        { "FieldChange", nameof(WireJson.FieldChange) },
        { "Contact", nameof(WireJson.ContactResponse) },
        { "ContactFigures", nameof(WireJson.ContactFigures) },
        { "AuditPage", nameof(WireJson.AuditPage) },
        { "AuditRecord", nameof(WireJson.AuditRecord) },
        { "ExportStatus", nameof(WireJson.ExportStatus) },
        { "PresenceList", nameof(WireJson.PresenceResponse) },
        { "PersonPresence", nameof(WireJson.PersonPresence) },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void The_app_and_the_functions_name_the_same_fields(string typeScript, string cSharp)
    {
        var fields = TypeScriptContract.Interface(typeScript);
        Properties(cSharp).Select(property => property.Name).ShouldBe(fields.Keys, ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void The_app_expects_null_wherever_the_functions_may_answer_it(string typeScript, string cSharp)
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
        Properties(cSharp).Select(property => property.Name).ShouldBe(TypeScriptContract.Interface(typeScript).Keys, ignoreOrder: true);

    [Fact]
    public void The_app_writes_the_fields_that_a_draft_has() =>
        TypeScriptContract.Pick(nameof(CallDraft)).ShouldBe(WireJson.Default.CallDraft.Properties.Select(property => property.Name), ignoreOrder: true);

    private static IEnumerable<JsonPropertyInfo> Properties(string name) =>
        ((JsonTypeInfo)typeof(WireJson).GetProperty(name)!.GetValue(WireJson.Default)!).Properties;
}
