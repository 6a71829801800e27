using System.Net;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Tests;

public sealed class CloudFrontTests(SharedCloud shared)
{
    private readonly Harness _cloud = shared.Harness;

    [Fact]
    public async Task Files_come_with_the_policies_headers_and_the_function_has_rewritten_the_path()
    {
        using var response = await _cloud.Http.GetAsync(new Uri(_cloud.Cloud.Site, "/dashboard/"));

        (await response.Content.ReadAsStringAsync()).ShouldContain("<title>dashboard</title>");
        Header(response, "x-content-type-options").ShouldBe("nosniff");
        Header(response, "content-security-policy").ShouldBe($"default-src 'self'; connect-src 'self' {_cloud.Cloud.Services.ToString().TrimEnd('/')}");
        Header(response, "permissions-policy").ShouldBe("geolocation=()");
        Header(response, "cache-control").ShouldBe("no-cache");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
    }

    [Fact]
    public async Task A_known_ETag_is_304_and_a_missing_file_403()
    {
        using var first = await _cloud.Http.GetAsync(new Uri(_cloud.Cloud.Site, "/app.js"));
        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri(_cloud.Cloud.Site, "/app.js"));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        (await _cloud.Http.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        var missing = await _cloud.Http.GetAsync(new Uri(_cloud.Cloud.Site, "/nothing.js"));
        missing.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await missing.Content.ReadAsStringAsync()).ShouldContain("<Code>AccessDenied</Code>");
    }

    [Fact]
    public async Task Text_is_compressed_for_who_accepts_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_cloud.Cloud.Site, "/app.js"));
        request.Headers.Add("Accept-Encoding", "gzip, br");
        using var response = await _cloud.Http.SendAsync(request);

        response.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        response.Headers.ETag!.IsWeak.ShouldBeTrue();
    }

    [Fact]
    public async Task The_function_can_answer_by_itself()
    {
        using var response = await _cloud.Http.GetAsync(new Uri(_cloud.Cloud.Site, "/gone?x=7"));

        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        Header(response, "location").ShouldBe("/?from=7");
    }

    [Fact]
    public async Task The_API_sees_the_edge_and_who_was_behind_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_cloud.Cloud.Site, "/api/echo?q=1"));
        request.Headers.Add("X-Forwarded-For", "6.6.6.6");
        using var response = await _cloud.Http.SendAsync(request);
        var echo = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        ((string)echo["headers"]!["x-from-cloudfront"]!).ShouldBe("yes");
        ((string)echo["headers"]!["host"]!).ShouldEndWith(".execute-api.eu-central-1.amazonaws.com");
        ((string)echo["headers"]!["x-forwarded-for"]!).ShouldBe("6.6.6.6, 127.0.0.1, " + (string)echo["requestContext"]!["http"]!["sourceIp"]!);
        ((string)echo["rawQueryString"]!).ShouldBe("q=1");
        Header(response, "x-content-type-options").ShouldBe("nosniff");
    }

    [Fact]
    public async Task A_method_that_the_behaviour_does_not_allow_ends_at_the_edge()
    {
        using var response = await _cloud.Http.PostAsync(new Uri(_cloud.Cloud.Site, "/index.html"), null);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await response.Content.ReadAsStringAsync()).ShouldContain("not configured to allow the HTTP request method");
    }

    private static string Header(HttpResponseMessage response, string name) =>
        string.Join(",", response.Headers.TryGetValues(name, out var values) ? values : response.Content.Headers.GetValues(name));
}
