using System.Globalization;
using Amazon.Lambda.RuntimeSupport;

namespace Ooak.Lambdas.Tests.Runtime;

/// <summary>The loop between the Runtime API and a handler.</summary>
public sealed class BootstrapTests
{
    [Fact]
    public async Task A_handlers_exception_is_that_invocations_error_and_the_loop_goes_on()
    {
        await using var function = await TestFunction.StartAsync("void");

        var failed = await function.InvokeAsync("""{"Text":"throw"}""");
        var next = await function.InvokeAsync("""{"Text":"go"}""");

        failed.Failed.ShouldBeTrue();
        failed.ErrorType.ShouldBe(nameof(FormatException));
        failed.ContentType.ShouldBe("application/vnd.aws.lambda.error+json");
        ((string?)failed.Json["errorType"]).ShouldBe(nameof(FormatException));
        ((string?)failed.Json["errorMessage"]).ShouldBe("not this one");
        failed.Json["stackTrace"]!.AsArray().Select(line => (string)line!).ShouldContain(line => line.Contains("OnVoid"));
        ((string?)failed.Json["cause"]!["errorMessage"]).ShouldBe("the cause");
        next.Failed.ShouldBeFalse(next.Body);
        function.Process.Output.ShouldContain("not this one");
    }

    [Fact]
    public async Task An_event_of_another_shape_is_that_invocations_error()
    {
        await using var function = await TestFunction.StartAsync("stream");

        var failed = await function.InvokeAsync("""{"Records":"none"}""");
        var next = await function.InvokeAsync("""{"Records":[]}""");

        failed.ErrorType.ShouldBe("JsonSerializerException");
        next.Failed.ShouldBeFalse(next.Body);
    }

    [Fact]
    public async Task The_context_carries_what_the_headers_and_the_environment_say()
    {
        await using var function = await TestFunction.StartAsync("context");

        var answer = await function.InvokeAsync("""{"Text":""}""", TimeSpan.FromSeconds(9), traceId: "Root=1-a;Sampled=1", requestId: "id-1");

        ((string?)answer.Json["Text"]).ShouldBe(
            $"id-1|{RuntimeApi.FunctionArn}|Root=1-a;Sampled=1|Root=1-a;Sampled=1|test|$LATEST|512|/aws/lambda/test|2026/01/31/[$LATEST]0|True");
    }

    [Fact]
    public async Task A_trace_ends_with_its_invocation_even_when_that_fails()
    {
        await using var function = await TestFunction.StartAsync("context");
        (await function.InvokeAsync("""{"Text":"throw"}""", traceId: "Root=1-b")).Failed.ShouldBeTrue();

        var answer = await function.InvokeAsync("""{"Text":""}""", TimeSpan.FromSeconds(9), requestId: "id-2");

        ((string?)answer.Json["Text"])!.ShouldStartWith($"id-2|{RuntimeApi.FunctionArn}|||test|");
    }

    [Fact]
    public async Task A_handlers_own_stream_stays_open_and_its_answers_stay_apart()
    {
        await using var function = await TestFunction.StartAsync("reused");

        foreach (var payload in (string[])["\"a long first event\"", "\"short\"", "3"])
        {
            (await function.InvokeAsync(payload)).Body.ShouldBe($$"""{"text":{{payload}}}""");
        }
    }

    [Fact]
    public async Task A_failed_initializer_is_reported_and_ends_the_process()
    {
        await using var function = await TestFunction.StartAsync("init-throws");

        var report = await function.InitErrorAsync();

        report.ErrorType.ShouldBe(nameof(InvalidOperationException));
        ((string?)report.Json["errorType"]).ShouldBe(nameof(InvalidOperationException));
        ((string?)report.Json["errorMessage"]).ShouldBe("no table");
        ((string?)report.Json["cause"]!["errorType"]).ShouldBe(nameof(TimeoutException));
        (await function.Process.ExitAsync()).ShouldNotBe(0);
    }

    [Fact]
    public async Task An_initializer_that_declines_ends_the_process()
    {
        await using var function = await TestFunction.StartAsync("init-false");

        (await function.Process.ExitAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("void")]
    public async Task A_function_without_its_Runtime_API_ends(string kind)
    {
        await using var function = await TestFunction.StartAsync(kind);
        (await function.InvokeAsync(kind == "http" ? """{"rawPath":"/x"}""" : """{"Text":""}""")).Failed.ShouldBeFalse();

        await function.Api.DisposeAsync();

        await function.Process.ExitAsync();
    }

    [Theory]
    [InlineData("http")]
    [InlineData("void")]
    public async Task A_function_that_was_never_given_a_Runtime_API_says_so_and_ends(string kind)
    {
        await using var function = await TestFunction.StartAsync(kind, ("AWS_LAMBDA_RUNTIME_API", null));

        await function.Process.ExitAsync();

        function.Process.Output.ShouldContain("AWS_LAMBDA_RUNTIME_API is not set");
    }

    [Fact]
    public void A_refusal_of_the_Runtime_API_carries_what_it_said()
    {
        var refusal = new RuntimeApiClientException("refused", 413, "too large");

        refusal.ToString().ShouldContain(string.Create(CultureInfo.InvariantCulture, $"HTTP {413}: too large"));
    }
}
