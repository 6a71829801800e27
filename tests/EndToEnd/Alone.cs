namespace Ooak.EndToEnd.Tests;

/// <summary>Tests that measure time: nothing else runs beside them. Those whose people are their own share a stack.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone : ICollectionFixture<OwnCloud>;
