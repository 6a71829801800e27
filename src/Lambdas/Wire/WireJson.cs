using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Ooak.Lambdas.Announcements;
using Ooak.Lambdas.Assignments;
using Ooak.Lambdas.Auth;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Erasure;
using Ooak.Lambdas.Me;
using Ooak.Lambdas.Notices;
using Ooak.Lambdas.Push;
using Ooak.Lambdas.Realtime;
using Ooak.Lambdas.Recordings;
using Ooak.Lambdas.Reports;
using Ooak.Lambdas.Settings;
using Ooak.Lambdas.Sync;
using Ooak.Lambdas.Targets;

namespace Ooak.Lambdas.Wire;

/// <summary>Every type that functions read, and the few that they write beside it.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    GenerationMode = JsonSourceGenerationMode.Metadata, // The handlers' own encoder keeps what else is generated from ever running.
    MaxDepth = 32,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(ChallengeRequest))]
[JsonSerializable(typeof(LogoutRequest))]
[JsonSerializable(typeof(ForgotPasswordRequest))]
[JsonSerializable(typeof(ResetPasswordRequest))]
[JsonSerializable(typeof(PasskeyRegistration))]
[JsonSerializable(typeof(CallDraft))]
[JsonSerializable(typeof(CallUpdate))]
[JsonSerializable(typeof(ExportStep))]
[JsonSerializable(typeof(WeeklyReport))]
[JsonSerializable(typeof(ErasureStep))]
[JsonSerializable(typeof(RecordingRequest))]
[JsonSerializable(typeof(RecordingErasure[]))]
[JsonSerializable(typeof(SyncRequest))]
[JsonSerializable(typeof(Invitation))]
[JsonSerializable(typeof(EmployeeChanges))]
[JsonSerializable(typeof(ImportRequest))]
[JsonSerializable(typeof(AssignmentsRequest))]
[JsonSerializable(typeof(AssignmentUpdate))]
[JsonSerializable(typeof(TargetUpdate))]
[JsonSerializable(typeof(AnnouncementDraft))]
[JsonSerializable(typeof(SettingsUpdate))]
[JsonSerializable(typeof(MySettingsUpdate))]
[JsonSerializable(typeof(NoticeUpdate))]
[JsonSerializable(typeof(NoticeMessage))]
[JsonSerializable(typeof(PushSubscriptionRequest))]
[JsonSerializable(typeof(InboxChange))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(Dictionary<string, string[]>))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
internal sealed partial class WireJson : JsonSerializerContext;
