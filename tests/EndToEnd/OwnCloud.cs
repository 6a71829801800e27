namespace Ooak.EndToEnd.Tests;

/// <summary>A running stack with the demo's people and no calls: for the tests of one class that change people or the organisation, or
/// for several classes whose people are their own.</summary>
public sealed class OwnCloud : IAsyncLifetime
{
    internal TestCloud Cloud { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cloud = await TestCloud.StartAsync();

    public ValueTask DisposeAsync() => Cloud.DisposeAsync();

    [CollectionDefinition(nameof(OwnCloud))]
    public sealed class Definition : ICollectionFixture<OwnCloud>;
}
