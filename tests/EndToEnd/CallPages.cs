namespace Ooak.EndToEnd.Tests;

/// <summary>Reads GET /calls to its end.</summary>
internal static class CallPages
{
    public static async Task<List<JsonNode>> AllAsync(ApiClient client, string filter, int limit = 200)
    {
        var found = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var page = (await client.GetAsync($"/calls?limit={limit}{filter}{(cursor is null ? "" : "&cursor=" + cursor)}")).Expect(200).Json;
            page["calls"]!.AsArray().Count.ShouldBeLessThanOrEqualTo(limit);
            found.AddRange(page["calls"]!.AsArray().Select(call => call!));
            cursor = (string?)page["cursor"];
        }
        while (cursor is not null);

        return found;
    }

    public static async Task<List<string>> IdsAsync(ApiClient client, string filter, int limit = 200) =>
        [.. (await AllAsync(client, filter, limit)).Select(call => (string)call["id"]!)];
}
