using System.Text.RegularExpressions;

namespace Ooak.Lambdas.Tests.Contract;

/// <summary>What src/Pwa/src/contract/index.ts says itself.</summary>
internal static partial class TypeScriptContract
{
    private static readonly Lazy<string> Source = new(() => File.ReadAllText(Path.Combine(Build.RepositoryRoot, "src/Pwa/src/contract/index.ts")));

    /// <summary>The names of an interface's fields.</summary>
    /// <exception cref="InvalidOperationException">No such interface.</exception>
    internal static IReadOnlyList<string> Interface(string name)
    {
        var body = Regex.Match(Source.Value, $@"export interface {name} \{{(.*?)\n\}}", RegexOptions.Singleline);
        return body.Success
            ? [.. Field().Matches(body.Groups[1].Value).Select(field => field.Groups["name"].Value)]
            : throw new InvalidOperationException($"No interface {name} in the contract.");
    }

    /// <summary>The names that a <c>Pick</c> lists.</summary>
    /// <exception cref="InvalidOperationException">No such type.</exception>
    internal static IReadOnlyList<string> Pick(string name)
    {
        var body = Regex.Match(Source.Value, $@"export type {name} = As<\s*Described\.{name},\s*Pick<\s*\w+,(.*?)>", RegexOptions.Singleline);
        return body.Success
            ? [.. Word().Matches(body.Groups[1].Value).Select(word => word.Groups[1].Value)]
            : throw new InvalidOperationException($"No type {name} in the contract.");
    }

    // Two spaces: a field of the interface itself, not of an object inside.
    [GeneratedRegex(@"^  (?<name>\w+)\??: ", RegexOptions.Multiline)]
    private static partial Regex Field();

    [GeneratedRegex(@"'(\w+)'")]
    private static partial Regex Word();
}
