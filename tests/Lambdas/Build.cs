using System.Reflection;

namespace Ooak.Lambdas.Tests;

/// <summary>Where the build put things.</summary>
internal static class Build
{
    internal static string RepositoryRoot { get; } = Metadata("RepositoryRoot");
    internal static string TestFunction { get; } = Metadata("TestFunction");

    /// <summary>The product's functions, as they were built beside the tests.</summary>
    internal static string ProductFunctions { get; } = Path.Combine(AppContext.BaseDirectory, "Ooak.Lambdas.dll");

    internal static string Event(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Events", name + ".json"));

    private static string Metadata(string key) =>
        typeof(Build).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
