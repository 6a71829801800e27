using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Tests;

/// <summary>Choice-based sign-in: what is offered to whom, and one-time codes.</summary>
[Collection(CognitoCollection.Name)]
public sealed class SignInFactorTests(CognitoCloud cloud)
{
    private const string Mismatch = "CodeMismatchException: Invalid code or auth state for the user.";
    private const string NoSession = "NotAuthorizedException: Invalid session for the user.";

    [Theory]
    [InlineData("EMAIL_OTP", "EMAIL", "***@o***")]
    [InlineData("SMS_OTP", "SMS", "+*******")]
    public async Task A_code_signs_in_once(string factor, string medium, string masked)
    {
        var phone = "+4670" + Random.Shared.Next(1_000_000, 9_999_999);
        var person = await cloud.Create(phone);
        var to = medium == "SMS" ? phone : person.Email;

        var begun = (await cloud.Begin(to, factor)).Body;
        ((string)begun["ChallengeName"]!).ShouldBe(factor);
        ((string)begun["ChallengeParameters"]!["CODE_DELIVERY_DELIVERY_MEDIUM"]!).ShouldBe(medium);
        var destination = (string)begun["ChallengeParameters"]!["CODE_DELIVERY_DESTINATION"]!;
        destination.ShouldContain(masked);
        destination.ShouldNotContain(to[1..6]);
        var mail = await cloud.NewestMail(to);
        ((string)mail["channel"]!).ShouldBe(medium);
        var code = (string)mail["code"]!;
        code.ShouldMatch("^[0-9]{8}$");
        ((string)mail["body"]!).ShouldContain(code);

        var done = await cloud.Answer(begun, to, (factor + "_CODE", code));
        ((string?)done.Body["AuthenticationResult"]?["TokenType"]).ShouldBe("Bearer");
        (await cloud.Answer(begun, to, (factor + "_CODE", code))).Error().ShouldBe(NoSession);
    }

