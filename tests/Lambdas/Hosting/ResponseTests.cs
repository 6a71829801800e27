using System.Text;

namespace Ooak.Lambdas.Tests.Hosting;

/// <summary>What API Gateway gets of an ASP.NET Core response.</summary>
[Collection(HttpFunctionCollection.Name)]
public sealed class ResponseTests(HttpFunction function)
{
    [Fact]
    public async Task Cookies_leave_in_the_answers_own_list()
    {
        var answer = await function.SendAsync(new HttpEvent("/api/do/cookies"));

        answer.Cookies.ShouldBe(["a=1; expires=Sat, 01 Jan 2050 00:00:00 GMT; path=/; httponly", "b=2; path=/api/auth; secure"]);
        answer.Header("Set-Cookie").ShouldBeNull();
        answer.Header("X-List").ShouldBe("one,two");
        answer.Text.ShouldBe("set");
    }

    [Theory]
    [InlineData("/api/do/binary")]
    [InlineData("/api/do/compressed")]
    [InlineData("/api/do/not-utf8")]
    public async Task What_is_not_text_leaves_as_base64(string path)
    {
        var answer = await function.SendAsync(new HttpEvent(path));

        answer.IsBase64.ShouldBeTrue();
        byte[] expected = path switch
        {
            "/api/do/binary" => [.. Enumerable.Range(0, 256).Select(i => (byte)i)],
            "/api/do/compressed" => "looks like text"u8.ToArray(),
            _ => [0x66, 0xFF, 0xFE],
        };
        answer.Bytes.ShouldBe(expected);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/csv; charset=utf-8")]
    [InlineData("application/json")]
    [InlineData("application/problem+json")]
    [InlineData("Application/JSON;charset=utf-8")]
    [InlineData("image/svg+xml")]
    [InlineData("application/javascript")]
    public async Task Text_leaves_as_text_whatever_it_contains(string type)
    {
        var answer = await function.SendAsync(new HttpEvent("/api/do/text") { RawQueryString = "type=" + Uri.EscapeDataString(type) });

        answer.IsBase64.ShouldBeFalse();
        answer.Raw.ShouldBe("{\"quote\":\"\\\"\",\"path\":\"C:\\\\x\",\"über\":\"日本語 😀 \u2028\"}\t\r\n\u0001\u007f<&>+'");
    }

    [Fact]
    public async Task An_answer_without_a_body_carries_none()
    {
        var answer = await function.SendAsync(new HttpEvent("/api/do/nothing"));

        answer.Status.ShouldBe(204);
        answer.Json["body"].ShouldBeNull();
        answer.Json["cookies"].ShouldBeNull();
    }

    [Fact]
    public async Task Several_writes_and_flushes_are_one_body()
    {
        var answer = await function.SendAsync(new HttpEvent("/api/do/pieces"));

        Encoding.UTF8.GetString(answer.Bytes).ShouldBe(string.Concat(Enumerable.Range(0, 5).Select(i => $"piece {i};written;")));
    }

    [Fact]
    public async Task Five_megabytes_leave_whole_and_leave_nothing_behind()
    {
        (await function.SendAsync(new HttpEvent("/api/do/large"))).Raw.ShouldBe(new string('x', 5 * 1024 * 1024));
        (await function.SendAsync(new HttpEvent("/api/do/trace"))).Raw.ShouldBe("(none)");
    }

    [Fact]
    public async Task Callbacks_run_in_reverse_before_the_first_byte_and_after_the_last()
    {
        var answer = await function.SendAsync(new HttpEvent("/api/do/callbacks"));
        var happened = await function.SendAsync(new HttpEvent("/api/do/happened"));

        answer.Header("X-Starting").ShouldBe("first");
        answer.Text.ShouldBe("body");
        happened.Text.ShouldBe("starting-second starting-first started-False-True completed-second completed-first scope-disposed");
    }

    [Fact]
    public async Task Callbacks_run_for_an_answer_without_a_body()
    {
        var answer = await function.SendAsync(new HttpEvent("/api/do/callbacks-without-body"));

        answer.Header("X-Starting").ShouldBe("yes");
        answer.Status.ShouldBe(202);
    }

    [Theory]
    [InlineData("/api/do/throw")]
    [InlineData("/api/do/throw-late")]
    public async Task An_unhandled_exception_is_a_500_without_details_and_the_process_lives_on(string path)
    {
        var answer = await function.SendAsync(new HttpEvent(path));

        answer.Status.ShouldBe(500);
        answer.Text.ShouldBeEmpty();
        answer.Header("X-Half").ShouldBeNull();
        answer.Cookies.ShouldBeEmpty();
        var next = await function.SendAsync(new HttpEvent("/api/x"));
        next.Status.ShouldBe(200);
        next.Header("X-Half").ShouldBeNull();
    }

    [Fact]
    public async Task A_refused_request_keeps_its_status() =>
        (await function.SendAsync(new HttpEvent("/api/do/bad"))).Status.ShouldBe(413);

    [Fact]
    public async Task The_trace_of_the_invocation_is_in_the_environment()
    {
        const string Trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

        (await function.SendAsync(new HttpEvent("/api/do/trace").ToString(), traceId: Trace)).Text.ShouldBe(Trace);
        (await function.SendAsync(new HttpEvent("/api/do/trace"))).Text.ShouldBe("(none)");
    }

    [Fact]
    public async Task Nothing_of_one_invocation_reaches_the_next()
    {
        await function.SendAsync(new HttpEvent("/api/do/dirty", "POST")
        {
            RawQueryString = "dirt=1",
            Cookies = ["dirt=1"],
            Headers = [("x-dirt", "1"), ("content-type", "text/dirt")],
            Body = "dirt",
            Claims = [("sub", "dirt")],
            RequestId = "dirt",
        });

        var answer = await function.SendAsync("""{"rawPath":"/clean","requestContext":{"http":{"method":"GET"}}}""");

        answer.Status.ShouldBe(200);
        answer.Json.ToJsonString().ShouldNotContain("dirt\\\"", Case.Insensitive);
        answer.Header("X-Dirt").ShouldBeNull();
        answer.Header("X-Dirt-Starting").ShouldBeNull();
        answer.Cookies.ShouldBeEmpty();
        var echo = System.Text.Json.JsonSerializer.Deserialize<Echo>(answer.Text, System.Text.Json.JsonSerializerOptions.Web)!;
        echo.Path.ShouldBe("/clean");
        echo.PathBase.ShouldBeEmpty();
        echo.Method.ShouldBe("GET");
        echo.Query.ShouldBeEmpty();
        echo.Headers.ShouldBeEmpty();
        echo.Cookies.ShouldBeEmpty();
        echo.BodyBytes.ShouldBeEmpty();
        echo.CanHaveBody.ShouldBe(false);
        echo.Authenticated.ShouldBeFalse();
        echo.Claims.ShouldBeEmpty();
        echo.RemoteIp.ShouldBeNull();
        echo.TraceIdentifier.ShouldNotBe("dirt");
        echo.Items.ShouldBe(["LambdaContext"]);
        echo.Dirt.ShouldBeFalse();
    }
}
