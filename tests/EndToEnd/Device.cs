namespace Ooak.EndToEnd.Tests;

/// <summary>A phone that speaks POST /sync: its device id and how far it has pulled.</summary>
internal sealed class Device(ApiClient person)
{
    public string Id { get; } = Requests.NewId();

    public string? Cursor { get; set; }

    public ApiClient Person => person;

    /// <summary>One request; keeps the cursor.</summary>
    public async Task<JsonNode> SyncAsync(params JsonObject[] mutations)
    {
        var answer = (await SendAsync(mutations)).Expect(200).Json;
        Cursor = (string)answer["cursor"]!;
        return answer;
    }

    public Task<Answer> SendAsync(params JsonObject[] mutations) => person.PostAsync("/sync", Body(mutations));

    public JsonObject Body(params JsonObject[] mutations) => new()
    {
        ["deviceId"] = Id,
        ["employeeId"] = person.EmployeeId,
        ["cursor"] = Cursor,
        ["mutations"] = new JsonArray([.. mutations.Select(mutation => mutation.DeepClone())]),
    };

    /// <summary>Sends one mutation and gives its result.</summary>
    public async Task<JsonNode> ApplyAsync(JsonObject mutation) => (await SyncAsync(mutation))["results"]![0]!;

    /// <summary>Everything that changed since the cursor, over as many requests as it takes.</summary>
    public async Task<List<JsonNode>> PullAsync()
    {
        var found = new List<JsonNode>();
        JsonNode answer;
        do
        {
            answer = await SyncAsync();
            found.AddRange(answer["changes"]!["calls"]!.AsArray().Select(call => call!));
        }
        while ((bool)answer["more"]!);

        return found;
    }
}
