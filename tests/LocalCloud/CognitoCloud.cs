using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Tests;

[CollectionDefinition(Name)]
public sealed class CognitoCollection : ICollectionFixture<CognitoCloud>
{
    public const string Name = "Cognito";
}

/// <summary>A cloud whose pool has every first factor, and whose clock the tests move.</summary>
public sealed class CognitoCloud : IAsyncLifetime
{
    public const string Password = "Correct-horse-1";
    private readonly Action<JsonObject>? _change;
    private readonly string? _data;
    private string _secret = "";

    public CognitoCloud()
    {
    }

    /// <param name="change">Changes the pool's properties further.</param>
    /// <param name="data">Keeps its state there.</param>
    internal CognitoCloud(Action<JsonObject>? change = null, string? data = null)
    {
        (_change, _data) = (change, data);
    }

    internal Harness Harness { get; private set; } = null!;

    internal MovableClock Clock { get; } = new();

    internal string Pool => Harness.Cloud.PhysicalIds["Pool"];

    internal string Client => Harness.Cloud.PhysicalIds["Client"];

    internal string Origin => Harness.Cloud.Site.ToString().TrimEnd('/');

    public async ValueTask InitializeAsync()
    {
        Harness = await Harness.StartAsync((template, options) =>
        {
            EveryFactor(template);
            _change?.Invoke(template["Resources"]!["Pool"]!["Properties"]!.AsObject());
            return options with { Clock = Clock, Data = _data };
        });
        var described = await Harness.CognitoAdmin("DescribeUserPoolClient", new JsonObject { ["UserPoolId"] = Pool, ["ClientId"] = Client });
        _secret = (string)described.Body["UserPoolClient"]!["ClientSecret"]!;
    }

    public ValueTask DisposeAsync() => Harness.DisposeAsync();

    /// <summary>Changes the fixture's pool into one like the product's.</summary>
    private static void EveryFactor(JsonObject template)
    {
        var resources = template["Resources"]!;
        var pool = resources["Pool"]!["Properties"]!.AsObject();
        pool.Remove("UsernameAttributes");
        pool["AliasAttributes"] = new JsonArray("email", "phone_number");
        pool["Policies"]!["SignInPolicy"]!["AllowedFirstAuthFactors"] = new JsonArray("PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN");
        pool["WebAuthnRelyingPartyID"] = new JsonObject { ["Fn::GetAtt"] = new JsonArray("Site", "DomainName") };
        pool["WebAuthnUserVerification"] = "required";
        pool["AccountRecoverySetting"] = new JsonObject { ["RecoveryMechanisms"] = new JsonArray(new JsonObject { ["Name"] = "verified_email", ["Priority"] = 1 }) };
        pool["SmsConfiguration"] = new JsonObject { ["ExternalId"] = "ooak", ["SnsCallerArn"] = new JsonObject { ["Fn::GetAtt"] = new JsonArray("TextRole", "Arn") } };
        resources["TextRole"] = JsonNode.Parse(
            """
            {"Type":"AWS::IAM::Role","Properties":{"AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
             "Principal":{"Service":"cognito-idp.amazonaws.com"}}]},"Policies":[{"PolicyName":"texts","PolicyDocument":{"Version":"2012-10-17",
             "Statement":[{"Effect":"Allow","Action":"sns:Publish","Resource":"*"}]}}]}}
            """);
        resources["Client"]!["Properties"]!["RefreshTokenRotation"]!["RetryGracePeriodSeconds"] = 60;
        resources["FirstManager"]!["Properties"]!["Username"] = "boss";
        resources["FirstManagerGroup"]!["Properties"]!["Username"] = "boss";
    }

    internal Task<(int Status, JsonObject Body)> Call(string operation, JsonObject body) => Harness.Cognito(operation, body);

    internal Task<(int Status, JsonObject Body)> Admin(string operation, string username, params (string Name, JsonNode? Value)[] more)
    {
        var body = new JsonObject { ["UserPoolId"] = Pool, ["Username"] = username };
        foreach (var (name, value) in more)
        {
            body[name] = value;
        }

        return Harness.CognitoAdmin(operation, body);
    }

