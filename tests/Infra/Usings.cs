global using Shouldly;
global using Xunit;

// All constructs live in one Node process that takes one request at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(Ooak.Infra.Tests.Synthesized))]
