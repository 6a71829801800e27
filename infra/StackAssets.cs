namespace Ooak.Infra;

/// <summary>What the build made: the functions' artefact and the site.</summary>
/// <param name="Functions">Folder of the published functions.</param>
/// <param name="Site">Folder of the built PWA.</param>
public sealed record StackAssets(string Functions, string Site)
{
    /// <summary>Where <c>./build</c> puts them. The CDK runs the app from the repository's root.</summary>
    public static StackAssets FromRepository() => new("artifacts/lambda", "src/Pwa/dist");
}
