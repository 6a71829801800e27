using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Tests;

public sealed class CognitoTests(SharedCloud shared)
{
    private const string Password = "Correct-horse-1";
    private readonly Harness _cloud = shared.Harness;

    [Fact]
    public async Task An_invited_person_sets_a_password_and_signs_in()
    {
        var mail = (await _cloud.Console("/mailbox.json?to=boss@ooak.test")).Single(m => (string)m!["kind"]! == "invitation")!;
        ((string)mail["body"]!).ShouldStartWith("Hello boss@ooak.test, your password is ");
        ((string)mail["body"]!).ShouldEndWith($"Open {_cloud.Cloud.Site.ToString().TrimEnd('/')}");

        var first = await SignIn("boss@ooak.test", (string)mail["code"]!);
        ((string)first.Body["ChallengeName"]!).ShouldBe("NEW_PASSWORD_REQUIRED");
        var weak = await Respond(first.Body, "boss@ooak.test", "short");
        var done = await Respond(first.Body, "boss@ooak.test", Password);

        ((string)weak.Body["__type"]!).ShouldBe("InvalidPasswordException");
        ((string)weak.Body["message"]!).ShouldBe("Password did not conform with policy: Password not long enough");
        var claims = Claims((string)done.Body["AuthenticationResult"]!["AccessToken"]!);
        ((string)claims["token_use"]!).ShouldBe("access");
        ((string)claims["scope"]!).ShouldBe("aws.cognito.signin.user.admin");
        ((string)claims["username"]!).ShouldBe((string)claims["sub"]!);
        claims["cognito:groups"]!.AsArray().Select(g => (string)g!).ShouldBe(["manager"]);
        ((long)claims["exp"]! - (long)claims["iat"]!).ShouldBe(15 * 60);
    }

    [Theory]
    [InlineData("nobody@ooak.test", "Correct-horse-1")]
    [InlineData("known@ooak.test", "wrong")]
    public async Task A_wrong_name_and_a_wrong_password_look_the_same(string email, string password)
    {
        await Create("known@ooak.test");

        var (status, body) = await SignIn(email, password);

        status.ShouldBe(400);
        ((string)body["__type"]!).ShouldBe("NotAuthorizedException");
        ((string)body["message"]!).ShouldBe("Incorrect username or password.");
    }

    [Fact]
    public async Task A_missing_secret_hash_is_named()
    {
        var (_, body) = await _cloud.Cognito("InitiateAuth", new JsonObject
        {
            ["ClientId"] = _cloud.Cloud.PhysicalIds["Client"],
            ["AuthFlow"] = "USER_PASSWORD_AUTH",
            ["AuthParameters"] = new JsonObject { ["USERNAME"] = "a@ooak.test", ["PASSWORD"] = "x" },
        });

        ((string)body["message"]!).ShouldBe($"Client {_cloud.Cloud.PhysicalIds["Client"]} is configured with secret but SECRET_HASH was not received");
    }

