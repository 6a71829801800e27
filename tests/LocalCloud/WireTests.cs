using System.Diagnostics;

namespace Ooak.LocalCloud.Tests;

/// <summary>AWS's SDK for JavaScript judges the endpoints.</summary>
public sealed class WireTests(SharedCloud shared)
{
    [Fact]
    public Task The_SDK_for_JavaScript_is_content() => JavaScript.Passes("localcloud-endpoints", 6, shared.Harness.Cloud);
}

/// <summary>AWS's SDK for JavaScript judges Cognito with every factor.</summary>
[Collection(CognitoCollection.Name)]
public sealed class CognitoWireTests(CognitoCloud cloud)
{
    [Fact]
    public Task The_SDK_for_JavaScript_is_content() => JavaScript.Passes("localcloud-cognito", 4, cloud.Harness.Cloud);
}

internal static class JavaScript
{
    /// <summary>Runs tests/Wire/{name}.test.mjs against a cloud.</summary>
    public static async Task Passes(string name, int tests, LocalCloudHost cloud)
    {
        var start = new ProcessStartInfo("node", ["--test", "--test-reporter=spec", $"tests/Wire/{name}.test.mjs"])
        {
            WorkingDirectory = Harness.RepositoryRoot,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["LOCALCLOUD_ENDPOINT"] = Address(cloud.Services);
        start.Environment["LOCALCLOUD_EXECUTE_API"] = Address(cloud.ExecuteApi);
        start.Environment["LOCALCLOUD_CONSOLE"] = Address(cloud.Console);
        start.Environment["LOCALCLOUD_SITE"] = Address(cloud.Site);
        start.Environment["LOCALCLOUD_TABLE"] = cloud.PhysicalIds["Table"];
        start.Environment["LOCALCLOUD_BUCKET"] = cloud.PhysicalIds["Uploads"];
        start.Environment["LOCALCLOUD_TOPIC"] = cloud.PhysicalIds["Topic"];
        start.Environment["LOCALCLOUD_POOL"] = cloud.PhysicalIds["Pool"];
        start.Environment["LOCALCLOUD_CLIENT"] = cloud.PhysicalIds["Client"];
        using var node = Process.Start(start)!;
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();

        node.ExitCode.ShouldBe(0, output);
        output.ShouldContain($"pass {tests}");
    }

    private static string Address(Uri uri) => uri.ToString().TrimEnd('/');
}
