using System.Text;
using System.Text.Json.Nodes;

namespace Ooak.Lambdas.Tests.Hosting;

/// <summary>What ASP.NET Core sees of an HTTP API event.</summary>
[Collection(HttpFunctionCollection.Name)]
public sealed class RequestTests(HttpFunction function)
{
    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("PROPFIND")]
    public async Task Every_method_arrives(string method) =>
        (await function.EchoAsync(new HttpEvent("/api/x", method))).Method.ShouldBe(method);

    [Fact]
    public async Task HEAD_arrives() =>
        (await function.SendAsync(new HttpEvent("/api/do/nothing", "HEAD"))).Status.ShouldBe(204);

    [Theory]
    [InlineData("/api/calls/a%2Fb", "/calls/a%2Fb")]
    [InlineData("/api/calls/a%2fb", "/calls/a%2fb")]
    [InlineData("/api/contacts/+4670123", "/contacts/+4670123")]
    [InlineData("/api/a%20b", "/a b")]
    [InlineData("/api/a%2Bb", "/a+b")]
    [InlineData("/api/%C3%BCber/%E6%97%A5%E6%9C%AC", "/über/日本")]
    [InlineData("/api/100%", "/100%")]
    [InlineData("/api/%25zz", "/%zz")]
    [InlineData("/api/calls/%00", "/calls/%00")]
    [InlineData("/api/über", "/über")]
    [InlineData("/api//double", "//double")]
    [InlineData("/api/trailing/", "/trailing/")]
    public async Task A_path_is_decoded_once_and_keeps_its_segments(string rawPath, string path)
    {
        var echo = await function.EchoAsync(new HttpEvent(rawPath));

        echo.Path.ShouldBe(path);
        echo.RawTarget.ShouldBe(rawPath);
    }

    [Theory]
    [InlineData("api", "/api/x", "/api", "/x")]
    [InlineData("api", "/api", "/api", "/")]
    [InlineData("api", "/api/", "/api", "/")]
    [InlineData("api", "/apis/x", "", "/apis/x")]
    [InlineData("api", "/API/x", "", "/API/x")]
    [InlineData("api", "/x/api", "", "/x/api")]
    [InlineData("api", "/api/api/x", "/api", "/api/x")]
    [InlineData("$default", "/api/x", "", "/api/x")]
    [InlineData("$default", "/$default/x", "", "/$default/x")]
    public async Task A_stage_is_stripped_at_a_segment_boundary_only(string stage, string rawPath, string pathBase, string path)
    {
        var echo = await function.EchoAsync(new HttpEvent(rawPath) { Stage = stage });

        echo.PathBase.ShouldBe(pathBase);
        echo.Path.ShouldBe(path);
    }

    [Fact]
    public async Task Query_keys_repeat_and_values_are_decoded()
    {
        var echo = await function.EchoAsync(new HttpEvent("/api/x") { RawQueryString = "a=1&a=2&b=x%20y&c=x+y&d=%2B46&e=&f&g=1,2&%C3%BC=%26" });

        echo.Query["a"].ShouldBe(["1", "2"]);
        echo.Query["b"].ShouldBe(["x y"]);
        echo.Query["c"].ShouldBe(["x y"]);
        echo.Query["d"].ShouldBe(["+46"]);
        echo.Query["e"].ShouldBe([""]);
        echo.Query["f"].ShouldBe([""]);
        echo.Query["g"].ShouldBe(["1,2"]);
        echo.Query["ü"].ShouldBe(["&"]);
        echo.RawTarget.ShouldBe("/api/x?a=1&a=2&b=x%20y&c=x+y&d=%2B46&e=&f&g=1,2&%C3%BC=%26");
    }

    [Fact]
    public async Task Header_values_with_commas_stay_whole()
    {
        const string Agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
        var echo = await function.EchoAsync(new HttpEvent("/api/x")
        {
            Headers =
            [
                ("user-agent", Agent), ("if-modified-since", "Sat, 31 Jan 2026 12:00:00 GMT"), ("accept", "text/html,application/json;q=0.9"),
                ("x-own", "a,b"), ("x-empty", ""), ("x-unicode", "ü"),
            ],
        });

        echo.Headers["user-agent"].ShouldBe([Agent]);
        echo.Headers["if-modified-since"].ShouldBe(["Sat, 31 Jan 2026 12:00:00 GMT"]);
        echo.Headers["accept"].ShouldBe(["text/html,application/json;q=0.9"]);
        echo.Headers["x-own"].ShouldBe(["a,b"]);
        echo.Headers["x-unicode"].ShouldBe(["ü"]);
        echo.Headers["host"].ShouldBe(["abc.execute-api.eu-north-1.amazonaws.com"]);
    }

    [Fact]
    public async Task Cookies_come_from_the_events_own_list()
    {
        var echo = await function.EchoAsync(new HttpEvent("/api/x") { Cookies = ["refresh=a.b=c", "theme=dark", "x=1%202"] });

        echo.Cookies["refresh"].ShouldBe("a.b=c");
        echo.Cookies["theme"].ShouldBe("dark");
        echo.Cookies["x"].ShouldBe("1 2");
        echo.Cookies.Count.ShouldBe(3);
    }

    [Fact]
    public async Task One_cookie_is_a_cookie() =>
        (await function.EchoAsync(new HttpEvent("/api/x") { Cookies = ["only=1"] })).Cookies.ShouldBe([KeyValuePair.Create("only", "1")]);

    [Fact]
    public async Task A_binary_body_arrives_byte_for_byte()
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

        var echo = await function.EchoAsync(new HttpEvent("/api/x", "POST") { Bytes = bytes });

        echo.BodyBytes.ShouldBe(bytes);
        echo.CanHaveBody.ShouldBe(true);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("{\"quote\":\"\\\"\",\"line\":\"a\\nb\"}")]
    [InlineData("tab\t newline\r\n null\0 bell\u0007 del\u007f")]
    [InlineData("über 日本語 😀 \u2028 / \\ <>&+'")]
    public async Task A_text_body_arrives_unescaped(string text)
    {
        var echo = await function.EchoAsync(new HttpEvent("/api/x", "POST") { Body = text });

        Encoding.UTF8.GetString(echo.BodyBytes).ShouldBe(text);
        echo.CanHaveBody.ShouldBe(true);
    }

    [Fact]
    public async Task Solidus_and_surrogates_escaped_in_the_event_arrive_as_themselves()
    {
        var echo = await function.EchoAsync(
            """{"rawPath":"\/api\/x","requestContext":{"stage":"api","http":{"method":"POST"}},"body":"\ud83d\ude00\/\u00fc\\","isBase64Encoded":false}""");

        Encoding.UTF8.GetString(echo.BodyBytes).ShouldBe("😀/ü\\");
        echo.Path.ShouldBe("/x");
    }

    [Theory]
    [InlineData("""{"isBase64Encoded":true,"body":"AAH/","rawPath":"/x","requestContext":{"http":{"method":"POST"}}}""")]
    [InlineData("""{"rawPath":"/x","body":"AAH\/","requestContext":{"http":{"method":"POST"}},"isBase64Encoded":true}""")]
    public async Task A_body_may_stand_before_or_after_its_encoding(string json) =>
        (await function.EchoAsync(json)).BodyBytes.ShouldBe([0, 1, 255]);

    [Theory]
    [InlineData("""{"rawPath":"/x","requestContext":{"http":{"method":"POST"}},"isBase64Encoded":false}""")]
    [InlineData("""{"rawPath":"/x","requestContext":{"http":{"method":"POST"}},"body":null,"isBase64Encoded":false}""")]
    [InlineData("""{"rawPath":"/x","requestContext":{"http":{"method":"POST"}},"body":"","isBase64Encoded":false}""")]
    [InlineData("""{"rawPath":"/x","requestContext":{"http":{"method":"POST"}},"body":"","isBase64Encoded":true}""")]
    public async Task An_absent_or_empty_body_is_empty(string json)
    {
        var echo = await function.EchoAsync(json);

        echo.BodyBytes.ShouldBeEmpty();
        echo.CanHaveBody.ShouldBe(false);
    }

    [Fact]
    public async Task Nulls_in_an_event_are_absences()
    {
        var echo = await function.EchoAsync(
            """{"rawPath":"/x","rawQueryString":null,"cookies":null,"headers":null,"pathParameters":null,"requestContext":{"authorizer":null,"authentication":null,"http":{"method":"PUT"},"stage":"$default"}}""");

        echo.Method.ShouldBe("PUT");
        echo.Path.ShouldBe("/x");
        echo.Headers.ShouldBeEmpty();
        echo.Authenticated.ShouldBeFalse();
    }

    [Fact]
    public async Task A_null_context_does_not_swallow_what_follows() =>
        (await function.EchoAsync("""{"requestContext":null,"rawPath":"/after","rawQueryString":"a=1"}""")).RawTarget.ShouldBe("/after?a=1");

    [Fact]
    public async Task The_sample_event_of_AWS_arrives_whole()
    {
        var sample = JsonNode.Parse(Build.Event("http-api"))!;
        sample["body"] = Convert.ToBase64String("Hello from Lambda"u8);

        var echo = await function.EchoAsync(sample.ToJsonString());

        echo.Method.ShouldBe("POST");
        echo.Path.ShouldBe("/my/path");
        echo.Query["parameter1"].ShouldBe(["value1", "value2"]);
        echo.Headers["Header1"].ShouldBe(["value1"]);
        echo.Headers["Cookie"].ShouldBe(["cookie1; cookie2"]);
        echo.Claims.ShouldBe(["claim1=value1", "claim2=value2"]);
        echo.TraceIdentifier.ShouldBe("request-id");
        Encoding.UTF8.GetString(echo.BodyBytes).ShouldBe("Hello from Lambda");
    }

    [Fact]
    public async Task Claims_of_the_authorizer_are_the_user()
    {
        var echo = await function.EchoAsync(new HttpEvent("/api/x")
        {
            Claims = [("sub", "u1"), ("cognito:groups", "[manager employee]"), ("exp", "1769860800"), ("custom:verified", true), ("custom:count", 3)],
        });

        echo.Authenticated.ShouldBeTrue();
        echo.Claims.ShouldBe(["sub=u1", "cognito:groups=[manager employee]", "exp=1769860800", "custom:verified=true", "custom:count=3"]);
    }

    [Fact]
    public async Task Without_an_authorizer_nobody_is_signed_in()
    {
        var echo = await function.EchoAsync(new HttpEvent("/api/x"));

        echo.Authenticated.ShouldBeFalse();
        echo.Claims.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_context_names_the_caller_and_the_request()
    {
        var echo = await function.EchoAsync(new HttpEvent("/api/x") { RequestId = "KGxyz=" });

        echo.RemoteIp.ShouldBe("203.0.113.7");
        echo.TraceIdentifier.ShouldBe("KGxyz=");
        echo.Scheme.ShouldBe("https");
        echo.Protocol.ShouldBe("HTTP/1.1");
        echo.Items.ShouldContain("LambdaContext");
    }

    [Fact]
    public async Task Handlers_bind_JSON_and_forms()
    {
        var json = await function.SendAsync(new HttpEvent("/api/do/bind", "POST")
        {
            Headers = [("content-type", "application/json"), ("content-length", "23")],
            Body = """{"name":"Ü","count":2}""",
        });
        var form = await function.SendAsync(new HttpEvent("/api/do/form", "POST")
        {
            Headers = [("content-type", "application/x-www-form-urlencoded")],
            Bytes = Encoding.UTF8.GetBytes("field=a+b%26"),
        });

        json.Text.ShouldBe("""{"name":"Ü","count":2}""", StringCompareShould.IgnoreCase);
        form.Text.ShouldBe("a b&");
    }

    [Fact]
    public async Task What_is_no_event_fails_that_invocation_only()
    {
        var answer = await function.InvokeAsync("""["not an event"]""");

        answer.Failed.ShouldBeTrue();
        answer.ErrorType.ShouldBe("JsonException");
        (await function.EchoAsync(new HttpEvent("/api/x"))).Path.ShouldBe("/x");
    }
}
