using System.Text.Json.Nodes;
using Ooak.LocalCloud.Tests;

[assembly: AssemblyFixture(typeof(SharedCloud))]

namespace Ooak.LocalCloud.Tests;

/// <summary>One running cloud for all tests that leave it as they found it.</summary>
public sealed class SharedCloud : IAsyncLifetime
{
    internal Harness Harness { get; private set; } = null!;

    internal string Pool => Harness.Cloud.PhysicalIds["Pool"];

    internal string ClientSecret { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Harness = await Harness.StartAsync();
        var client = await Admin("DescribeUserPoolClient", new JsonObject { ["UserPoolId"] = Pool, ["ClientId"] = Harness.Cloud.PhysicalIds["Client"] });
        ClientSecret = (string)client["UserPoolClient"]!["ClientSecret"]!;
    }

    public ValueTask DisposeAsync() => Harness.DisposeAsync();

    internal async Task<JsonObject> Admin(string operation, JsonObject body) => (await Harness.CognitoAdmin(operation, body)).Body;

    internal async Task<JsonObject> Sqs(string operation, JsonObject body) =>
        (await Harness.Signed("sqs", "application/x-amz-json-1.0", "AmazonSQS." + operation, body)).Body;
}
