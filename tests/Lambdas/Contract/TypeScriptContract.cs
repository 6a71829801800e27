using System.Text.RegularExpressions;

namespace Ooak.Lambdas.Tests.Contract;

/// <summary>The app's wire types as src/Pwa/src/contract/index.ts writes them: fields by name, and whether null is among their
/// values.</summary>
internal static partial class TypeScriptContract
{
    private static readonly Lazy<string> Source = new(() => File.ReadAllText(Path.Combine(Build.RepositoryRoot, "src/Pwa/src/contract/index.ts")));

    /// <exception cref="InvalidOperationException">No such interface.</exception>
    internal static IReadOnlyDictionary<string, bool> Interface(string name)
    {
        var body = Regex.Match(Source.Value, $@"export interface {name} \{{(.*?)\n\}}", RegexOptions.Singleline);
        return body.Success
            ? Field().Matches(body.Groups[1].Value).ToDictionary(field => field.Groups["name"].Value, field => field.Groups["type"].Value.TrimEnd().EndsWith("| null", StringComparison.Ordinal))
            : throw new InvalidOperationException($"No interface {name} in the contract.");
    }

    /// <summary>The names that a <c>Pick</c> lists.</summary>
    internal static IReadOnlyList<string> Pick(string name)
    {
        var body = Regex.Match(Source.Value, $@"export type {name} = Pick<\s*\w+,(.*?)>", RegexOptions.Singleline);
        return body.Success
            ? [.. Word().Matches(body.Groups[1].Value).Select(word => word.Groups[1].Value)]
            : throw new InvalidOperationException($"No type {name} in the contract.");
    }

    // Two spaces: a field of the interface itself, not of an object inside.
    [GeneratedRegex(@"^  (?<name>\w+)\??: (?<type>.*)$", RegexOptions.Multiline)]
    private static partial Regex Field();

    [GeneratedRegex(@"'(\w+)'")]
    private static partial Regex Word();
}
