using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Ooak.Benchmarks;

/// <summary>What a request costs besides its handler: event in, answer out, nothing waited for.</summary>
[MemoryDiagnoser]
public class Bridge
{
    private const double GoalMicroseconds = 15;
    private const double GoalKilobytes = 12;

    private readonly byte[] _payload = Events.Http("POST", "/echo", Organisation.Employee, Body);
    private WebApplication? _app;
    private Func<byte[], Task<MemoryStream>>? _invoke;
    private Func<IFeatureCollection, Task>? _process;

    /// <summary>1 KB of JSON.</summary>
    private static string Body { get; } = $$"""{"text":"{{new string('x', 1013)}}"}""";

    private static byte[] BodyBytes { get; } = Encoding.UTF8.GetBytes(Body);

    internal static void Run()
    {
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
            .AddLogger(ConsoleLogger.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .WithArtifactsPath(Path.Combine(Repository.Builds, "bridge"));
        var summary = BenchmarkRunner.Run<Bridge>(config);
        (double Microseconds, double Kilobytes) Of(string method)
        {
            var report = summary.Reports.Single(each => each.BenchmarkCase.Descriptor.WorkloadMethod.Name == method);
            return (report.ResultStatistics!.Median / 1000, report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase)!.Value / 1024.0);
        }

        var (whole, application) = (Of(nameof(EventToAnswer)), Of(nameof(ApplicationAlone)));
        new Report("Warm path")
            .Line("A request with 1 KB of JSON to a minimal API that echoes it, as an HTTP API event of API Gateway (payload 2.0) with the headers that CloudFront")
            .Line("adds, an access token and its claims: from the event's bytes to the answer's, in one process, nothing waited for. BenchmarkDotNet, medians.")
            .Table(
                ["", "µs", "KB allocated"],
                [
                    ["event → bridge → ASP.NET Core → answer", Format.Of(whole.Microseconds, 2), Format.Of(whole.Kilobytes, 2)],
                    ["the same application alone, on ready features", Format.Of(application.Microseconds, 2), Format.Of(application.Kilobytes, 2)],
                    ["the bridge: the difference", Format.Of(whole.Microseconds - application.Microseconds, 2), Format.Of(whole.Kilobytes - application.Kilobytes, 2)],
                ])
            .Table(
                ["whole request", "goal", "measured"],
                [
                    ["time, µs", "≤ 15", Format.Judge(whole.Microseconds, GoalMicroseconds)],
                    ["allocated, KB", "≤ 12", Format.Judge(whole.Kilobytes, GoalKilobytes)],
                ])
            .Write("warm-path");
    }

    [GlobalSetup]
    public async Task StartAsync()
    {
        var server = new BridgedApplication();
        (_invoke, _process) = (server.InvokeAsync, server.ProcessAsync);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Replace(ServiceDescriptor.Singleton<IServer>(server));
        _app = builder.Build();
        _app.MapPost("/echo", EchoAsync);
        await _app.StartAsync();
    }

    [GlobalCleanup]
    public async Task StopAsync() => await _app!.DisposeAsync();

    [Benchmark]
    public Task<MemoryStream> EventToAnswer() => _invoke!(_payload);

    [Benchmark]
    public Task ApplicationAlone()
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "POST";
        context.Request.Path = "/echo";
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(BodyBytes, writable: false);
        context.Response.Body = Stream.Null;
        return _process!(context.Features);
    }

    private static async Task EchoAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        await context.Request.Body.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
