using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
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

namespace Ooak.Lambdas.Wire;

/// <summary>Every type that travels over HTTP.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    GenerationMode = JsonSourceGenerationMode.Metadata, // Handlers' own converters keep what else is generated from ever running.
    Converters = [typeof(InstantConverter)],
    MaxDepth = 32,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(ChallengeRequest))]
[JsonSerializable(typeof(SignedIn))]
[JsonSerializable(typeof(Challenge))]
[JsonSerializable(typeof(LogoutRequest))]
[JsonSerializable(typeof(ForgotPasswordRequest))]
[JsonSerializable(typeof(ResetPasswordRequest))]
[JsonSerializable(typeof(PasskeyOptions))]
[JsonSerializable(typeof(PasskeyRegistration))]
[JsonSerializable(typeof(PasskeyList))]
[JsonSerializable(typeof(MeResponse))]
[JsonSerializable(typeof(Call))]
[JsonSerializable(typeof(CallDraft))]
[JsonSerializable(typeof(CallUpdate))]
[JsonSerializable(typeof(CallPage))]
[JsonSerializable(typeof(CallHistory))]
[JsonSerializable(typeof(ContactResponse))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(ExportStatus))]
[JsonSerializable(typeof(ExportStep))]
[JsonSerializable(typeof(WeeklyReport))]
[JsonSerializable(typeof(ErasureStep))]
[JsonSerializable(typeof(RecordingRequest))]
[JsonSerializable(typeof(UploadForm))]
[JsonSerializable(typeof(RecordingLink))]
[JsonSerializable(typeof(RecordingErasure[]))]
[JsonSerializable(typeof(SyncRequest))]
[JsonSerializable(typeof(SyncResponse))]
[JsonSerializable(typeof(DigestResponse))]
[JsonSerializable(typeof(DashboardResponse))]
[JsonSerializable(typeof(EmployeePage))]
[JsonSerializable(typeof(Invitation))]
[JsonSerializable(typeof(EmployeeChanges))]
[JsonSerializable(typeof(ImportRequest))]
[JsonSerializable(typeof(ImportResponse))]
[JsonSerializable(typeof(AssignmentPage))]
[JsonSerializable(typeof(AssignmentsRequest))]
[JsonSerializable(typeof(AssignmentsResponse))]
[JsonSerializable(typeof(AssignmentUpdate))]
[JsonSerializable(typeof(TargetsResponse))]
[JsonSerializable(typeof(TargetUpdate))]
[JsonSerializable(typeof(AnnouncementPage))]
[JsonSerializable(typeof(AnnouncementDraft))]
[JsonSerializable(typeof(SettingsResponse))]
[JsonSerializable(typeof(SettingsUpdate))]
[JsonSerializable(typeof(MySettingsUpdate))]
[JsonSerializable(typeof(NoticeSettings))]
[JsonSerializable(typeof(InboxPage))]
[JsonSerializable(typeof(NoticeUpdate))]
[JsonSerializable(typeof(NoticeMessage))]
[JsonSerializable(typeof(NoticePush))]
[JsonSerializable(typeof(PushKeyResponse))]
[JsonSerializable(typeof(PushSubscriptionRequest))]
[JsonSerializable(typeof(PushSubscribed))]
[JsonSerializable(typeof(VapidClaims))]
[JsonSerializable(typeof(Ticket))]
[JsonSerializable(typeof(HealthResponse))]
[JsonSerializable(typeof(RealtimeMessage))]
[JsonSerializable(typeof(InboxChange))]
[JsonSerializable(typeof(PresenceResponse))]
[JsonSerializable(typeof(PresenceMessage))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(Dictionary<string, string[]>))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
internal sealed partial class WireJson : JsonSerializerContext;
