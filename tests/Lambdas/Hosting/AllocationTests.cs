using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Ooak.Benchmarks;

namespace Ooak.Lambdas.Tests.Hosting;

/// <summary>The budget of the hot path; benchmarks/results/warm-path.md has its time, too.</summary>
public sealed class AllocationTests
{
    private const int Requests = 200;
    private const int BudgetBytes = 12 * 1024;

    [Fact]
    public async Task A_request_of_1_KB_allocates_12_KB_at_most()
    {
        using var server = new BridgedApplication();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Replace(ServiceDescriptor.Singleton<IServer>(server));
        await using var app = builder.Build();
        app.MapPost("/echo", (HttpContext context) => context.Request.Body.CopyToAsync(context.Response.Body, context.RequestAborted));
        await app.StartAsync(TestContext.Current.CancellationToken);
        var body = $$"""{"text":"{{new string('x', 1013)}}"}""";
        var payload = System.Text.Encoding.UTF8.GetBytes(new HttpEvent("/api/echo", "POST")
        {
            Body = body,
            Headers = [("content-type", "application/json"), ("authorization", "Bearer " + new string('t', 900)), ("x-forwarded-for", "198.51.100.4, 203.0.113.7")],
            Claims = [("sub", "0197a000-0000-7000-8000-000000000001"), ("token_use", "access"), ("iat", "1769860800"), ("cognito:groups", "[employee]")],
        }.ToString());
        for (var request = 0; request < Requests; request++)
        {
            Invoke(server, payload);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var request = 0; request < Requests; request++)
        {
            Invoke(server, payload);
        }

        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Requests;

        each.ShouldBeLessThanOrEqualTo(BudgetBytes);
        new HttpAnswer(System.Text.Json.Nodes.JsonNode.Parse(Invoke(server, payload))!).Text.ShouldBe(body);
    }

    /// <summary>Nothing is waited for, so that all is allocated by this thread.</summary>
    private static MemoryStream Invoke(BridgedApplication server, byte[] payload)
    {
        var answer = server.InvokeAsync(payload);
        answer.IsCompletedSuccessfully.ShouldBeTrue();
        return answer.Result;
    }
}
