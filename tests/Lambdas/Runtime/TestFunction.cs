namespace Ooak.Lambdas.Tests.Runtime;

/// <summary>A function process and the Runtime API that it serves.</summary>
internal sealed class TestFunction : IAsyncDisposable
{
    private TestFunction(RuntimeApi api, FunctionProcess process)
    {
        Api = api;
        Process = process;
    }

    public RuntimeApi Api { get; }
    public FunctionProcess Process { get; }

    public static Task<TestFunction> StartAsync(string kind, params (string Name, string? Value)[] environment) =>
        StartAssemblyAsync(Build.TestFunction, [("TEST_FUNCTION", kind), .. environment]);

    public static async Task<TestFunction> StartAssemblyAsync(string assembly, IEnumerable<(string Name, string? Value)> environment)
    {
        var api = await RuntimeApi.StartAsync();
        var variables = new Dictionary<string, string?>
        {
            ["AWS_LAMBDA_RUNTIME_API"] = api.Address,
            ["AWS_LAMBDA_FUNCTION_NAME"] = "test",
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "512",
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = "/aws/lambda/test",
            ["AWS_LAMBDA_LOG_STREAM_NAME"] = "2026/01/31/[$LATEST]0",
        };
        foreach (var (name, value) in environment)
        {
            variables[name] = value;
        }

        return new TestFunction(api, new FunctionProcess(assembly, variables));
    }

    public Task<Answer> InvokeAsync(string payload, TimeSpan? time = null, string? traceId = null, string? requestId = null) =>
        WithinAsync(Api.InvokeAsync(payload, time, traceId, requestId), "no answer");

    public Task<Answer> InitErrorAsync() => WithinAsync(Api.InitError, "no report to init/error");

    public async ValueTask DisposeAsync()
    {
        Process.Dispose();
        await Api.DisposeAsync();
    }

    private async Task<Answer> WithinAsync(Task<Answer> answer, string otherwise)
    {
        try
        {
            return await answer.WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{otherwise} within 30 s. The function's output:\n{Process.Output}", e);
        }
    }
}
