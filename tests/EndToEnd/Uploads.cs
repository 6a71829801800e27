using System.Net.Http.Headers;
using Amazon.S3.Model;

namespace Ooak.EndToEnd.Tests;

/// <summary>Recordings as a phone uploads them, and as they lie in the bucket.</summary>
internal static class Uploads
{
    /// <summary>The head of a WebM file as Chromium writes it, and noise up to this size.</summary>
    public static byte[] WebM(int size)
    {
        var bytes = new byte[size];
        new Random(7).NextBytes(bytes);
        Convert.FromHexString("1A45DFA39F4286810142F7810142F2810442F381084282847765626D42878104").CopyTo(bytes, 0);
        return bytes;
    }

    /// <summary>A Windows executable's head, and zeros up to this size.</summary>
    public static byte[] Executable(int size)
    {
        var bytes = new byte[size];
        Convert.FromHexString("4D5A90000300000004000000FFFF0000").CopyTo(bytes, 0);
        return bytes;
    }

    public static string KeyOf(ApiClient person, JsonNode call) => $"recordings/{person.EmployeeId}/{call["id"]}";

    /// <summary>Sends a form as a browser does: its fields, then the file.</summary>
    /// <param name="change">Fields with other values than the form's.</param>
    public static async Task<(int Status, string Text)> PostFormAsync(this TestCloud cloud, JsonNode form, byte[] file, params (string Name, string Value)[] change)
    {
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in form["fields"]!.AsObject())
        {
            var part = new StringContent(change.Where(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(c => c.Value).FirstOrDefault((string)value!));
            part.Headers.ContentType = null;
            body.Add(part, name);
        }

        var bytes = new ByteArrayContent(file);
        bytes.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        body.Add(bytes, "file", "recording");
        using var answer = await cloud.Http.PostAsync(new Uri((string)form["url"]!), body);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Keys of what is there of one person.</summary>
    public static async Task<IReadOnlyList<string>> RecordingsOfAsync(this TestCloud cloud, ApiClient person) =>
        [.. ((await cloud.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = cloud.Recordings, Prefix = $"recordings/{person.EmployeeId}/" })).S3Objects ?? []).Select(found => found.Key)];

    /// <summary>The state of a call's recording, such as "ready" or "refused not-audio"; "none".</summary>
    public static async Task<string> RecordingStateAsync(this ApiClient person, JsonNode call)
    {
        var recording = (await person.GetAsync("/calls/" + call["id"])).Expect(200).Json["recording"];
        return recording is null ? "none" : $"{recording["state"]} {recording["reason"]}".Trim();
    }

    /// <summary>What was written down about one call, in order.</summary>
    public static async Task<IReadOnlyList<string>> AuditAsync(this TestCloud cloud, JsonNode call) =>
        [.. (await cloud.ItemsAsync("audit")).Where(entry => entry["details"].M.TryGetValue("callId", out var id) && id.S == (string)call["id"]!).OrderBy(entry => entry["sk"].S, StringComparer.Ordinal).Select(entry => $"{entry["action"].S} by {entry["by"].S}")];

    /// <summary>An entry is written after what it tells of, so it is waited for.</summary>
    public static Task AuditBecomesAsync(this TestCloud cloud, JsonNode call, IReadOnlyList<string> entries) =>
        Until.Equal(string.Join(", ", entries), async () => string.Join(", ", await cloud.AuditAsync(call)), "the audit trail is whole");

    /// <summary>Sets what the organisation asks for before a call is recorded; gives what it was.</summary>
    public static async Task<string> SetConsentAsync(this TestCloud cloud, string mode)
    {
        var manager = await cloud.AsAsync(TestCloud.Manager);
        var before = (await manager.GetAsync("/settings")).Expect(200).Json;
        (await manager.PutAsync("/settings", new JsonObject { ["version"] = before["version"]!.DeepClone(), ["recording"] = mode })).Expect(200);
        return (string)before["recording"]!;
    }
}
