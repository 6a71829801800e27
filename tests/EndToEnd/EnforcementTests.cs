namespace Ooak.EndToEnd.Tests;

/// <summary>A function may do what the template grants and nothing else, here as in AWS.</summary>
[Collection(nameof(SharedCloud))]
public sealed class EnforcementTests(SharedCloud shared) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ooak-enforcement-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Without_its_grant_a_function_fails_names_what_is_missing_and_writes_nothing()
    {
        CopyAssembly();
        Revoke("FunctionsCreateCallRole", "dynamodb:PutItem");
        await using var cloud = await TestCloud.StartAsync(_folder);
        var person = await cloud.AsAsync("employee1@ooak.test");
        var draft = Requests.Draft();
        var before = await cloud.DigestAsync();

        (await person.PostAsync("/calls", draft)).ExpectProblem(500, "internal-error");

        (await cloud.DigestAsync()).ShouldBe(before);
        var log = await cloud.LogOfAsync("CreateCall");
        log.ShouldContain("AccessDenied");
        log.ShouldContain("dynamodb:PutItem");

        (await (await shared.Cloud.AsAsync("employee1@ooak.test")).PostAsync("/calls", draft)).Expect(201);
    }

    /// <summary>The template is copied, the assets stay where they are.</summary>
    private void CopyAssembly()
    {
        foreach (var entry in new DirectoryInfo(Repository.CloudAssembly).EnumerateFileSystemInfos())
        {
            var target = Path.Combine(_folder, entry.Name);
            if (entry.Extension == ".json")
            {
                File.Copy(entry.FullName, target);
            }
            else if (entry is DirectoryInfo)
            {
                Directory.CreateSymbolicLink(target, entry.FullName);
            }
            else
            {
                File.CreateSymbolicLink(target, entry.FullName);
            }
        }
    }

    private void Revoke(string role, string action)
    {
        var path = Directory.GetFiles(_folder, "*.template.json").Single();
        var template = JsonNode.Parse(File.ReadAllText(path))!;
        var revoked = 0;
        foreach (var (_, resource) in template["Resources"]!.AsObject().Where(resource => resource.Key.StartsWith(role, StringComparison.Ordinal)))
        {
            foreach (var statement in resource!["Properties"]!["Policies"]!.AsArray().SelectMany(policy => policy!["PolicyDocument"]!["Statement"]!.AsArray()))
            {
                if (statement!["Action"] is JsonArray actions)
                {
                    revoked += actions.RemoveAll(granted => (string?)granted == action);
                }
            }
        }

        revoked.ShouldBe(1);
        File.WriteAllText(path, template.ToJsonString());
    }
}
