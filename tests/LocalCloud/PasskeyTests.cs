using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Tests;

/// <summary>Passkeys, with an authenticator in software, and each way in which a ceremony can be wrong.</summary>
[Collection(CognitoCollection.Name)]
public sealed class PasskeyTests(CognitoCloud cloud)
{
    private const string Refused = "NotAuthorizedException: Passkey verification failed.";
    private const string NoSession = "NotAuthorizedException: Invalid session for the user.";

    private Ceremony Good => new(cloud.Origin);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_registered_passkey_signs_in(bool rsa)
    {
        using var authenticator = new SoftwareAuthenticator(rsa);
        var person = await cloud.Create();
        await Registered(person, authenticator);

        var (begun, options) = await Begin(person);
        ((string)options["rpId"]!).ShouldBe("localhost");
        ((string)options["userVerification"]!).ShouldBe("required");
        var allowed = options["allowCredentials"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)allowed["id"]!).ShouldBe(authenticator.Id);
        allowed["transports"]!.AsArray().Select(t => (string)t!).ShouldBe(["internal", "hybrid"]);

        var done = await Answer(begun, person, authenticator.Assert(options, Good));
        ((string?)done.Body["AuthenticationResult"]?["TokenType"]).ShouldBe("Bearer", done.Error());
        (await Answer(begun, person, authenticator.Assert(options, Good))).Error().ShouldBe(NoSession);
    }

    [Fact]
    public async Task The_options_say_for_whom_and_by_what()
    {
        using var authenticator = new SoftwareAuthenticator();
        var person = await cloud.Create();
        var token = await Token(person);
        var options = await Start(token);

        ((string)options["rp"]!["id"]!).ShouldBe("localhost");
        ((string)options["user"]!["name"]!).ShouldBe(person.Email);
        var sub = (await cloud.Admin("AdminGetUser", person.Username)).Body["UserAttributes"]!.AsArray().First(a => (string)a!["Name"]! == "sub")!["Value"]!;
        Encoding.UTF8.GetString(Base64Url.DecodeFromChars((string)options["user"]!["id"]!)).ShouldBe((string)sub!);
        options["pubKeyCredParams"]!.AsArray().Select(p => (int)p!["alg"]!).ShouldBe([-7, -257]);
        options["excludeCredentials"]!.AsArray().ShouldBeEmpty();
        ((string)options["authenticatorSelection"]!["residentKey"]!).ShouldBe("required");
        ((string)options["authenticatorSelection"]!["userVerification"]!).ShouldBe("required");

        (await Complete(token, authenticator.Register(options, Good))).Status.ShouldBe(200);
        ((string)(await Start(token))["excludeCredentials"]!.AsArray().ShouldHaveSingleItem()!["id"]!).ShouldBe(authenticator.Id);
    }

    public static TheoryData<string, string> WrongRegistrations => new()
    {
        { "type", "InvalidParameterException" },
        { "challenge", "WebAuthnChallengeNotFoundException" },
        { "origin", "WebAuthnOriginNotAllowedException" },
        { "port", "WebAuthnOriginNotAllowedException" },
        { "frame", "WebAuthnOriginNotAllowedException" },
        { "relying party", "WebAuthnRelyingPartyMismatchException" },
        { "presence", "WebAuthnCredentialNotSupportedException" },
        { "verification", "WebAuthnCredentialNotSupportedException" },
        { "backup", "InvalidParameterException" },
        { "key", "WebAuthnCredentialNotSupportedException" },
    };

    [Theory]
    [MemberData(nameof(WrongRegistrations))]
    public async Task A_wrong_registration_is_refused(string wrong, string error)
    {
        using var authenticator = new SoftwareAuthenticator();
        var token = await Token(await cloud.Create());
        var options = await Start(token);

        (await Complete(token, authenticator.Register(options, Wrong(wrong)))).Kind().ShouldBe(error);

        (await List(token)).ShouldBeEmpty();
        (await Complete(token, authenticator.Register(options, Good))).Kind().ShouldBe(wrong == "challenge" ? "200" : "WebAuthnChallengeNotFoundException");
    }

    [Fact]
    public async Task Other_algorithms_and_short_keys_are_refused()
    {
        using var rs1 = new SoftwareAuthenticator(rsa: true);
        using var small = new SoftwareAuthenticator(rsa: true, keySize: 1024);
        var token = await Token(await cloud.Create());

        (await Complete(token, rs1.Register(await Start(token), Good with { Tampered = true }))).Kind().ShouldBe("WebAuthnCredentialNotSupportedException");
        (await Complete(token, small.Register(await Start(token), Good))).Kind().ShouldBe("WebAuthnCredentialNotSupportedException");
    }

    [Theory]
    [InlineData("id")]
    [InlineData("rawId")]
    [InlineData("type")]
    [InlineData("response")]
    [InlineData("clientDataJSON")]
    [InlineData("attestationObject")]
    [InlineData("trailing bytes")]
    [InlineData("another id")]
    [InlineData("a name twice")]
    public async Task A_mangled_registration_is_a_bad_parameter(string part)
    {
        using var authenticator = new SoftwareAuthenticator();
        var token = await Token(await cloud.Create());
        var credential = authenticator.Register(await Start(token), Good);
        var response = credential["response"]!;
        switch (part)
        {
            case "clientDataJSON" or "attestationObject":
                response[part] = "AAAA";
                break;
            case "trailing bytes":
                response["attestationObject"] = Base64Url.EncodeToString([.. Base64Url.DecodeFromChars((string)response["attestationObject"]!), 0]);
                break;
            case "another id":
                credential["id"] = "AAAA";
                credential["rawId"] = "AAAA";
                break;
            case "a name twice":
                var clientData = Encoding.UTF8.GetString(Base64Url.DecodeFromChars((string)response["clientDataJSON"]!));
                response["clientDataJSON"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(clientData.Replace("{", "{\"type\":\"webauthn.get\",", StringComparison.Ordinal)));
                break;
            default:
                credential[part] = 7;
                break;
        }

        (await Complete(token, credential)).Kind().ShouldBe("InvalidParameterException");
        (await List(token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_registration_is_the_callers_own_is_answered_once_and_expires()
    {
        using var first = new SoftwareAuthenticator();
        using var second = new SoftwareAuthenticator();
        var token = await Token(await cloud.Create());
        var stranger = await Token(await cloud.Create());
        var options = await Start(token);

        (await Complete(stranger, first.Register(options, Good))).Kind().ShouldBe("WebAuthnChallengeNotFoundException");
        (await Complete(token, first.Register(options, Good))).Status.ShouldBe(200);
        (await Complete(token, second.Register(options, Good))).Kind().ShouldBe("WebAuthnChallengeNotFoundException");
        options = await Start(token);
        cloud.Clock.Advance(TimeSpan.FromSeconds(301));
        (await Complete(token, second.Register(options, Good))).Kind().ShouldBe("WebAuthnChallengeNotFoundException");
        (await Complete(stranger, first.Register(await Start(stranger), Good))).Error().ShouldBe("InvalidParameterException: The credential is registered already.");
    }

    [Fact]
    public async Task An_attestation_that_nobody_asked_for_is_read_over()
    {
        using var authenticator = new SoftwareAuthenticator();
        var token = await Token(await cloud.Create());

        (await Complete(token, authenticator.Register(await Start(token), Good with { Format = "packed" }))).Status.ShouldBe(200);
    }

    public static TheoryData<string> WrongAssertions => ["type", "challenge", "origin", "port", "frame", "relying party", "presence", "verification", "backup", "key", "handle"];

    [Theory]
    [MemberData(nameof(WrongAssertions))]
    public async Task A_wrong_assertion_is_refused_and_ends_the_session(string wrong)
    {
        using var authenticator = new SoftwareAuthenticator();
        var person = await cloud.Create();
        await Registered(person, authenticator);
        var (begun, options) = await Begin(person);

        (await Answer(begun, person, authenticator.Assert(options, Wrong(wrong)))).Error().ShouldBe(Refused);
        (await Answer(begun, person, authenticator.Assert(options, Good))).Error().ShouldBe(NoSession);
    }

    [Theory]
    [InlineData("""not json""")]
    [InlineData("""[]""")]
    [InlineData("""{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{}}""")]
    public async Task A_mangled_assertion_is_refused(string credential)
    {
        using var authenticator = new SoftwareAuthenticator();
        var person = await cloud.Create();
        await Registered(person, authenticator);
        var (begun, _) = await Begin(person);

        (await cloud.Answer(begun, person.Email, ("CREDENTIAL", credential))).Error().ShouldBe(Refused);
    }

    [Fact]
    public async Task Another_users_passkey_opens_nothing()
    {
        using var mine = new SoftwareAuthenticator();
        using var theirs = new SoftwareAuthenticator();
        var me = await cloud.Create();
        var them = await cloud.Create();
        await Registered(me, mine);
        await Registered(them, theirs);
        var (begun, options) = await Begin(them);

        (await Answer(begun, them, mine.Assert(options, Good))).Error().ShouldBe(Refused);
    }

    [Fact]
    public async Task A_counter_may_only_grow()
    {
        using var authenticator = new SoftwareAuthenticator();
        var person = await cloud.Create();
        await Registered(person, authenticator, Good with { Counter = 5 });

        async Task<string> Use(uint counter)
        {
            var (begun, options) = await Begin(person);
            return (await Answer(begun, person, authenticator.Assert(options, Good with { Counter = counter }))).Error();
        }

        (await Use(5)).ShouldBe(Refused);
        (await Use(0)).ShouldBe(Refused);
        (await Use(6)).ShouldBe("200");
        (await Use(6)).ShouldBe(Refused);
        (await Use(uint.MaxValue)).ShouldBe("200");
    }

    [Fact]
    public async Task An_authenticator_without_a_counter_always_says_zero()
    {
        using var authenticator = new SoftwareAuthenticator();
        var person = await cloud.Create();
        await Registered(person, authenticator);
        for (var i = 0; i < 2; i++)
        {
            var (begun, options) = await Begin(person);
            (await Answer(begun, person, authenticator.Assert(options, Good))).Status.ShouldBe(200);
        }
    }

    [Fact]
    public async Task An_assertion_expires_with_its_session()
    {
        using var authenticator = new SoftwareAuthenticator();
        var person = await cloud.Create();
        await Registered(person, authenticator);
        var (begun, options) = await Begin(person);
        cloud.Clock.Advance(TimeSpan.FromSeconds(181));

        (await Answer(begun, person, authenticator.Assert(options, Good))).Error().ShouldBe("NotAuthorizedException: Invalid session for the user, session is expired.");
    }

    [Fact]
    public async Task A_disabled_user_is_not_let_in_by_a_passkey()
    {
        using var authenticator = new SoftwareAuthenticator();
        var person = await cloud.Create();
        await Registered(person, authenticator);
        var (begun, options) = await Begin(person);
        await cloud.Admin("AdminDisableUser", person.Username);

        (await Answer(begun, person, authenticator.Assert(options, Good))).Error().ShouldBe("NotAuthorizedException: User is disabled.");
    }

    [Fact]
    public async Task Passkeys_are_listed_by_pages_and_deleted()
    {
        var person = await cloud.Create();
        using var first = new SoftwareAuthenticator();
        using var second = new SoftwareAuthenticator();
        await Registered(person, first);
        await Registered(person, second);
        var token = await Token(person);
        var stranger = await Token(await cloud.Create());

        var page = (await cloud.Call("ListWebAuthnCredentials", new JsonObject { ["AccessToken"] = token, ["MaxResults"] = 1 })).Body;
        var listed = page["Credentials"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)listed["CredentialId"]!).ShouldBe(first.Id);
        ((string)listed["RelyingPartyId"]!).ShouldBe("localhost");
        ((string)listed["AuthenticatorAttachment"]!).ShouldBe("platform");
        ((double)listed["CreatedAt"]!).ShouldBe(cloud.Clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0, 60);
        page = (await cloud.Call("ListWebAuthnCredentials", new JsonObject { ["AccessToken"] = token, ["NextToken"] = (string)page["NextToken"]! })).Body;
        ((string)page["Credentials"]!.AsArray().ShouldHaveSingleItem()!["CredentialId"]!).ShouldBe(second.Id);
        page.ContainsKey("NextToken").ShouldBeFalse();

        (await Delete(stranger, first.Id)).Kind().ShouldBe("ResourceNotFoundException");
        (await Delete(token, first.Id)).Status.ShouldBe(200);
        (await Delete(token, first.Id)).Kind().ShouldBe("ResourceNotFoundException");
        (await List(token)).ShouldBe([second.Id]);
        var (begun, options) = await Begin(person);
        (await Answer(begun, person, first.Assert(options, Good))).Error().ShouldBe(Refused);
    }

    [Fact]
    public async Task A_user_has_at_most_twenty_passkeys()
    {
        var token = await Token(await cloud.Create());
        for (var i = 0; i < 20; i++)
        {
            using var authenticator = new SoftwareAuthenticator();
            (await Complete(token, authenticator.Register(await Start(token), Good))).Status.ShouldBe(200);
        }

        (await cloud.Call("StartWebAuthnRegistration", new JsonObject { ["AccessToken"] = token })).Kind().ShouldBe("LimitExceededException");
        (await List(token)).Count.ShouldBe(20);
    }

    [Fact]
    public async Task A_pool_without_passkeys_says_so()
    {
        await using var plain = new CognitoCloud(pool => pool["Policies"]!["SignInPolicy"]!["AllowedFirstAuthFactors"] = new JsonArray("PASSWORD", "EMAIL_OTP"));
        await plain.InitializeAsync();
        var tokens = await plain.SignIn(await plain.Create());

        (await plain.Call("StartWebAuthnRegistration", new JsonObject { ["AccessToken"] = tokens["AccessToken"]!.DeepClone() })).Kind().ShouldBe("WebAuthnNotEnabledException");
    }

    [Fact]
    public async Task An_alias_of_the_site_is_localhost_too_and_another_domain_is_itself()
    {
        await using var custom = new CognitoCloud(pool =>
        {
            pool["WebAuthnRelyingPartyID"] = "calls.example.com";
            pool.Root["Resources"]!["Site"]!["Properties"]!["DistributionConfig"]!["Aliases"] = new JsonArray("calls.example.com");
        });
        await using var foreign = new CognitoCloud(pool => pool["WebAuthnRelyingPartyID"] = "calls.example.com");
        foreach (var (pool, id) in new[] { (custom, "localhost"), (foreign, "calls.example.com") })
        {
            await pool.InitializeAsync();
            var tests = new PasskeyTests(pool);
            ((string)(await tests.Start(await tests.Token(await pool.Create())))["rp"]!["id"]!).ShouldBe(id);
        }
    }

    [Fact]
    public async Task Passkeys_and_their_counters_survive_a_restart()
    {
        using var authenticator = new SoftwareAuthenticator();
        var data = Directory.CreateTempSubdirectory("localcloud-passkeys-").FullName;
        Person person;
        await using (var before = new CognitoCloud(data: data))
        {
            await before.InitializeAsync();
            person = await before.Create();
            var tests = new PasskeyTests(before);
            await tests.Registered(person, authenticator, tests.Good with { Counter = 1 });
            var (begun, options) = await tests.Begin(person);
            (await tests.Answer(begun, person, authenticator.Assert(options, tests.Good with { Counter = 9 }))).Error().ShouldBe("200");
        }

        await using (var after = new CognitoCloud(data: data))
        {
            await after.InitializeAsync();
            var tests = new PasskeyTests(after);
            var (begun, options) = await tests.Begin(person);
            (await tests.Answer(begun, person, authenticator.Assert(options, tests.Good with { Counter = 9 }))).Error().ShouldBe(Refused);
            (begun, options) = await tests.Begin(person);
            (await tests.Answer(begun, person, authenticator.Assert(options, tests.Good with { Counter = 10 }))).Error().ShouldBe("200");
        }

        Directory.Delete(data, recursive: true);
    }

    private Ceremony Wrong(string what) => what switch
    {
        "type" => Good with { Type = "payment.get" },
        "challenge" => Good with { Challenge = Base64Url.EncodeToString(new byte[32]) },
        "origin" => Good with { Origin = "http://localhost.example.com" },
        "port" => Good with { Origin = "http://localhost:1" },
        "frame" => Good with { CrossOrigin = true },
        "relying party" => Good with { RelyingPartyId = "example.com" },
        "presence" => Good with { Flags = 0x04 },
        "verification" => Good with { Flags = 0x01 },
        "backup" => Good with { Flags = 0x15 },
        "key" => Good with { Tampered = true },
        "handle" => Good with { UserHandle = "AAAA" },
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    private async Task<string> Token(Person person) => (string)(await cloud.SignIn(person))["AccessToken"]!;

    private async Task<JsonObject> Start(string token)
    {
        var answer = await cloud.Call("StartWebAuthnRegistration", new JsonObject { ["AccessToken"] = token });
        answer.Error().ShouldBe("200");
        return answer.Body["CredentialCreationOptions"]!.AsObject();
    }

    private Task<(int Status, JsonObject Body)> Complete(string token, JsonObject credential) =>
        cloud.Call("CompleteWebAuthnRegistration", new JsonObject { ["AccessToken"] = token, ["Credential"] = credential });

    private async Task Registered(Person person, SoftwareAuthenticator authenticator, Ceremony? ceremony = null)
    {
        var token = await Token(person);
        (await Complete(token, authenticator.Register(await Start(token), ceremony ?? Good))).Error().ShouldBe("200");
    }

    private async Task<(JsonObject Challenge, JsonNode Options)> Begin(Person person)
    {
        var begun = (await cloud.Begin(person.Email, "WEB_AUTHN")).Body;
        ((string?)begun["ChallengeName"]).ShouldBe("WEB_AUTHN");
        return (begun, JsonNode.Parse((string)begun["ChallengeParameters"]!["CREDENTIAL_REQUEST_OPTIONS"]!)!);
    }

    private Task<(int Status, JsonObject Body)> Answer(JsonObject challenge, Person person, JsonObject credential) =>
        cloud.Answer(challenge, person.Email, ("CREDENTIAL", credential.ToJsonString()));

    private async Task<List<string>> List(string token) =>
        [.. (await cloud.Call("ListWebAuthnCredentials", new JsonObject { ["AccessToken"] = token })).Body["Credentials"]!.AsArray().Select(c => (string)c!["CredentialId"]!)];

    private Task<(int Status, JsonObject Body)> Delete(string token, string id) =>
        cloud.Call("DeleteWebAuthnCredential", new JsonObject { ["AccessToken"] = token, ["CredentialId"] = id });
}
