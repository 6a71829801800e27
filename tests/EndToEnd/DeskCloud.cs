namespace Ooak.EndToEnd.Tests;

/// <summary>A running stack with the demo's people and thirty calls of one of them.</summary>
public sealed class DeskCloud : IAsyncLifetime
{
    internal TestCloud Cloud { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Cloud = await TestCloud.StartAsync();
        var person = await Cloud.AsAsync("employee1@ooak.test");
        foreach (var index in Enumerable.Range(0, 30))
        {
            var draft = Requests.Draft(startedAt: DateTimeOffset.UtcNow.AddMinutes(-index));
            draft["contactName"] = $"Contact {index}";
            draft["outcome"] = index % 3 == 0 ? "Sold" : "Interested";
            (await person.PostAsync("/calls", draft)).Expect(201);
        }
    }

    public ValueTask DisposeAsync() => Cloud.DisposeAsync();
}
