using Ooak.Lambdas.Announcements;
using Ooak.Lambdas.Assignments;
using Ooak.Lambdas.Auth;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Notices;
using Ooak.Lambdas.Recordings;
using Ooak.Lambdas.Settings;
using Ooak.Lambdas.Sync;
using Ooak.Lambdas.Targets;

namespace Ooak.EndToEnd.Tests;

/// <summary>A body for each endpoint that it would take, or that it refuses for nothing but who or what is meant.</summary>
internal static class GoodBodies
{
    internal static JsonObject For(Type type, ApiClient client, JsonObject call) => type.Name switch
    {
        nameof(CallDraft) => Requests.Draft(),
        nameof(CallUpdate) => call.DeepClone().AsObject(),
        nameof(RecordingRequest) => Requests.Recording(),
        nameof(SyncRequest) => new Device(client).Body(),
        nameof(LoginRequest) => new JsonObject { ["email"] = "nobody@ooak.test", ["password"] = "Not-their-password-1" },
        nameof(ChallengeRequest) => new JsonObject { ["challenge"] = "NEW_PASSWORD_REQUIRED", ["session"] = new string('s', 100), ["newPassword"] = "Their-new-password-1" },
        nameof(LogoutRequest) => new JsonObject { ["everywhere"] = true },
        nameof(ForgotPasswordRequest) => new JsonObject { ["email"] = "nobody@ooak.test" },
        nameof(ResetPasswordRequest) => new JsonObject { ["email"] = "nobody@ooak.test", ["code"] = "000000", ["newPassword"] = "Their-new-password-1" },
        nameof(PasskeyRegistration) => new JsonObject { ["name"] = "Phone", ["credential"] = new JsonObject { ["id"] = "AAAA" } },
        nameof(Invitation) => new JsonObject { ["email"] = TestCloud.Manager, ["name"] = "Morgan Reyes" },
        nameof(ImportRequest) => new JsonObject { ["employees"] = new JsonArray(new JsonObject { ["email"] = TestCloud.Manager, ["name"] = "Morgan Reyes" }) },
        nameof(AssignmentsRequest) => new JsonObject { ["assignments"] = new JsonArray(Requests.Assignment(client.EmployeeId, (string)call["id"]!)) },
        nameof(AssignmentUpdate) => Assigned(client, call),
        nameof(TargetUpdate) => new JsonObject { ["version"] = 1_000_000, ["entries"] = new JsonArray(new JsonObject { ["from"] = "2026-05-04", ["calls"] = 7 }) },
        nameof(AnnouncementDraft) => new JsonObject { ["id"] = (string)call["id"]!, ["title"] = "Tomorrow", ["body"] = "The office is closed." },
        nameof(NoticeUpdate) => new JsonObject { ["read"] = true },
        nameof(SettingsUpdate) => new JsonObject { ["version"] = 1_000_000, ["lockMinutes"] = 7 },
        _ => [],
    };

    private static JsonObject Assigned(ApiClient client, JsonObject call)
    {
        var assignment = Requests.Assignment(client.EmployeeId, (string)call["id"]!);
        assignment["version"] = 1;
        assignment["state"] = "open";
        return assignment;
    }
}
