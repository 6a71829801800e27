namespace Ooak.Benchmarks;

/// <summary>Where things are: what is measured is what the build left in the repository.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The synthesized stack.</summary>
    public static string CloudAssembly { get; } = Path.Combine(Root, "cdk.out");

    /// <summary>The published functions: the one artefact.</summary>
    public static string Artefact { get; } = Path.Combine(Root, "artifacts", "lambda");

    /// <summary>Builds that only benchmarks need.</summary>
    public static string Builds { get; } = Path.Combine(Root, "artifacts", "benchmarks");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The benchmarks do not run inside the repository.");
    }
}
