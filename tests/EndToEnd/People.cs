using System.Text.RegularExpressions;

namespace Ooak.EndToEnd.Tests;

/// <summary>Inviting people and letting them in, as managers and they do it.</summary>
internal static partial class People
{
    public const string OwnPassword = "Their-own-password-1";

    private static int _made;

    public static string NewEmail() => $"person{Interlocked.Increment(ref _made)}@people.test";

    public static JsonObject Invitation(string? email = null, string role = "employee", string? phone = null, string? team = null) => new()
    {
        ["email"] = email ?? NewEmail(),
        ["name"] = "Petra Novotná",
        ["phone"] = phone,
        ["role"] = role,
        ["team"] = team,
    };

    /// <summary>The temporary password of the newest invitation.</summary>
    public static async Task<string> TemporaryPasswordAsync(this TestCloud cloud, string email) =>
        Password().Match((string)(await cloud.MailAsync(email, "invitation"))[0]!["body"]!).Groups[1].Value;

    /// <summary>Newest first.</summary>
    public static async Task<IReadOnlyList<JsonNode>> MailAsync(this TestCloud cloud, string to, string? kind = null) =>
        [.. (await cloud.ConsoleAsync("/mailbox.json?to=" + Uri.EscapeDataString(to))).Select(mail => mail!).Where(mail => kind is null || (string)mail["kind"]! == kind)];

    /// <summary>The first sign-in of an invited person.</summary>
    public static async Task<Answer> AcceptAsync(this TestCloud cloud, string email, string temporary, string password = OwnPassword)
    {
        var client = cloud.Anonymous();
        var challenge = (await client.PostAsync("/auth/login", new JsonObject { ["email"] = email, ["password"] = temporary })).Expect(200).Json;
        ((string)challenge["challenge"]!).ShouldBe("NEW_PASSWORD_REQUIRED");
        return await client.PostAsync("/auth/challenge", new JsonObject
        {
            ["challenge"] = "NEW_PASSWORD_REQUIRED",
            ["session"] = (string)challenge["session"]!,
            ["newPassword"] = password,
        });
    }

    /// <summary>A person of one's own: invited, and signed in.</summary>
    public static async Task<(ApiClient Client, string Email)> NewPersonAsync(this TestCloud cloud, string role = "employee", string? phone = null)
    {
        var email = NewEmail();
        (await (await cloud.SignInAsync(TestCloud.Manager)).PostAsync("/employees", Invitation(email, role, phone))).Expect(201);
        (await cloud.AcceptAsync(email, await cloud.TemporaryPasswordAsync(email))).Expect(200);
        return (await cloud.Anonymous().SignInAsync(email, OwnPassword), email);
    }

    /// <summary>As a manager sees this one of the employees now.</summary>
    public static async Task<JsonNode> PersonAsync(this TestCloud cloud, JsonNode person) =>
        (await (await cloud.AsAsync(TestCloud.Manager)).GetAsync("/employees")).Expect(200).Json["employees"]!.AsArray().Single(other => (string)other!["id"]! == (string)person["id"]!)!;

    [GeneratedRegex(@"The password (.+?) works for")]
    private static partial Regex Password();
}
