using System.Net;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Tests;

public sealed class HttpApiTests(SharedCloud shared)
{
    private readonly Harness _cloud = shared.Harness;

    [Fact]
    public async Task The_event_has_payload_format_2()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_cloud.Api, "echo?a=1&a=2&b=x%20y"));
        request.Headers.Add("Cookie", "c=1; d=2");
        request.Headers.TryAddWithoutValidation("X-Two", ["one", "two"]);
        request.Headers.TryAddWithoutValidation("User-Agent", "test/1 (a, b)");
        using var response = await _cloud.Http.SendAsync(request);
        var echo = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        ((string)echo["version"]!).ShouldBe("2.0");
        ((string)echo["routeKey"]!).ShouldBe("GET /echo");
        ((string)echo["rawPath"]!).ShouldBe("/api/echo");
        ((string)echo["rawQueryString"]!).ShouldBe("a=1&a=2&b=x%20y");
        ((string)echo["queryStringParameters"]!["a"]!).ShouldBe("1,2");
        ((string)echo["queryStringParameters"]!["b"]!).ShouldBe("x y");
        echo["cookies"]!.AsArray().Select(c => (string)c!).ShouldBe(["c=1", "d=2"]);
        echo["headers"]!["cookie"].ShouldBeNull();
        ((string)echo["headers"]!["x-two"]!).ShouldBe("one, two");
        ((string)echo["headers"]!["x-forwarded-proto"]!).ShouldBe("https");
        ((string)echo["requestContext"]!["http"]!["userAgent"]!).ShouldBe("test/1 (a, b)");
        ((string)echo["requestContext"]!["stage"]!).ShouldBe("api");
        ((string)echo["requestContext"]!["time"]!).ShouldMatch(@"^\d\d/[A-Z][a-z][a-z]/\d{4}:\d\d:\d\d:\d\d \+0000$");
    }

    [Theory]
    [InlineData("items/special", "GET /items/special", null)]
    [InlineData("items/a%2Fb", "GET /items/{id}", "a/b")]
    [InlineData("files/x/y.txt", "GET /files/{path+}", "x/y.txt")]
    public async Task The_most_specific_route_wins(string path, string route, string? parameter)
    {
        var echo = JsonNode.Parse(await _cloud.Http.GetStringAsync(new Uri(_cloud.Api, path)))!;

        ((string)echo["requestContext"]!["routeKey"]!).ShouldBe(route);
        ((string?)echo["pathParameters"]?.AsObject().First().Value).ShouldBe(parameter);
    }

    [Fact]
    public async Task A_body_is_text_or_base64_by_its_type()
    {
        using var text = new StringContent("{\"é\":1}", System.Text.Encoding.UTF8, "application/json");
        using var binary = new ByteArrayContent([1, 2, 3]);
        binary.Headers.ContentType = new("application/octet-stream");

        var asText = JsonNode.Parse(await (await _cloud.Http.PostAsync(new Uri(_cloud.Api, "echo"), text)).Content.ReadAsStringAsync())!;
        var asBinary = JsonNode.Parse(await (await _cloud.Http.PostAsync(new Uri(_cloud.Api, "echo"), binary)).Content.ReadAsStringAsync())!;

        ((string)asText["body"]!, (bool)asText["isBase64Encoded"]!).ShouldBe(("{\"é\":1}", false));
        ((string)asBinary["body"]!, (bool)asBinary["isBase64Encoded"]!).ShouldBe(("AQID", true));
    }

    [Theory]
    [InlineData("nowhere", 404, "Not Found")]
    [InlineData("throw", 500, "Internal Server Error")]
    [InlineData("crash", 500, "Internal Server Error")]
    [InlineData("big", 500, "Internal Server Error")]
    [InlineData("slow", 500, "Internal Server Error")]
    [InlineData("broken", 500, "Internal Server Error")]
    [InlineData("forbidden", 500, "Internal Server Error")]
    public async Task What_fails_answers_as_API_Gateway_does(string path, int status, string message)
    {
        using var response = await _cloud.Http.GetAsync(new Uri(_cloud.Api, path));

        ((int)response.StatusCode).ShouldBe(status);
        (await response.Content.ReadAsStringAsync()).ShouldBe($$"""{"message":"{{message}}"}""");
    }

    [Fact]
    public async Task A_timeout_is_reported_as_Lambda_reports_it()
    {
        using var response = await _cloud.Http.GetAsync(new Uri(_cloud.Api, "slow"));

        var log = await _cloud.Console("/api/logs/Web");
        log.Select(l => (string)l!["text"]!).ShouldContain(l => l.Contains("Task timed out after 2.00 seconds"));
    }

    [Fact]
    public async Task A_body_beyond_the_limits_is_413()
    {
        using var seven = new ByteArrayContent(new byte[7 * 1024 * 1024]);
        using var eleven = new ByteArrayContent(new byte[11 * 1024 * 1024]);

        foreach (var body in new[] { seven, eleven })
        {
            using var response = await _cloud.Http.PostAsync(new Uri(_cloud.Api, "echo"), body);
            response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
            (await response.Content.ReadAsStringAsync()).ShouldBe("""{"message":"Request Entity Too Large"}""");
        }
    }

    [Fact]
    public async Task Cookies_leave_as_separate_headers_and_bare_JSON_is_200()
    {
        using var cookies = await _cloud.Http.GetAsync(new Uri(_cloud.Api, "cookies"));
        using var bare = await _cloud.Http.GetAsync(new Uri(_cloud.Api, "bare"));

        cookies.StatusCode.ShouldBe(HttpStatusCode.Created);
        cookies.Headers.GetValues("Set-Cookie").ShouldBe(["a=1; Path=/", "b=2; HttpOnly"]);
        (await bare.Content.ReadAsStringAsync()).ShouldBe("just text");
    }

    [Fact]
    public async Task Busy_processes_get_company_and_warm_ones_are_reused()
    {
        async Task<int> Pid() => (int)JsonNode.Parse(await _cloud.Http.GetStringAsync(new Uri(_cloud.Api, "pid")))!["pid"]!;

        var together = await Task.WhenAll(Pid(), Pid(), Pid());
        var later = await Pid();

        together.Distinct().Count().ShouldBeGreaterThan(1);
        (await _cloud.Console("/api/functions")).Single(f => (string)f!["logicalId"]! == "Web")!["processes"]!.GetValue<int>().ShouldBeInRange(2, 4);
        later.ShouldBeGreaterThan(0);
    }
}
