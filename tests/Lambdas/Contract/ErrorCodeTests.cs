using System.Text.RegularExpressions;

namespace Ooak.Lambdas.Tests.Contract;

/// <summary>docs/errors.md lists the codes that the functions refuse with.</summary>
public sealed partial class ErrorCodeTests
{
    private static readonly string Source = string.Concat(
        Directory.EnumerateFiles(Path.Combine(Build.RepositoryRoot, "src/Lambdas"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Select(File.ReadAllText));

    private static readonly string[] Tables = File.ReadAllText(Path.Combine(Build.RepositoryRoot, "docs/errors.md")).Split("\n## ");

    [Fact]
    public void Every_code_of_a_problem_is_listed_with_its_statuses()
    {
        var refusals = Refusal().Matches(Source).Where(match => match.Groups["status"].Value != "status").Select(match => (match.Groups["status"].Value, match.Groups["code"].Value)).Distinct().ToList();
        var listed = Row().Matches(Tables[0]).SelectMany(row => row.Groups["statuses"].Value.Split(", ").Select(status => (status, row.Groups["code"].Value))).ToList();

        refusals.Count.ShouldBeGreaterThan(30);
        listed.ShouldBe([.. refusals, ("405", "method-not-allowed"), ("415", "unsupported-media-type")], ignoreOrder: true);
    }

    [Fact]
    public void Every_code_of_a_part_is_listed()
    {
        var said = Detailed().Matches(Source).Select(match => match.Groups["code"].Value).Distinct();
        var listed = Row().Matches(Tables[0]).Concat(PartRow().Matches(Tables[1])).Select(row => row.Groups["code"].Value).ToList();

        said.Except(listed).ShouldBeEmpty();
        PartRow().Matches(Tables[1]).Select(row => row.Groups["code"].Value).Where(code => !Source.Contains($"\"{code}\", \"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"\bOf\((?<status>\d{3}|status), ""(?<code>[a-z-]+)""")]
    private static partial Regex Refusal();

    /// <summary>A code, and what it says to people.</summary>
    [GeneratedRegex(@"""(?<code>[a-z]+(-[a-z]+)+)"", ""[A-Z][^""]*\.""", RegexOptions.ExplicitCapture)]
    private static partial Regex Detailed();

    [GeneratedRegex(@"^\| (?<statuses>[0-9, ]+) \| `(?<code>[a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| `(?<code>[a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex PartRow();
}