    [Fact]
    public async Task A_wrong_code_may_be_followed_by_the_right_one()
    {
        var person = await cloud.Create();
        var begun = (await cloud.Begin(person.Email, "EMAIL_OTP")).Body;

        (await cloud.Answer(begun, person.Email, ("EMAIL_OTP_CODE", "no"))).Error().ShouldBe(Mismatch);
        (await cloud.Answer(begun, person.Email, ("EMAIL_OTP_CODE", await Code(person)))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Five_wrong_codes_end_the_session()
    {
        var person = await cloud.Create();
        var begun = (await cloud.Begin(person.Email, "EMAIL_OTP")).Body;
        for (var i = 0; i < 5; i++)
        {
            (await cloud.Answer(begun, person.Email, ("EMAIL_OTP_CODE", "1234567"))).Error().ShouldBe(Mismatch);
        }

        (await cloud.Answer(begun, person.Email, ("EMAIL_OTP_CODE", await Code(person)))).Error().ShouldBe(NoSession);
    }

    [Fact]
    public async Task A_code_expires_with_its_session()
    {
        var person = await cloud.Create();
        var begun = (await cloud.Begin(person.Email, "EMAIL_OTP")).Body;
        var code = await Code(person);
        cloud.Clock.Advance(TimeSpan.FromSeconds(181));

        (await cloud.Answer(begun, person.Email, ("EMAIL_OTP_CODE", code))).Error().ShouldBe("NotAuthorizedException: Invalid session for the user, session is expired.");
    }

    [Fact]
    public async Task A_code_is_good_for_its_own_session_alone()
    {
        var person = await cloud.Create();
        var other = await cloud.Create();
        var first = (await cloud.Begin(person.Email, "EMAIL_OTP")).Body;
        var code = await Code(person);
        var second = (await cloud.Begin(person.Email, "EMAIL_OTP")).Body;

        (await cloud.Answer(second, person.Email, ("EMAIL_OTP_CODE", code))).Error().ShouldBe(Mismatch);
        (await cloud.Answer(first, other.Email, ("EMAIL_OTP_CODE", code))).Error().ShouldBe(NoSession);
        (await cloud.Answer(first, person.Email, ("EMAIL_OTP_CODE", code))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Twenty_codes_an_hour_are_sent_and_no_more()
    {
        var person = await cloud.Create();
        for (var i = 0; i < 20; i++)
        {
            (await cloud.Begin(person.Email, "EMAIL_OTP")).Status.ShouldBe(200);
        }

        (await cloud.Begin(person.Email, "EMAIL_OTP")).Kind().ShouldBe("TooManyRequestsException");
        (await cloud.Mails(person.Email)).ShouldBe(20);
        cloud.Clock.Advance(TimeSpan.FromMinutes(61));
        (await cloud.Begin(person.Email, "EMAIL_OTP")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Only_what_the_user_has_is_offered()
    {
        var plain = await cloud.Create();
        (await cloud.Admin("AdminUpdateUserAttributes", plain.Username, ("UserAttributes", CognitoCloud.Attributes(("phone_number", "+46700000001"))))).Status.ShouldBe(200);

        Offered(await cloud.Begin(plain.Email)).ShouldBe(["PASSWORD", "EMAIL_OTP"]);
        Offered(await cloud.Begin(plain.Email, "SMS_OTP")).ShouldBe(["PASSWORD", "EMAIL_OTP"]);
        Offered(await cloud.Begin(plain.Email, "WEB_AUTHN")).ShouldBe(["PASSWORD", "EMAIL_OTP"]);
        (await cloud.Begin(plain.Email, "CARRIER_PIGEON")).Kind().ShouldBe("InvalidParameterException");
    }

    [Fact]
    public async Task A_chosen_factor_follows()
    {
        var person = await cloud.Create();

        var select = (await cloud.Begin(person.Email)).Body;
        (await cloud.Answer(select, person.Email, ("ANSWER", "SMS_OTP"))).Kind().ShouldBe("InvalidParameterException");
        var next = (await cloud.Answer(select, person.Email, ("ANSWER", "EMAIL_OTP"))).Body;
        (await cloud.Answer(next, person.Email, ("EMAIL_OTP_CODE", await Code(person)))).Status.ShouldBe(200);

        select = (await cloud.Begin(person.Email)).Body;
        next = (await cloud.Answer(select, person.Email, ("ANSWER", "PASSWORD"))).Body;
        (await cloud.Answer(next, person.Email, ("PASSWORD", "wrong"))).Error().ShouldBe("NotAuthorizedException: Incorrect username or password.");
        (await cloud.Answer(next, person.Email, ("PASSWORD", CognitoCloud.Password))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_invited_user_has_the_temporary_password_alone()
    {
        var name = "invited-" + Guid.NewGuid().ToString("N")[..8];
        var email = name + "@ooak.test";
        await cloud.Admin("AdminCreateUser", name, ("MessageAction", "SUPPRESS"), ("TemporaryPassword", "Temporary-1x"),
            ("UserAttributes", CognitoCloud.Attributes(("email", email), ("email_verified", "true"))));

        Offered(await cloud.Begin(email, "EMAIL_OTP")).ShouldBe(["PASSWORD"]);
        var begun = (await cloud.Begin(email, "PASSWORD", "Temporary-1x")).Body;
        ((string)begun["ChallengeName"]!).ShouldBe("NEW_PASSWORD_REQUIRED");
        (await cloud.Answer(begun, email, ("NEW_PASSWORD", "short"))).Kind().ShouldBe("InvalidPasswordException");
        (await cloud.Answer(begun, email, ("NEW_PASSWORD", "Another-horse-2"), ("userAttributes.email", "else@ooak.test"))).Error()
            .ShouldBe("NotAuthorizedException: Cannot modify an already provided email");
        (await cloud.Answer(begun, email, ("NEW_PASSWORD", "Another-horse-2"), ("userAttributes.phone_number_verified", "true"))).Kind().ShouldBe("NotAuthorizedException");
        (await cloud.Answer(begun, email, ("NEW_PASSWORD", "Another-horse-2"))).Status.ShouldBe(200);
        (await cloud.Answer(begun, email, ("NEW_PASSWORD", "Third-horse-3"))).Error().ShouldBe(NoSession);
        Offered(await cloud.Begin(email)).ShouldBe(["PASSWORD", "EMAIL_OTP"]);
    }

    [Fact]
    public async Task A_disabled_user_gets_no_code_and_no_tokens()
    {
        var person = await cloud.Create();
        var begun = (await cloud.Begin(person.Email, "EMAIL_OTP")).Body;
        var code = await Code(person);
        await cloud.Admin("AdminDisableUser", person.Username);

        (await cloud.Begin(person.Email, "EMAIL_OTP")).Error().ShouldBe("NotAuthorizedException: User is disabled.");
        (await cloud.Begin(person.Email, "PASSWORD", CognitoCloud.Password)).Error().ShouldBe("NotAuthorizedException: User is disabled.");
        (await cloud.Begin(person.Email, "PASSWORD", "wrong")).Error().ShouldBe("NotAuthorizedException: Incorrect username or password.");
        (await cloud.Answer(begun, person.Email, ("EMAIL_OTP_CODE", code))).Error().ShouldBe("NotAuthorizedException: User is disabled.");
        (await cloud.Mails(person.Email)).ShouldBe(1);
    }

    [Fact]
    public async Task A_reset_that_an_administrator_demands_comes_before_everything()
    {
        var person = await cloud.Create();
        await cloud.Admin("AdminResetUserPassword", person.Username);

        Offered(await cloud.Begin(person.Email, "EMAIL_OTP")).ShouldBe(["PASSWORD"]);
        (await cloud.Begin(person.Email, "PASSWORD", CognitoCloud.Password)).Kind().ShouldBe("PasswordResetRequiredException");
    }

    [Fact]
    public async Task Somebody_unknown_gets_a_challenge_that_no_answer_meets()
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < 64 && seen.Count < 4; i++)
        {
            var name = $"nobody{i}@ooak.test";
            var begun = (await cloud.Begin(name, "EMAIL_OTP")).Body;
            var challenge = (string)begun["ChallengeName"]!;
            seen.Add(challenge);
            var again = (await cloud.Begin(name, "EMAIL_OTP")).Body;
            ((string)again["ChallengeName"]!).ShouldBe(challenge);
            (string Name, string Value) answer = challenge switch
            {
                "PASSWORD" => ("PASSWORD", CognitoCloud.Password),
                "WEB_AUTHN" => ("CREDENTIAL", "{}"),
                _ => (challenge + "_CODE", "12345678"),
            };
            (await cloud.Answer(begun, $"nobody{i + 1}@ooak.test", answer)).Error().ShouldBe(NoSession);
            (await cloud.Answer(begun, name, answer)).Kind().ShouldBe(challenge.EndsWith("OTP", StringComparison.Ordinal) ? "CodeMismatchException" : "NotAuthorizedException");
            (await cloud.Mails(name)).ShouldBe(0);
        }

        seen.Order().ShouldBe(["EMAIL_OTP", "PASSWORD", "SMS_OTP", "WEB_AUTHN"]);
    }

    [Fact]
    public async Task Texts_need_a_role_that_may_publish()
    {
        await using var silent = new CognitoCloud(pool => pool.Root["Resources"]!["TextRole"]!["Properties"]!.AsObject().Remove("Policies"));
        await silent.InitializeAsync();
        await silent.Create("+46701234567");

        (await silent.Begin("+46701234567", "SMS_OTP")).Kind().ShouldBe("InvalidSmsRoleAccessPolicyException");
        (await silent.Mails("+46701234567")).ShouldBe(0);
    }

    [Fact]
    public async Task A_user_of_the_template_has_no_password_where_codes_sign_in()
    {
        Offered(await cloud.Begin("boss@ooak.test")).ShouldBe(["PASSWORD", "EMAIL_OTP"]);
        (await cloud.Begin("boss@ooak.test", "PASSWORD", "")).Error().ShouldBe("NotAuthorizedException: Incorrect username or password.");
        var begun = (await cloud.Begin("boss@ooak.test", "EMAIL_OTP")).Body;
        var code = (string)(await cloud.NewestMail("boss@ooak.test"))["code"]!;

        (await cloud.Answer(begun, "boss@ooak.test", ("EMAIL_OTP_CODE", code))).Status.ShouldBe(200);
    }

    private static List<string> Offered((int Status, JsonObject Body) answer)
    {
        ((string?)answer.Body["ChallengeName"]).ShouldBe("SELECT_CHALLENGE", answer.Error());
        return [.. answer.Body["AvailableChallenges"]!.AsArray().Select(c => (string)c!)];
    }

    private async Task<string> Code(Person person) => (string)(await cloud.NewestMail(person.Email))["code"]!;
}
