using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
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

namespace Ooak.Lambdas.Wire;

/// <summary>Every type that functions write and never read: by code that is generated for it, not by what describes its properties. A
/// first answer compiles some 700 methods less that way (docs/decisions/0022).</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(SignedIn))]
[JsonSerializable(typeof(Challenge))]
[JsonSerializable(typeof(PasskeyOptions))]
[JsonSerializable(typeof(Passkey))]
[JsonSerializable(typeof(PasskeyList))]
[JsonSerializable(typeof(MeResponse))]
[JsonSerializable(typeof(SyncResponse))]
[JsonSerializable(typeof(DigestResponse))]
[JsonSerializable(typeof(Call))]
[JsonSerializable(typeof(CallPage))]
[JsonSerializable(typeof(CallHistory))]
[JsonSerializable(typeof(ContactResponse))]
[JsonSerializable(typeof(UploadForm))]
[JsonSerializable(typeof(RecordingLink))]
[JsonSerializable(typeof(Assignment))]
[JsonSerializable(typeof(AssignmentPage))]
[JsonSerializable(typeof(AssignmentsResponse))]
[JsonSerializable(typeof(TargetPlan))]
[JsonSerializable(typeof(TargetsResponse))]
[JsonSerializable(typeof(Announcement))]
[JsonSerializable(typeof(AnnouncementPage))]
[JsonSerializable(typeof(Notice))]
[JsonSerializable(typeof(InboxPage))]
[JsonSerializable(typeof(NoticeSettings))]
[JsonSerializable(typeof(NoticePush))]
[JsonSerializable(typeof(PushKeyResponse))]
[JsonSerializable(typeof(PushSubscribed))]
[JsonSerializable(typeof(VapidClaims))]
[JsonSerializable(typeof(Ticket))]
[JsonSerializable(typeof(RealtimeMessage))]
[JsonSerializable(typeof(PresenceMessage))]
[JsonSerializable(typeof(PresenceResponse))]
[JsonSerializable(typeof(DashboardResponse))]
[JsonSerializable(typeof(Employee))]
[JsonSerializable(typeof(EmployeePage))]
[JsonSerializable(typeof(ImportResponse))]
[JsonSerializable(typeof(SettingsResponse))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(ExportStatus))]
[JsonSerializable(typeof(HealthResponse))]
internal sealed partial class AnswerJson : JsonSerializerContext
{
    /// <summary>Lends the generated code to options of others, which the framework would keep it from: it takes it only where there are no
    /// other converters and no other encoder.</summary>
    internal static IJsonTypeInfoResolver Answers { get; } = new Resolver();

    /// <param name="shape">Of this context.</param>
    internal static string Text<T>(T value, JsonTypeInfo<T> shape) => Encoding.UTF8.GetString(Bytes(value, shape));

    /// <inheritdoc cref="Text{T}"/>
    internal static byte[] Bytes<T>(T value, JsonTypeInfo<T> shape)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            shape.SerializeHandler!(writer, value);
        }

        return bytes.WrittenSpan.ToArray();
    }

    private sealed class Resolver : IJsonTypeInfoResolver
    {
        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options)
        {
            var json = Default;
            return type == typeof(SyncResponse) ? Of<SyncResponse>(json.SyncResponseSerializeHandler)
                : type == typeof(Call) ? Of<Call>(json.CallSerializeHandler)
                : type == typeof(CallPage) ? Of<CallPage>(json.CallPageSerializeHandler)
                : type == typeof(MeResponse) ? Of<MeResponse>(json.MeResponseSerializeHandler)
                : type == typeof(DashboardResponse) ? Of<DashboardResponse>(json.DashboardResponseSerializeHandler)
                : type == typeof(SignedIn) ? Of<SignedIn>(json.SignedInSerializeHandler)
                : type == typeof(Challenge) ? Of<Challenge>(json.ChallengeSerializeHandler)
                : type == typeof(PasskeyOptions) ? Of<PasskeyOptions>(json.PasskeyOptionsSerializeHandler)
                : type == typeof(Passkey) ? Of<Passkey>(json.PasskeySerializeHandler)
                : type == typeof(PasskeyList) ? Of<PasskeyList>(json.PasskeyListSerializeHandler)
                : type == typeof(DigestResponse) ? Of<DigestResponse>(json.DigestResponseSerializeHandler)
                : type == typeof(CallHistory) ? Of<CallHistory>(json.CallHistorySerializeHandler)
                : type == typeof(ContactResponse) ? Of<ContactResponse>(json.ContactResponseSerializeHandler)
                : type == typeof(UploadForm) ? Of<UploadForm>(json.UploadFormSerializeHandler)
                : type == typeof(RecordingLink) ? Of<RecordingLink>(json.RecordingLinkSerializeHandler)
                : type == typeof(Assignment) ? Of<Assignment>(json.AssignmentSerializeHandler)
                : type == typeof(AssignmentPage) ? Of<AssignmentPage>(json.AssignmentPageSerializeHandler)
                : type == typeof(AssignmentsResponse) ? Of<AssignmentsResponse>(json.AssignmentsResponseSerializeHandler)
                : type == typeof(TargetPlan) ? Of<TargetPlan>(json.TargetPlanSerializeHandler)
                : type == typeof(TargetsResponse) ? Of<TargetsResponse>(json.TargetsResponseSerializeHandler)
                : type == typeof(Announcement) ? Of<Announcement>(json.AnnouncementSerializeHandler)
                : type == typeof(AnnouncementPage) ? Of<AnnouncementPage>(json.AnnouncementPageSerializeHandler)
                : type == typeof(Notice) ? Of<Notice>(json.NoticeSerializeHandler)
                : type == typeof(InboxPage) ? Of<InboxPage>(json.InboxPageSerializeHandler)
                : type == typeof(NoticeSettings) ? Of<NoticeSettings>(json.NoticeSettingsSerializeHandler)
                : type == typeof(PushKeyResponse) ? Of<PushKeyResponse>(json.PushKeyResponseSerializeHandler)
                : type == typeof(PushSubscribed) ? Of<PushSubscribed>(json.PushSubscribedSerializeHandler)
                : type == typeof(Ticket) ? Of<Ticket>(json.TicketSerializeHandler)
                : type == typeof(PresenceResponse) ? Of<PresenceResponse>(json.PresenceResponseSerializeHandler)
                : type == typeof(Employee) ? Of<Employee>(json.EmployeeSerializeHandler)
                : type == typeof(EmployeePage) ? Of<EmployeePage>(json.EmployeePageSerializeHandler)
                : type == typeof(ImportResponse) ? Of<ImportResponse>(json.ImportResponseSerializeHandler)
                : type == typeof(SettingsResponse) ? Of<SettingsResponse>(json.SettingsResponseSerializeHandler)
                : type == typeof(AuditPage) ? Of<AuditPage>(json.AuditPageSerializeHandler)
                : type == typeof(ExportStatus) ? Of<ExportStatus>(json.ExportStatusSerializeHandler)
                : type == typeof(HealthResponse) ? Of<HealthResponse>(json.HealthResponseSerializeHandler)
                : null;

            JsonTypeInfo Of<T>(Action<Utf8JsonWriter, T> write) => JsonMetadataServices.CreateValueInfo<T>(options, new Generated<T>(write));
        }
    }

    private sealed class Generated<T>(Action<Utf8JsonWriter, T> write) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException($"{typeToConvert.Name} is written only.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => write(writer, value);
    }
}
