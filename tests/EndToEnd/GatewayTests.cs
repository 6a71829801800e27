using System.Security.Cryptography;
using System.Text;
using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Functions;

namespace Ooak.EndToEnd.Tests;

/// <summary>What API Gateway refuses by itself looks as it does in AWS.</summary>
[Collection(nameof(SharedCloud))]
public sealed class GatewayTests(SharedCloud shared)
{
    private readonly TestCloud _cloud = shared.Cloud;

    public static TheoryData<string> SignedInOnly => [.. ApiEndpoint.All.Where(endpoint => endpoint.Audience != Audience.Anyone).Select(endpoint => endpoint.Name)];

    [Theory]
    [MemberData(nameof(SignedInOnly))]
    public async Task Without_a_token_of_ours_nobody_gets_in(string name)
    {
        var endpoint = ApiEndpoint.Find(name);
        var token = (await _cloud.AsAsync(TestCloud.Manager)).AccessToken!;
        foreach (var bad in new[] { null, "nonsense", Tampered(token) })
        {
            var client = _cloud.Anonymous();
            client.AccessToken = bad;
            using var content = endpoint.TakesBody ? new StringContent("{}", Encoding.UTF8, "application/json") : null;
            Refused(await client.SendAsync(endpoint.Method, endpoint.PathFor(Requests.NewId()), content), 401, "Unauthorized");
        }
    }

    [Fact]
    public async Task An_ID_token_is_no_access_token()
    {
        var tokens = await TokensAsync();
        var client = _cloud.Anonymous();
        client.AccessToken = tokens.AccessToken;
        (await client.GetAsync("/me")).Expect(200);

        client.AccessToken = tokens.IdToken;
        Refused(await client.GetAsync("/me"), 403, "Forbidden");
    }

    [Theory]
    [InlineData("GET", "/nothing")]
    [InlineData("GET", "/")]
    [InlineData("PATCH", "/calls")]
    [InlineData("POST", "/calls/1/2/3")]
    [InlineData("GET", "/callsx")]
    public async Task Where_there_is_no_route_there_is_nothing(string method, string path) =>
        Refused(await (await _cloud.AsAsync(TestCloud.Manager)).SendAsync(new HttpMethod(method), path, null), 404, "Not Found");

    [Fact]
    public async Task A_body_beyond_what_Lambda_takes_is_refused_at_the_gateway()
    {
        using var content = new StringContent($"{{\"padding\":\"{new string('x', 7 * 1024 * 1024)}\"}}", Encoding.UTF8, "application/json");

        Refused(await (await _cloud.AsAsync("employee6@ooak.test")).SendAsync(HttpMethod.Post, "/sync", content), 413, "Request Entity Too Large");
    }

    private static void Refused(Answer answer, int status, string message)
    {
        answer.Expect(status);
        answer.ContentType.ShouldBe("application/json");
        JsonNode.DeepEquals(answer.Json, new JsonObject { ["message"] = message }).ShouldBeTrue(answer.Text);
    }

    private static string Tampered(string token)
    {
        var parts = token.Split('.');
        var payload = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]))!;
        payload["cognito:groups"] = new JsonArray("manager");
        payload["exp"] = DateTimeOffset.UtcNow.AddYears(1).ToUnixTimeSeconds();
        return $"{parts[0]}.{System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload.ToJsonString()))}.{parts[2]}";
    }

    /// <summary>Signs in at Cognito itself: our API never hands out an ID token.</summary>
    private async Task<AuthenticationResultType> TokensAsync()
    {
        const string email = "employee6@ooak.test";
        var clientId = (string)(await _cloud.ConsoleAsync("/api/resources")).Single(resource => (string)resource!["type"]! == "AWS::Cognito::UserPoolClient")!["physicalId"]!;
        var client = await _cloud.Cognito.DescribeUserPoolClientAsync(new DescribeUserPoolClientRequest { UserPoolId = _cloud.UserPool, ClientId = clientId });
        var hash = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(client.UserPoolClient!.ClientSecret!), Encoding.UTF8.GetBytes(email + clientId)));
        var answer = await _cloud.Cognito.InitiateAuthAsync(new InitiateAuthRequest
        {
            AuthFlow = AuthFlowType.USER_AUTH,
            ClientId = clientId,
            AuthParameters = new() { ["USERNAME"] = email, ["PASSWORD"] = TestCloud.Password, ["PREFERRED_CHALLENGE"] = "PASSWORD", ["SECRET_HASH"] = hash },
        });
        return answer.AuthenticationResult!;
    }
}
