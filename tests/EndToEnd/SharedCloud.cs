namespace Ooak.EndToEnd.Tests;

/// <summary>One running stack for all tests that leave it as they found it, with five days of the demo's calls. They run one after
/// the other. A test that writes does so as a person of its own, or counts only what it wrote.</summary>
public sealed class SharedCloud : IAsyncLifetime
{
    internal TestCloud Cloud { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cloud = await TestCloud.StartAsync(days: 5);

    public ValueTask DisposeAsync() => Cloud.DisposeAsync();

    [CollectionDefinition(nameof(SharedCloud))]
    public sealed class Definition : ICollectionFixture<SharedCloud>;
}