    [Fact]
    public async Task A_rotated_refresh_token_works_through_its_grace_and_no_longer()
    {
        await Create("rotating@ooak.test");
        var first = (string)(await SignIn("rotating@ooak.test", Password)).Body["AuthenticationResult"]!["RefreshToken"]!;

        var second = (string)(await Refresh(first)).Body["AuthenticationResult"]!["RefreshToken"]!;
        var again = await Refresh(first);

        second.ShouldNotBe(first);
        again.Status.ShouldBe(200);
        await Until.True(async () => (string?)(await Refresh(first)).Body["__type"] == "RefreshTokenReuseException", "the grace of one second ended", 10);
        (await Refresh(second)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Revoking_ends_the_whole_family()
    {
        await Create("revoked@ooak.test");
        var tokens = (await SignIn("revoked@ooak.test", Password)).Body["AuthenticationResult"]!;
        var next = (string)(await Refresh((string)tokens["RefreshToken"]!)).Body["AuthenticationResult"]!["RefreshToken"]!;

        await _cloud.Cognito("RevokeToken", new JsonObject { ["ClientId"] = _cloud.Cloud.PhysicalIds["Client"], ["ClientSecret"] = Secret(), ["Token"] = next });

        (await Refresh(next)).Status.ShouldBe(400);
        var user = await _cloud.Cognito("GetUser", new JsonObject { ["AccessToken"] = (string)tokens["AccessToken"]! });
        ((string)user.Body["message"]!).ShouldBe("Access Token has been revoked");
    }

    [Fact]
    public async Task The_authorizer_takes_what_AWS_takes()
    {
        await Create("route@ooak.test");
        var tokens = (await SignIn("route@ooak.test", Password)).Body["AuthenticationResult"]!;
        var access = (string)tokens["AccessToken"]!;
        var id = (string)tokens["IdToken"]!;

        (await Get("secure", null)).ShouldBe((401, "Bearer"));
        (await Get("secure", access + "x")).Status.ShouldBe(401);
        (await Get("secure", access)).Status.ShouldBe(200);
        (await Get("secure", id)).Status.ShouldBe(403);
        (await Get("anytoken", id)).Status.ShouldBe(200);
        var scoped = await Get("scoped", access);
        scoped.Status.ShouldBe(403);
        scoped.Challenge.ShouldContain("insufficient_scope");
    }

    [Fact]
    public async Task Claims_arrive_as_text_and_groups_in_brackets()
    {
        await Create("claims@ooak.test", "manager", "employee");
        var access = (string)(await SignIn("claims@ooak.test", Password)).Body["AuthenticationResult"]!["AccessToken"]!;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_cloud.Api, "secure"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access);
        using var response = await _cloud.Http.SendAsync(request);
        var jwt = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["requestContext"]!["authorizer"]!["jwt"]!;

        ((string)jwt["claims"]!["cognito:groups"]!).ShouldBe("[employee manager]");
        ((string)jwt["claims"]!["auth_time"]!).ShouldMatch(@"^\d+$");
        jwt["scopes"]!.AsArray().Select(s => (string)s!).ShouldBe(["aws.cognito.signin.user.admin"]);
    }

    [Fact]
    public async Task A_forgotten_password_is_reset_by_the_mailed_code()
    {
        await Create("forgot@ooak.test");
        JsonObject Body(string? code) => new()
        {
            ["ClientId"] = _cloud.Cloud.PhysicalIds["Client"],
            ["SecretHash"] = Hash("forgot@ooak.test"),
            ["Username"] = "forgot@ooak.test",
            ["ConfirmationCode"] = code,
            ["Password"] = "Another-horse-2",
        };
        var sent = await _cloud.Cognito("ForgotPassword", Body(null));
        var code = (string)(await _cloud.Console("/mailbox.json?to=forgot@ooak.test"))[0]!["code"]!;

        var wrong = await _cloud.Cognito("ConfirmForgotPassword", Body(code == "000000" ? "000001" : "000000"));
        var right = await _cloud.Cognito("ConfirmForgotPassword", Body(code));

        ((string)sent.Body["CodeDeliveryDetails"]!["Destination"]!).ShouldBe("f***@o***");
        ((string)wrong.Body["__type"]!).ShouldBe("CodeMismatchException");
        right.Status.ShouldBe(200);
        (await SignIn("forgot@ooak.test", "Another-horse-2")).Status.ShouldBe(200);
    }

    private async Task<(int Status, string Challenge)> Get(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_cloud.Api, path));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await _cloud.Http.SendAsync(request);
        return ((int)response.StatusCode, response.Headers.WwwAuthenticate.ToString());
    }

    private async Task Create(string email, params string[] groups)
    {
        var pool = shared.Pool;
        await shared.Admin("AdminCreateUser", new JsonObject
        {
            ["UserPoolId"] = pool,
            ["Username"] = email,
            ["MessageAction"] = "SUPPRESS",
            ["UserAttributes"] = new JsonArray(new JsonObject { ["Name"] = "email_verified", ["Value"] = "true" }),
        });
        await shared.Admin("AdminSetUserPassword", new JsonObject { ["UserPoolId"] = pool, ["Username"] = email, ["Password"] = Password, ["Permanent"] = true });
        foreach (var group in groups)
        {
            await shared.Admin("AdminAddUserToGroup", new JsonObject { ["UserPoolId"] = pool, ["Username"] = email, ["GroupName"] = group });
        }
    }

    private Task<(int Status, JsonObject Body)> SignIn(string email, string password) => _cloud.Cognito("InitiateAuth", new JsonObject
    {
        ["ClientId"] = _cloud.Cloud.PhysicalIds["Client"],
        ["AuthFlow"] = "USER_PASSWORD_AUTH",
        ["AuthParameters"] = new JsonObject { ["USERNAME"] = email, ["PASSWORD"] = password, ["SECRET_HASH"] = Hash(email) },
    });

    private Task<(int Status, JsonObject Body)> Respond(JsonObject challenge, string email, string password) => _cloud.Cognito("RespondToAuthChallenge", new JsonObject
    {
        ["ClientId"] = _cloud.Cloud.PhysicalIds["Client"],
        ["ChallengeName"] = "NEW_PASSWORD_REQUIRED",
        ["Session"] = (string)challenge["Session"]!,
        ["ChallengeResponses"] = new JsonObject { ["USERNAME"] = email, ["NEW_PASSWORD"] = password, ["SECRET_HASH"] = Hash(email) },
    });

    private Task<(int Status, JsonObject Body)> Refresh(string token) => _cloud.Cognito("GetTokensFromRefreshToken", new JsonObject
    {
        ["ClientId"] = _cloud.Cloud.PhysicalIds["Client"],
        ["ClientSecret"] = Secret(),
        ["RefreshToken"] = token,
    });

    private string Hash(string email) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret()), Encoding.UTF8.GetBytes(email + _cloud.Cloud.PhysicalIds["Client"])));

    private string Secret() => shared.ClientSecret;

    private static JsonObject Claims(string token)
    {
        var part = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
        return JsonNode.Parse(Convert.FromBase64String(part.PadRight((part.Length + 3) / 4 * 4, '=')))!.AsObject();
    }
}
