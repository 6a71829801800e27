using Microsoft.Diagnostics.Tracing;

namespace Ooak.Benchmarks;

/// <summary>What a function's start compiles at run time although it was compiled before, and which assemblies it loads.</summary>
internal static class StartTrace
{
    // Microsoft-Windows-DotNETRuntime: Loader 0x8, JIT 0x10.
    private const string Providers = "Microsoft-Windows-DotNETRuntime:0x18:5";

    /// <param name="name">Of the catalogue; or <c>empty</c>, <c>bare</c>.</param>
    /// <param name="build">A published build; null: the stack's.</param>
    public static async Task RunAsync(string name, string? build)
    {
        await using var stage = await Stage.StartAsync();
        var file = Path.Combine(Directory.CreateDirectory(Repository.Builds).FullName, "start.nettrace");
        var function = name switch
        {
            "empty" => stage.Function("GetHealth") with { CodeFolder = Path.Combine(Repository.Builds, "empty"), Handler = "Ooak.Benchmarks.EmptyFunction" },
            "bare" => stage.Function("GetHealth") with { CodeFolder = Path.Combine(Repository.Builds, "bare"), Handler = "Ooak.Benchmarks.BareFunction" },
            _ => stage.Function(name),
        };
        function = build is null ? function : function with { CodeFolder = Path.GetFullPath(build) };
        var payload = name switch
        {
            "empty" or "bare" => Events.Http("GET", "/health", caller: null),
            "SyncCalls" => Sync.Request(Organisation.Employee, Organisation.Employee, Sync.Creates(1)),
            _ => FirstEvents.Of(name),
        };

        await using (var start = await FunctionStart.BeginAsync(
            stage, function, ("DOTNET_EnableEventPipe", "1"), ("DOTNET_EventPipeConfig", Providers), ("DOTNET_EventPipeOutputPath", file), ("DOTNET_EventPipeOutputStreaming", "1")))
        {
            Console.WriteLine($"answered {(await start.FirstAsync(payload)).Status}");
            await start.EndAsync();
        }

        Print(file);
    }

    private static void Print(string file)
    {
        var compiling = new Dictionary<long, double>();
        var compiled = new List<(double At, double Took, string Method)>();
        using var source = new EventPipeEventSource(file);
        source.Clr.MethodJittingStarted += started => compiling[started.MethodID] = started.TimeStampRelativeMSec;
        source.Clr.MethodLoadVerbose += loaded =>
        {
            if (compiling.Remove(loaded.MethodID, out var at))
            {
                compiled.Add((at, loaded.TimeStampRelativeMSec - at, $"{loaded.MethodNamespace}.{loaded.MethodName} {loaded.MethodSignature}"));
            }
        };
        source.Clr.LoaderModuleLoad += module => Console.WriteLine($"{module.TimeStampRelativeMSec,8:F1} ms loaded {module.ModuleILPath}");
        try
        {
            source.Process();
        }
        catch (FormatException)
        {
            Console.WriteLine("The trace's end is missing.");
        }

        foreach (var (at, took, method) in compiled.OrderBy(each => each.At))
        {
            Console.WriteLine($"{at,8:F1} ms {took,6:F2} {method}");
        }

        Console.WriteLine($"{compiled.Count} methods compiled in {compiled.Sum(each => each.Took):F1} ms");
    }
}
