namespace Ooak.Infra.Tests;

/// <summary>What all functions are deployed from, as the build left it.</summary>
public sealed class ArtefactTests
{
    private const long MaximumBytes = 9_000_000;

    private static readonly FileInfo[] Files = new DirectoryInfo(Repository.File("artifacts", "lambda")).GetFiles("*", SearchOption.AllDirectories);

    [Fact]
    public void It_is_small() => Files.Sum(file => file.Length).ShouldBeLessThanOrEqualTo(MaximumBytes);

    [Fact]
    public void It_brings_the_product_and_its_clients_and_leaves_the_runtime_to_Lambda()
    {
        var assemblies = Files.Where(file => file.Extension == ".dll").Select(file => Path.GetFileNameWithoutExtension(file.Name)).ToList();

        assemblies.ShouldContain("Ooak.Lambdas");
        assemblies.ShouldContain("AWSSDK.DynamoDBv2");
        assemblies.ShouldAllBe(name => name.StartsWith("Ooak.") || name.StartsWith("AWSSDK.") || name.StartsWith("Amazon.Lambda."));
    }
}
