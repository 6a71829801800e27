using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Tests.Wire;

namespace Ooak.Lambdas.Tests.Runtime;

/// <summary>The product's own functions, from start to first answer.</summary>
public sealed class ProductStartTests
{
    [Fact]
    public async Task A_start_without_a_functions_name_is_reported()
    {
        await using var function = await TestFunction.StartAssemblyAsync(Build.ProductFunctions, []);

        var report = await function.InitErrorAsync();

        report.ErrorType.ShouldBe(nameof(InvalidOperationException));
        ((string?)report.Json["errorMessage"])!.ShouldContain("OOAK_FUNCTION is not set");
        (await function.Process.ExitAsync()).ShouldNotBe(0);
    }

    [Fact]
    public async Task A_start_as_an_unknown_function_is_reported()
    {
        await using var function = await TestFunction.StartAssemblyAsync(Build.ProductFunctions, [("OOAK_FUNCTION", "no-such-function")]);

        var report = await function.InitErrorAsync();

        ((string?)report.Json["errorMessage"])!.ShouldContain("no-such-function");
        (await function.Process.ExitAsync()).ShouldNotBe(0);
    }

    [Fact]
    public async Task The_health_function_answers()
    {
        await using var function = await TestFunction.StartAssemblyAsync(Build.ProductFunctions, [("OOAK_FUNCTION", Health.GetHealth.Spec.Name)]);

        var answer = new Hosting.HttpAnswer((await function.InvokeAsync(new Hosting.HttpEvent("/api/health").ToString())).Json);

        answer.Status.ShouldBe(200, answer.Text);
        answer.Header("Content-Type")!.ShouldStartWith("application/json");
    }

    [Fact]
    public async Task The_table_is_read_before_the_first_request()
    {
        await using var table = await Recorder.StartAsync(new Canned(200, "{}"));
        await using var function = await StartSyncAsync(table.Url);

        // Without a token: this request reads nothing.
        var answer = new Hosting.HttpAnswer((await function.InvokeAsync(new Hosting.HttpEvent("/api/sync", "POST").ToString())).Json);

        answer.Status.ShouldBe(401, answer.Text);
        table.Requests.Select(request => request.Headers["x-amz-target"]).ShouldBe(["DynamoDB_20120810.GetItem"]);
    }

    [Fact]
    public async Task A_table_that_cannot_be_reached_at_the_start_does_not_keep_a_function_from_starting()
    {
        await using var function = await StartSyncAsync("http://127.0.0.1:9");

        var answer = new Hosting.HttpAnswer((await function.InvokeAsync(new Hosting.HttpEvent("/api/sync", "POST").ToString())).Json);

        answer.Status.ShouldBe(401, answer.Text);
        function.Process.Output.ShouldContain("The table could not be read at the start");
    }

    private static Task<TestFunction> StartSyncAsync(string services) => TestFunction.StartAssemblyAsync(
        Build.ProductFunctions,
        [
            ("OOAK_FUNCTION", Sync.SyncCalls.Spec.Name),
            (FunctionSettings.TableName, "calls"),
            (FunctionSettings.TimeZone, "Europe/Berlin"),
            ("AWS_ENDPOINT_URL", services),
            ("AWS_REGION", "eu-central-1"),
            ("AWS_ACCESS_KEY_ID", "key"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
        ]);
}