    internal static JsonArray Attributes(params (string Name, string Value)[] attributes) =>
        new([.. attributes.Select(a => (JsonNode)new JsonObject { ["Name"] = a.Name, ["Value"] = a.Value })]);

    /// <summary>A confirmed user with a password and a verified e-mail address; with a phone number, that is verified too.</summary>
    internal async Task<Person> Create(string? phone = null)
    {
        var name = "u" + Guid.NewGuid().ToString("N")[..12];
        var person = new Person(name, name + "@ooak.test");
        var attributes = Attributes(("email", person.Email), ("email_verified", "true"));
        if (phone is not null)
        {
            attributes.Add(new JsonObject { ["Name"] = "phone_number", ["Value"] = phone });
            attributes.Add(new JsonObject { ["Name"] = "phone_number_verified", ["Value"] = "true" });
        }

        (await Admin("AdminCreateUser", name, ("MessageAction", "SUPPRESS"), ("UserAttributes", attributes))).Status.ShouldBe(200);
        (await Admin("AdminSetUserPassword", name, ("Password", Password), ("Permanent", true))).Status.ShouldBe(200);
        return person;
    }

    /// <summary>USER_AUTH with a preferred challenge.</summary>
    internal Task<(int Status, JsonObject Body)> Begin(string username, string? preferred = null, string? password = null)
    {
        var parameters = new JsonObject { ["USERNAME"] = username, ["SECRET_HASH"] = Hash(username) };
        if (preferred is not null)
        {
            parameters["PREFERRED_CHALLENGE"] = preferred;
        }

        if (password is not null)
        {
            parameters["PASSWORD"] = password;
        }

        return Call("InitiateAuth", new JsonObject { ["ClientId"] = Client, ["AuthFlow"] = "USER_AUTH", ["AuthParameters"] = parameters });
    }

    internal Task<(int Status, JsonObject Body)> Answer(JsonObject challenge, string username, params (string Name, string Value)[] answers)
    {
        var responses = new JsonObject { ["USERNAME"] = username, ["SECRET_HASH"] = Hash(username) };
        foreach (var (name, value) in answers)
        {
            responses[name] = value;
        }

        return Call("RespondToAuthChallenge", new JsonObject
        {
            ["ClientId"] = Client,
            ["ChallengeName"] = (string)challenge["ChallengeName"]!,
            ["Session"] = (string)challenge["Session"]!,
            ["ChallengeResponses"] = responses,
        });
    }

    /// <summary>The tokens of a sign-in by password.</summary>
    internal async Task<JsonObject> SignIn(Person person) =>
        (await Begin(person.Email, "PASSWORD", Password)).Body["AuthenticationResult"]!.AsObject();

    internal Task<(int Status, JsonObject Body)> Refresh(JsonNode token) =>
        Call("GetTokensFromRefreshToken", new JsonObject { ["ClientId"] = Client, ["ClientSecret"] = _secret, ["RefreshToken"] = (string)token! });

    internal async Task<JsonObject> NewestMail(string to) => (await Harness.Console("/mailbox.json?to=" + Uri.EscapeDataString(to)))[0]!.AsObject();

    internal async Task<int> Mails(string to) => (await Harness.Console("/mailbox.json?to=" + Uri.EscapeDataString(to))).Count;

    internal string Hash(string username) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(_secret), Encoding.UTF8.GetBytes(username + Client)));
}

/// <summary>A user of the pool.</summary>
internal sealed record Person(string Username, string Email);

/// <summary>The time of day, put forward as far as a test wants.</summary>
internal sealed class MovableClock : TimeProvider
{
    private TimeSpan _ahead;

    public void Advance(TimeSpan by) => _ahead += by;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + _ahead;
}

internal static class Answers
{
    /// <summary>The error's name and text, as one line; the status too where there is no error.</summary>
    public static string Error(this (int Status, JsonObject Body) answer) =>
        answer.Body["__type"] is { } type ? $"{(string)type!}: {(string?)answer.Body["message"]}" : answer.Status.ToString();

    public static string Kind(this (int Status, JsonObject Body) answer) => answer.Error().Split(':')[0];
}
