using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Template;

/// <summary>The stack as CloudFormation would have made it: every resource with physical id, ARN and resolved properties.</summary>
internal sealed class Stack
{
    private readonly Dictionary<string, Resource> _byLogicalId = new(StringComparer.Ordinal);

    public Stack(CloudAssembly assembly, string account, string region)
    {
        Assembly = assembly;
        Account = account;
        Region = region;
        var raw = assembly.Template.Obj("Resources") ?? throw new LocalCloudException("the template has no Resources");
        Names = new PhysicalNames(assembly.StackName, account, region, raw);
        var resolver = new Resolver(this, assembly.Template);
        Names.Resolver = resolver;
        foreach (var (id, node) in raw)
        {
            var resource = (JsonObject)node!;
            if (resource.Str("Condition") is { } condition && !resolver.Condition(condition))
            {
                continue;
            }

            var type = resource.Require("Type");
            var properties = resolver.Resolve(resource["Properties"]) as JsonObject ?? [];
            SupportedResources.Check(id, type, properties);
            _byLogicalId[id] = new Resource(id, type, Names.Ref(id), Names.Arn(id), properties);
        }

        Outputs = (assembly.Template.Obj("Outputs") ?? [])
            .Where(o => o.Value.Str("Condition") is not { } c || resolver.Condition(c))
            .ToDictionary(o => o.Key, o => resolver.Resolve(o.Value!["Value"])?.ToString() ?? "", StringComparer.Ordinal);
    }

    public CloudAssembly Assembly { get; }

    public string Account { get; }

    public string Region { get; }

    public PhysicalNames Names { get; }

    public IReadOnlyDictionary<string, string> Outputs { get; }

    public IEnumerable<Resource> Resources => _byLogicalId.Values;

    public IEnumerable<Resource> OfType(string type) => _byLogicalId.Values.Where(r => r.Type == type);

    public Resource ByArn(string arn) =>
        _byLogicalId.Values.FirstOrDefault(r => r.Arn == arn) ?? throw new LocalCloudException($"no resource of the template has the ARN {arn}");

    public Resource? Find(string type, string physicalId) => OfType(type).FirstOrDefault(r => r.PhysicalId == physicalId);
}
