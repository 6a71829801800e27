namespace Ooak.Benchmarks;

/// <summary>The artefact's size, and the most memory that functions take of their 256 MB.</summary>
internal static class Package
{
    private const double GoalMegabytes = 9;

    /// <summary>Of the function's size: what it may take at its peak.</summary>
    private const double GoalShare = 0.8;

    public static async Task RunAsync()
    {
        await using var stage = await Stage.StartAsync();
        var today = DateTime.UtcNow;
        byte[] Get(string path, string query = "") => Events.Http("GET", path, Organisation.Manager, query: query);
        (string Function, string Load, Func<byte[]> Event)[] loads =
        [
            ("SyncCalls", "40 batches of 100 calls, each pulling from the start", () => Sync.Request(Organisation.Employee, Organisation.Employee, Sync.Creates(100))),
            ("ListCalls", "40 pages of 200 calls, searched", () => Get("/calls", "limit=200&q=a")),
            ("GetDashboard", "40 times 366 days", () => Get("/dashboard", $"from={today.AddDays(-365):yyyy-MM-dd}&to={today:yyyy-MM-dd}")),
            ("ExportCalls", "40 files of all calls", () => Get("/reports/calls.csv", $"from={today.AddDays(-60):yyyy-MM-dd}&to={today:yyyy-MM-dd}")),
            ("GetDigest", "40 digests", () => Get("/sync/digest")),
            ("CreateCall", "40 calls", () => Events.Http("POST", "/calls", Organisation.Employee, Sync.Call().ToJsonString())),
        ];
        var rows = new List<string[]>();
        foreach (var (name, load, payload) in loads)
        {
            var function = stage.Function(name);
            await using var start = await FunctionStart.BeginAsync(stage, function);
            var (largest, status) = (0, 0);
            for (var time = 0; time < 40; time++)
            {
                var answer = await start.InvokeAsync(payload()) ?? throw new InvalidOperationException($"{name} failed");
                if ((int)answer["statusCode"]! is not (200 or 201))
                {
                    throw new InvalidOperationException($"{name} answered {answer.ToJsonString()}");
                }

                (largest, status) = (Math.Max(largest, answer["body"]?.ToJsonString().Length ?? 0), (int)answer["statusCode"]!);
            }

            rows.Add(
            [
                name, load, status.ToString(CultureInfo.InvariantCulture), Format.Of(largest / 1024.0, 0), Format.Of(start.PeakMegabytes, 0),
                Format.Judge(start.PeakMegabytes / function.MemoryMegabytes, GoalShare),
            ]);
        }

        var files = Directory.GetFiles(Repository.Artefact).Select(path => new FileInfo(path)).OrderByDescending(file => file.Length).ToList();
        var megabytes = files.Sum(file => file.Length) / 1e6;
        new Report("Package and memory")
            .Line($"One artefact for all functions, unzipped: {Format.Of(megabytes, 2)} MB (goal ≤ 9{(megabytes > GoalMegabytes ? ", **missed**" : "")}).")
            .Table(["file", "MB"], files.Take(8).Select(file => new[] { file.Name, Format.Of(file.Length / 1e6, 2) }).Append([$"{Math.Max(files.Count - 8, 0)} more", Format.Of(files.Skip(8).Sum(file => file.Length) / 1e6, 2)]))
            .Line("Peak memory of a process (VmHWM) under what weighs most in each, its heap bounded as LocalCloud bounds it; a peak up to 80 % of the function's size")
            .Line("leaves a margin. Every other function's, after its first answer, is in [cold-start-catalogue.md](cold-start-catalogue.md).")
            .Table(["function", "load", "status", "largest answer, KB", "peak MB", "of its size (≤ 0.8)"], rows)
            .Write("package");
    }
}
