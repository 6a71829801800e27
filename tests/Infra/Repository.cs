namespace Ooak.Infra.Tests;

internal static class Repository
{
    /// <exception cref="DirectoryNotFoundException">The tests do not run inside the repository.</exception>
    internal static string File(params string[] path)
    {
        var folder = AppContext.BaseDirectory;
        while (!System.IO.File.Exists(Path.Combine(folder, "OOAK.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
        }

        return Path.Combine([folder, .. path]);
    }
}
