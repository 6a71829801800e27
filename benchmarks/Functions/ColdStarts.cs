using Ooak.LocalCloud.Lambda;

namespace Ooak.Benchmarks;

/// <summary>Process start to first answer, of the product and of what it is compared with, in rounds.</summary>
internal static class ColdStarts
{
    private const double EmptyOverBare = 1.9;
    private const double HeaviestOverEmpty = 1.35;
    private const double CompiledOverJit = 0.85;

    public static async Task RunAsync(int rounds)
    {
        Stage.LeaveCore(FunctionStart.Core);
        await using var stage = await Stage.StartAsync();
        var variants = Variants(stage);
        var samples = variants.ToDictionary(variant => variant.Name, _ => (Asked: new Samples(), Answered: new Samples(), Peak: new Samples()), StringComparer.Ordinal);
        for (var round = -1; round < rounds; round++)
        {
            // Each round another order, so that none always follows the same other.
            foreach (var variant in variants.Skip(round % variants.Count).Concat(variants.Take(round % variants.Count)))
            {
                var start = await FunctionStart.MeasureAsync(stage, variant.Function, variant.Event());
                if (start.Status != variant.Status)
                {
                    throw new InvalidOperationException($"{variant.Name} answered {start.Answer?.ToJsonString() ?? "with an error"}");
                }

                // The first round reads files from the disk.
                if (round >= 0)
                {
                    var (asked, answered, peak) = samples[variant.Name];
                    asked.Add(start.Asked);
                    answered.Add(start.Answered);
                    peak.Add(start.PeakMegabytes);
                }
            }
        }

        double Of(string name) => samples[name].Answered.Median;
        new Report("Cold start")
            .Line($"Process start to first answer on one core, served by the harness on the other; milliseconds, {rounds} starts each in rounds of changing order.")
            .Table(
                ["variant", "median", "10 %", "90 %", "until it asks", "from event to answer", "peak MB"],
                variants.Select(variant => samples[variant.Name] is var (asked, answered, peak)
                    ? new[] { variant.Name, Format.Of(answered.Median), Format.Of(answered.At(0.1)), Format.Of(answered.At(0.9)), Format.Of(asked.Median), Format.Of(answered.Median - asked.Median), Format.Of(peak.Median, 0) }
                    : []))
            .Table(
                ["ratio of medians", "goal", "measured"],
                [
                    ["empty ASP.NET Core ÷ bare loop", "≤ 1.9", Format.Judge(Of(Names.Empty) / Of(Names.Bare), EmptyOverBare)],
                    ["heaviest function with its first DynamoDB call ÷ empty ASP.NET Core", "≤ 1.35", Format.Judge(Of(Names.Refused) / Of(Names.Empty), HeaviestOverEmpty)],
                    ["heaviest function with a whole sync ÷ empty ASP.NET Core", "", Format.Of(Of(Names.Sync) / Of(Names.Empty), 2)],
                    ["empty ASP.NET Core ÷ its JIT build", "≤ 0.85", Format.Judge(Of(Names.Empty) / Of(Names.EmptyJit), CompiledOverJit)],
                    ["heaviest function ÷ its JIT build", "", Format.Of(Of(Names.Refused) / Of(Names.RefusedJit), 2)],
                ])
            .Write("cold-start");
    }

    /// <summary>Each function of the catalogue, once or a few times.</summary>
    public static async Task RunCatalogueAsync(int rounds)
    {
        Stage.LeaveCore(FunctionStart.Core);
        await using var stage = await Stage.StartAsync();
        var rows = new List<(double Median, string[] Cells)>();
        foreach (var function in stage.Functions)
        {
            var (samples, name) = (new Samples(), function.Environment["OOAK_FUNCTION"]);
            var (asked, peak, status) = (new Samples(), 0.0, 0);
            for (var round = 0; round < rounds; round++)
            {
                var start = await FunctionStart.MeasureAsync(stage, function, FirstEvents.Of(name));
                samples.Add(start.Answered);
                asked.Add(start.Asked);
                (peak, status) = (Math.Max(peak, start.PeakMegabytes), start.Status);
            }

            rows.Add((samples.Median, [name, status == 0 ? "" : status.ToString(CultureInfo.InvariantCulture), Format.Of(samples.Median), Format.Of(asked.Median), Format.Of(peak, 0)]));
        }

        new Report("Cold start of each function")
            .Line($"Process start to first answer on one core, milliseconds, median of {rounds}. The event is the least that the function takes: a request that it refuses")
            .Line("after it has read the caller's profile, a batch of nothing. Peak memory is the process's, after that one answer.")
            .Table(["function", "status", "median", "until it asks", "peak MB"], rows.OrderByDescending(row => row.Median).Select(row => row.Cells))
            .Write("cold-start-catalogue");
    }

