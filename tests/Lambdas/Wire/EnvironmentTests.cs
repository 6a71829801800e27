using Ooak.Lambdas.Tests.Runtime;

namespace Ooak.Lambdas.Tests.Wire;

/// <summary>The clients as a function makes them: endpoint, region and credentials come from the environment.</summary>
public sealed class EnvironmentTests
{
    [Fact]
    public async Task One_endpoint_serves_all_clients()
    {
        await using var recorder = await Recorder.StartAsync(Publish, Empty);

        await RunAsync(("AWS_ENDPOINT_URL", recorder.Url));

        recorder.Requests.Select(r => r.Path).ShouldBe(["/", "/%40connections/abc%3D", "/"]);
    }

    [Fact]
    public async Task A_services_own_endpoint_comes_first()
    {
        await using var recorder = await Recorder.StartAsync(Publish, Empty);

        await RunAsync(
            ("AWS_ENDPOINT_URL", "http://127.0.0.1:1"),
            ("AWS_ENDPOINT_URL_SNS", recorder.Url + "/sns"),
            ("AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI", recorder.Url + "/ws"),
            ("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", recorder.Url + "/cognito"));

        recorder.Requests.Select(r => r.Path).ShouldBe(["/sns/", "/ws/%40connections/abc%3D", "/cognito/"]);
    }

    [Fact]
    public async Task Requests_are_signed_with_the_functions_own_credentials()
    {
        await using var recorder = await Recorder.StartAsync(Publish, Empty);

        await RunAsync(("AWS_ENDPOINT_URL", recorder.Url));

        recorder.Requests.Select(r => r.Signature!).Select(s => $"{s.AccessKey} {s.Region} {s.Service}").ShouldBe(
            ["ASIAFUNCTION eu-north-1 sns", "ASIAFUNCTION eu-north-1 execute-api", "ASIAFUNCTION eu-north-1 cognito-idp"]);
        recorder.Requests.ShouldAllBe(r => r.Header("x-amz-security-token") == "function-token");
    }

    /// <summary>Lambda counts by it how often a function has started itself: AWS Lambda Developer Guide, "Use Lambda recursive loop
    /// detection to prevent infinite loops".</summary>
    [Fact]
    public async Task Requests_carry_the_trace_of_the_event_that_caused_them()
    {
        await using var recorder = await Recorder.StartAsync(Publish, Empty);

        await RunAsync(
            ("AWS_ENDPOINT_URL", recorder.Url),
            ("AWS_LAMBDA_FUNCTION_NAME", "publisher"),
            ("_X_AMZN_TRACE_ID", "Root=1-5759e988-bd862e3fe1be46a994272793;Lineage=a87bd80c:7"));

        recorder.Requests.ShouldAllBe(r => r.Header("x-amzn-trace-id") == "Root=1-5759e988-bd862e3fe1be46a994272793;Lineage=a87bd80c:7");
        recorder.Requests.ShouldAllBe(r => !r.Signature!.SignedHeaders.Contains("x-amzn-trace-id"));
    }

    private static Canned Publish => Operation.Named("Publish").Response;

    private static Canned Empty => Canned.Json(200, "{}");

    private static async Task RunAsync(params (string Name, string? Value)[] endpoints)
    {
        await using var function = await TestFunction.StartAsync("clients",
        [
            ("AWS_REGION", "eu-north-1"),
            ("AWS_ACCESS_KEY_ID", "ASIAFUNCTION"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
            ("AWS_SESSION_TOKEN", "function-token"),
            .. endpoints,
        ]);
        (await function.Process.ExitAsync()).ShouldBe(0, function.Process.Output);
    }
}
