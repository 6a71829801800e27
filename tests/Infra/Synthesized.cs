using System.Text.Json.Nodes;
using Amazon.CDK;

namespace Ooak.Infra.Tests;

/// <summary>A synthesized stack, to ask questions of.</summary>
public sealed class Synthesized
{
    public Synthesized()
        : this(new StackSettings { SesIdentity = "example.com" })
    {
    }

    internal Synthesized(StackSettings settings)
    {
        Text = Synthesize(settings);
        Resources = JsonNode.Parse(Text)!["Resources"]!.AsObject();
    }

    public string Text { get; }

    public JsonObject Resources { get; }

    public IEnumerable<(string Id, JsonNode Resource)> OfType(string type) =>
        Resources.Where(entry => entry.Value!["Type"]!.GetValue<string>() == type).Select(entry => (entry.Key, entry.Value!));

    public JsonNode Single(string type) => OfType(type).ShouldHaveSingleItem().Resource;

    /// <summary>What roles may do, in themselves and by policies beside them.</summary>
    public IEnumerable<(string Role, JsonNode Statement)> Grants =>
        OfType("AWS::IAM::Role")
            .SelectMany(role => (role.Resource["Properties"]!["Policies"]?.AsArray() ?? []).SelectMany(policy => StatementsOf(policy!).Select(statement => (role.Id, statement))))
            .Concat(OfType("AWS::IAM::Policy").SelectMany(policy => policy.Resource["Properties"]!["Roles"]!.AsArray()
                .SelectMany(role => StatementsOf(policy.Resource["Properties"]!).Select(statement => (role!["Ref"]!.GetValue<string>(), statement)))));

    private static IEnumerable<JsonNode> StatementsOf(JsonNode policy) => policy["PolicyDocument"]!["Statement"]!.AsArray().Select(statement => statement!);

    /// <summary>The function's logical id by the name it is started with.</summary>
    public string FunctionId(string name) =>
        OfType("AWS::Lambda::Function")
            .Single(entry => entry.Resource["Properties"]?["Environment"]?["Variables"]?["OOAK_FUNCTION"]?.GetValue<string>() == name).Id;

    internal static string Synthesize(StackSettings settings)
    {
        var folder = Directory.CreateTempSubdirectory("ooak-synth-").FullName;
        try
        {
            var assets = Directory.CreateDirectory(Path.Combine(folder, "asset")).FullName;
            File.WriteAllText(Path.Combine(assets, "index.html"), "<!doctype html>");
            var output = Path.Combine(folder, "out");
            var app = new App(new AppProps { Outdir = output, AnalyticsReporting = false });
            new CallManagerStack(app, "OoakCallManager", settings, new StackAssets(assets, assets));
            app.Synth();
            return File.ReadAllText(Path.Combine(output, "OoakCallManager.template.json"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