    /// <summary>One function from several builds, for somebody who tries something.</summary>
    /// <param name="name">Of the catalogue; <c>empty</c>; or <c>sync</c>, a whole one.</param>
    /// <param name="folders">Published builds; behind a comma variables of the environment, <c>NAME=VALUE</c>.</param>
    public static async Task CompareAsync(string name, string[] folders)
    {
        const int Rounds = 10;
        Stage.LeaveCore(FunctionStart.Core);
        await using var stage = await Stage.StartAsync();
        var model = name switch
        {
            "empty" => Build(stage.Function("GetHealth"), "empty", "Ooak.Benchmarks.EmptyFunction"),
            "sync" => stage.Function("SyncCalls"),
            _ => stage.Function(name),
        };
        byte[] First() => name switch
        {
            "empty" => Events.Http("GET", "/health", caller: null),
            "SyncCalls" => Sync.Request(Organisation.Employee, account: Organisation.Manager, []),
            "sync" => Sync.Request(Organisation.Employee, Organisation.Employee, Sync.Creates(1)),
            _ => FirstEvents.Of(name),
        };
        var samples = folders.ToDictionary(folder => folder, _ => (Asked: new Samples(), Answered: new Samples()), StringComparer.Ordinal);
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var folder in folders)
            {
                var (path, variables) = folder.Split(',') is [var first, .. var rest] ? (first, rest.Select(variable => variable.Split('=', 2))) : (folder, []);
                var start = await FunctionStart.MeasureAsync(
                    stage, model with { CodeFolder = Path.GetFullPath(path) }, First(), [.. variables.Select(variable => (variable[0], variable[1]))]);
                if (round >= 0)
                {
                    samples[folder].Asked.Add(start.Asked);
                    samples[folder].Answered.Add(start.Answered);
                }
            }
        }

        foreach (var (folder, (asked, answered)) in samples)
        {
            Console.WriteLine($"{folder,-40} asked {Format.Of(asked.Median),7} ms, answered {Format.Of(answered.Median),7} ms");
        }
    }

    private static List<Variant> Variants(Stage stage)
    {
        var sync = stage.Function("SyncCalls");
        var jit = sync with { CodeFolder = Path.Combine(Repository.Builds, "lambda-jit") };
        byte[] Health() => Events.Http("GET", "/health", caller: null);
        return
        [
            new(Names.Bare, Build(sync, "bare", "Ooak.Benchmarks.BareFunction"), Health, 200),
            new(Names.Empty, Build(sync, "empty", "Ooak.Benchmarks.EmptyFunction"), Health, 200),
            new(Names.EmptyJit, Build(sync, "empty-jit", "Ooak.Benchmarks.EmptyFunction"), Health, 200),
            new(Names.Refused, sync, () => Sync.Request(Organisation.Employee, account: Organisation.Manager, []), 403),
            new(Names.RefusedJit, jit, () => Sync.Request(Organisation.Employee, account: Organisation.Manager, []), 403),
            new(Names.Sync, sync, () => Sync.Request(Organisation.Employee, Organisation.Employee, Sync.Creates(1)), 200),
        ];
    }

    // The same variables as the product's, of which it reads none.
    private static LambdaFunction Build(LambdaFunction model, string folder, string assembly) =>
        model with { CodeFolder = Path.Combine(Repository.Builds, folder), Handler = assembly };

    private sealed record Variant(string Name, LambdaFunction Function, Func<byte[]> Event, int Status);

    private static class Names
    {
        public const string Bare = "bare loop";
        public const string Empty = "empty ASP.NET Core";
        public const string EmptyJit = "empty ASP.NET Core, JIT only";
        public const string Refused = "POST /sync, another account's: the profile is read";
        public const string RefusedJit = "POST /sync, another account's, JIT only";
        public const string Sync = "POST /sync with one call";
    }
}
