namespace Ooak.EndToEnd.Tests;

/// <summary>A running stack for the tests of one class, with the demo's people and no calls: for tests that change people.</summary>
public sealed class OwnCloud : IAsyncLifetime
{
    internal TestCloud Cloud { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cloud = await TestCloud.StartAsync();

    public ValueTask DisposeAsync() => Cloud.DisposeAsync();
}
