namespace Ooak.EndToEnd.Tests;

/// <summary>Tests that measure time: nothing else runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
