using System.Reflection;

namespace Ooak.Infra.Parts;

/// <summary>The CloudFront Functions, embedded in this assembly.</summary>
internal static class EdgeFunctions
{
    public static string Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Ooak.Infra.Edge.{file}")
            ?? throw new InvalidOperationException($"No edge function {file}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
