using System.Xml.Linq;

namespace Ooak.Infra.Tests;

/// <summary>Dependencies point one way. The stack is made from what the functions declare; what runs the stack knows nothing but the stack.</summary>
public sealed class DependencyTests
{
    private static readonly string Root = Repository.File();

    /// <summary>What is deployed, and what runs, describes and fills it, and of which projects each may know.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["src/Lambdas"] = ["src/Aws"],
        ["src/Aws"] = ["src/Aws"],
        ["src/LocalCloud"] = [],
        ["src/Contract"] = ["src/Lambdas", "src/Aws"],
        ["src/Demo"] = ["src/Lambdas", "src/Aws"],
        ["infra"] = ["src/Lambdas"],
    };

    [Fact]
    public void A_project_knows_only_those_that_it_is_made_from()
    {
        var projects = Projects().ToList();
        projects.Select(project => Part(project)).Distinct().ShouldBe(Allowed.Keys, ignoreOrder: true);
        foreach (var project in projects)
        {
            var known = XDocument.Load(Path.Combine(Root, project)).Descendants().Select(element => element.Name.LocalName switch
            {
                "ProjectReference" => Part(Path.GetRelativePath(Root, Path.GetFullPath(Path.Combine(Root, Path.GetDirectoryName(project)!, element.Attribute("Include")!.Value)))),
                "AwsPackageReference" => "src/Aws",
                _ => null,
            });
            known.OfType<string>().Except(Allowed[Part(project)]).ShouldBeEmpty(project);
        }
    }

    /// <summary>Nor do files find their way past the projects.</summary>
    [Fact]
    public void LocalCloud_names_nothing_of_the_products()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Root, "src/LocalCloud"), "*.cs", SearchOption.AllDirectories).Where(IsSource).ToList();
        sources.Count.ShouldBeGreaterThan(50);
        sources.Where(file => File.ReadAllText(file).Contains("Ooak.Lambdas", StringComparison.Ordinal)).ShouldBeEmpty();
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("<Compile Include", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Projects() => new[] { "src", "infra" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))
        .Where(IsSource)
        .Select(file => Path.GetRelativePath(Root, file));

    private static bool IsSource(string file) => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules");

    private static string Part(string project) => project.Split(Path.DirectorySeparatorChar) is ["src", var part, ..] ? $"src/{part}" : project.Split(Path.DirectorySeparatorChar)[0];
}
