using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.Lambda;

/// <summary>A function as the template declares it.</summary>
internal sealed record LambdaFunction
{
    public required string Name { get; init; }

    public required string LogicalId { get; init; }

    public required string Arn { get; init; }

    public required string RoleName { get; init; }

    public required string CodeFolder { get; init; }

    public required string Handler { get; init; }

    public required int MemoryMegabytes { get; init; }

    public required TimeSpan Timeout { get; init; }

    public required int MaxProcesses { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>RecursiveLoop is Allow: it runs however often its own events start it.</summary>
    public required bool MayRecur { get; init; }

    public static LambdaFunction From(Resource resource, Stack stack, int maxProcesses)
    {
        var runtime = resource.Properties.Require("Runtime");
        var handler = resource.Properties.Require("Handler");
        if (!runtime.StartsWith("dotnet", StringComparison.Ordinal) || handler.Contains("::", StringComparison.Ordinal))
        {
            throw new LocalCloudException($"function {resource.LogicalId} has runtime {runtime} and handler {handler}; LocalCloud runs executable .NET assemblies");
        }

        var folder = stack.Assembly.AssetFolder(resource.Obj("Code").Require("S3Key"));
        if (!File.Exists(Path.Combine(folder, handler + ".dll")))
        {
            throw new LocalCloudException($"function {resource.LogicalId}: {handler}.dll is not in its asset {folder}");
        }

        var reserved = resource.Properties.Int("ReservedConcurrentExecutions");
        return new LambdaFunction
        {
            Name = resource.PhysicalId,
            LogicalId = resource.LogicalId,
            Arn = resource.Arn,
            RoleName = resource.Properties.Require("Role").Split('/')[^1],
            CodeFolder = folder,
            Handler = handler,
            MemoryMegabytes = resource.Properties.Int("MemorySize") ?? 128,
            Timeout = TimeSpan.FromSeconds(resource.Properties.Int("Timeout") ?? 3),
            MaxProcesses = Math.Clamp(reserved ?? maxProcesses, 1, maxProcesses),
            MayRecur = resource.Str("RecursiveLoop") == "Allow",
            Environment = (resource.Obj("Environment").Obj("Variables") ?? [])
                .ToDictionary(v => v.Key, v => v.Value?.ToString() ?? "", StringComparer.Ordinal),
        };
    }
}
