using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Template;

/// <summary>What <c>cdk synth</c> wrote: one stack's template, and its assets by their key in the bootstrap bucket.</summary>
/// <remarks>Format: the cloud assembly schema of aws-cdk (manifest.json, *.template.json, *.assets.json).</remarks>
internal sealed class CloudAssembly
{
    private readonly Dictionary<string, string> _assetPaths;

    private CloudAssembly(string stackName, JsonObject template, Dictionary<string, string> assetPaths)
    {
        StackName = stackName;
        Template = template;
        _assetPaths = assetPaths;
    }

    public string StackName { get; }

    public JsonObject Template { get; }

    public static CloudAssembly Load(string folder)
    {
        var manifestPath = Path.Combine(folder, "manifest.json");
        if (!File.Exists(manifestPath))
        {
            throw new LocalCloudException($"{folder} is no cloud assembly (manifest.json is missing); run cdk synth first");
        }

        var artifacts = Read(manifestPath).Obj("artifacts") ?? [];
        var stacks = artifacts.Where(a => a.Value.Str("type") == "aws:cloudformation:stack").ToList();
        if (stacks.Count != 1)
        {
            throw new LocalCloudException($"{manifestPath} holds {stacks.Count} stacks; LocalCloud runs exactly one");
        }

        var (id, stack) = stacks[0];
        var properties = stack.Obj("properties");
        var template = Read(Path.Combine(folder, properties.Require("templateFile")));
        var assets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in artifacts.Where(a => a.Value.Str("type") == "cdk:asset-manifest").Select(a => a.Value.Obj("properties").Require("file")))
        {
            foreach (var (_, asset) in Read(Path.Combine(folder, file)).Obj("files") ?? [])
            {
                foreach (var (_, destination) in asset.Obj("destinations") ?? [])
                {
                    assets[destination.Require("objectKey")] = Path.GetFullPath(Path.Combine(folder, asset.Obj("source").Require("path")));
                }
            }
        }

        return new CloudAssembly(properties.Str("stackName") ?? id, template, assets);
    }

    /// <summary>The asset as a folder; a zipped one is unpacked beside the temporary files.</summary>
    public string AssetFolder(string objectKey)
    {
        if (!_assetPaths.TryGetValue(objectKey, out var path))
        {
            throw new LocalCloudException($"the assembly has no asset {objectKey}; run cdk synth again");
        }

        if (Directory.Exists(path))
        {
            return path;
        }

        if (!File.Exists(path))
        {
            throw new LocalCloudException($"asset {path} is missing; run cdk synth again");
        }

        var folder = Path.Combine(Path.GetTempPath(), "localcloud-assets", Path.GetFileNameWithoutExtension(path));
        if (!Directory.Exists(folder))
        {
            var unpacking = folder + "." + Guid.NewGuid().ToString("N");
            ZipFile.ExtractToDirectory(path, unpacking);
            Directory.Move(unpacking, folder);
        }

        return folder;
    }

    private static JsonObject Read(string path)
    {
        try
        {
            return Json.ParseObject(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new LocalCloudException($"cannot read {path}: {e.Message}", e);
        }
    }
}
