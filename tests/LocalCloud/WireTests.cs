using System.Diagnostics;

namespace Ooak.LocalCloud.Tests;

/// <summary>AWS's SDK for JavaScript judges the endpoints.</summary>
public sealed class WireTests(SharedCloud shared)
{
    [Fact]
    public async Task The_SDK_for_JavaScript_is_content()
    {
        var cloud = shared.Harness.Cloud;
        var start = new ProcessStartInfo("node", ["--test", "--test-reporter=spec", "tests/Wire/localcloud-endpoints.test.mjs"])
        {
            WorkingDirectory = Harness.RepositoryRoot,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["LOCALCLOUD_ENDPOINT"] = cloud.Services.ToString().TrimEnd('/');
        start.Environment["LOCALCLOUD_EXECUTE_API"] = cloud.ExecuteApi.ToString().TrimEnd('/');
        start.Environment["LOCALCLOUD_TABLE"] = cloud.PhysicalIds["Table"];
        start.Environment["LOCALCLOUD_BUCKET"] = cloud.PhysicalIds["Uploads"];
        start.Environment["LOCALCLOUD_TOPIC"] = cloud.PhysicalIds["Topic"];
        start.Environment["LOCALCLOUD_POOL"] = cloud.PhysicalIds["Pool"];
        start.Environment["LOCALCLOUD_CLIENT"] = cloud.PhysicalIds["Client"];
        using var node = Process.Start(start)!;
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();

        node.ExitCode.ShouldBe(0, output);
        output.ShouldContain("pass 6");
    }
}
