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
