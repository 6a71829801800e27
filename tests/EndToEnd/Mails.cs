namespace Ooak.EndToEnd.Tests;

/// <summary>What people find in their mailbox and on their phone.</summary>
internal static class Mails
{
    /// <summary>Waits for the n-th code that was sent to somebody, and reads it.</summary>
    public static async Task<string> CodeAsync(this TestCloud cloud, string to, int number)
    {
        IReadOnlyList<JsonNode> codes = [];
        await Until.True(
            async () => (codes = [.. (await cloud.MailAsync(to)).Where(mail => (string)mail["kind"]! != "invitation")]).Count >= number,
            $"code number {number} for {to}");
        return (string)codes[^number]["code"]!;
    }
}
