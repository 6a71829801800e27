using Amazon.CognitoIdentityProvider.Model;

namespace Ooak.EndToEnd.Tests;

/// <summary>The ways in by the API, and what they tell to somebody who has no business there.</summary>
public sealed class IdentityTests(OwnCloud own) : IClassFixture<OwnCloud>
{
    private const string Wrong = "00000000";
    private const string Unknown = "nobody@ooak.test";
    private readonly TestCloud _cloud = own.Cloud;

    [Fact]
    public async Task A_code_by_email_signs_in_once()
    {
        var (_, email) = await _cloud.NewPersonAsync();
        var client = _cloud.Anonymous();
        var challenge = await BeginAsync(client, Otp(email));
        ((string)challenge["challenge"]!).ShouldBe("EMAIL_OTP");
        ((string)challenge["destination"]!).ShouldBe("p***@p***");
        var code = await CodeAsync(email);

        var signedIn = (await AnswerAsync(client, challenge, "code", code)).Expect(200).Json;

        ((string)signedIn["employee"]!["email"]!).ShouldBe(email);
        (await client.RefreshAsync()).Expect(200);
        (await AnswerAsync(_cloud.Anonymous(), challenge, "code", code)).ExpectProblem(401, "challenge-expired");
    }

    [Fact]
    public async Task A_code_by_text_message_signs_in()
    {
        const string phone = "+442079461001";
        var (person, _) = await _cloud.NewPersonAsync(phone: phone);
        ((bool)(await _cloud.Anonymous().GetAsync("/health")).Expect(200).Json["smsEnabled"]!).ShouldBeTrue();
        var client = _cloud.Anonymous();
        var challenge = await BeginAsync(client, new JsonObject { ["phone"] = "+44 (20) 7946-1001" });
        ((string)challenge["challenge"]!).ShouldBe("SMS_OTP");
        ((string)challenge["destination"]!).ShouldBe("+********1001");

        var signedIn = (await AnswerAsync(client, challenge, "code", await CodeAsync(phone))).Expect(200).Json;

        ((string)signedIn["employee"]!["id"]!).ShouldBe(person.EmployeeId);
    }

    [Fact]
    public async Task Wrong_codes_end_a_challenge()
    {
        var (_, email) = await _cloud.NewPersonAsync();
        var challenge = await BeginAsync(_cloud.Anonymous(), Otp(email));
        var code = await CodeAsync(email);

        (await AnswersAsync(challenge, "code", Wrong, 3)).ShouldAllBe(answer => answer == "401 wrong-code");

        (await AnswerAsync(_cloud.Anonymous(), challenge, "code", code)).ExpectProblem(401, "challenge-expired");
    }

    [Fact]
    public async Task The_right_code_after_a_wrong_one_signs_in()
    {
        var (_, email) = await _cloud.NewPersonAsync();
        var challenge = await BeginAsync(_cloud.Anonymous(), Otp(email));
        (await AnswersAsync(challenge, "code", Wrong, 2)).ShouldAllBe(answer => answer == "401 wrong-code");

        (await AnswerAsync(_cloud.Anonymous(), challenge, "code", await CodeAsync(email))).Expect(200);
    }

    [Fact]
    public async Task A_session_that_was_touched_or_borrowed_is_worth_nothing()
    {
        var (_, email) = await _cloud.NewPersonAsync();
        var challenge = await BeginAsync(_cloud.Anonymous(), Otp(email));
        var (session, code) = ((string)challenge["session"]!, await CodeAsync(email));
        var other = session[100] == 'A' ? 'B' : 'A';

        foreach (var forged in new[] { session[..100] + other + session[101..], session[1..], session + "A", new string('A', session.Length), new string('!', session.Length), "." })
        {
            var touched = challenge.DeepClone().AsObject();
            touched["session"] = forged;
            (await AnswerAsync(_cloud.Anonymous(), touched, "code", code)).ExpectProblem(401, "challenge-expired");
        }

        var elsewhere = challenge.DeepClone().AsObject();
        elsewhere["challenge"] = "SMS_OTP";
        (await AnswerAsync(_cloud.Anonymous(), elsewhere, "code", code)).ExpectProblem(401, "challenge-expired");
        (await AnswerAsync(_cloud.Anonymous(), challenge, "code", code)).Expect(200);
    }

    /// <summary>A way to begin, for somebody who has what it asks for and for somebody who does not exist.</summary>
    public static TheoryData<string, string, string> Beginnings => new()
    {
        { "otp", "employee1@ooak.test", Unknown },
        { "otp", "employee2@ooak.test", "not.invited@elsewhere.example" },
        { "passkey", "employee3@ooak.test", Unknown },
        { "phone", "+442079461002", "+442079461999" },
    };

    [Theory]
    [MemberData(nameof(Beginnings))]
    public async Task Who_does_not_exist_looks_like_anybody(string way, string known, string unknown)
    {
        if (way == "phone")
        {
            await _cloud.NewPersonAsync(phone: known);
        }

        JsonObject Begin(string who) => way == "phone" ? new() { ["phone"] = who } : new() { ["email"] = who, ["method"] = way };
        var answerTo = way == "passkey" ? "credential" : "code";
        JsonNode wrong = way == "passkey" ? new JsonObject { ["id"] = "AAAA", ["type"] = "public-key" } : Wrong;

        var (real, decoy) = (await BeginAsync(_cloud.Anonymous(), Begin(known)), await BeginAsync(_cloud.Anonymous(), Begin(unknown)));

        Shape(decoy).ShouldBe(Shape(real));
        ((string)decoy["session"]!).Length.ShouldBe(((string)real["session"]!).Length);
        (await AnswersAsync(decoy, answerTo, wrong, 5)).ShouldBe(await AnswersAsync(real, answerTo, wrong, 5));
    }

    [Fact]
    public async Task A_decoys_passkeys_are_always_the_same_and_its_challenge_never()
    {
        var (first, second) = (await BeginAsync(_cloud.Anonymous(), Passkey(Unknown)), await BeginAsync(_cloud.Anonymous(), Passkey(Unknown)));

        ((string)first["options"]!["rpId"]!).ShouldBe("localhost");
        first["options"]!["allowCredentials"]!.ToJsonString().ShouldBe(second["options"]!["allowCredentials"]!.ToJsonString());
        ((string)first["options"]!["challenge"]!).ShouldNotBe((string)second["options"]!["challenge"]!);
        ((string)first["session"]!).ShouldNotBe((string)second["session"]!);
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_a_code()
    {
        var (_, email) = await _cloud.NewPersonAsync();
        (await ForgetAsync(email)).Expect(204);
        var code = await CodeAsync(email, "forgot-password");

        (await ResetAsync(email, code, "short")).ExpectProblem(400, "invalid-request").Json["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["newPassword"]);
        (await ResetAsync(email, "000000")).ExpectProblem(401, "wrong-code");
        (await ResetAsync(email, code)).Expect(204);

        await _cloud.Anonymous().SignInAsync(email, "Another-password-2");
        (await LoginAsync(email, People.OwnPassword)).ExpectProblem(401, "invalid-credentials");
        (await ResetAsync(email, code)).ExpectProblem(401, "challenge-expired");
    }

    [Fact]
    public async Task Forgetting_tells_nothing_of_who_exists()
    {
        var (_, known) = await _cloud.NewPersonAsync();
        var unknown = People.NewEmail();
        var seen = new List<List<string>>();
        foreach (var email in new[] { known, unknown })
        {
            var answers = new List<string> { Told(await ResetAsync(email, "000000")), Told(await ForgetAsync(email)) };
            for (var attempt = 0; attempt < 6; attempt++)
            {
                answers.Add(Told(await ResetAsync(email, "000000")));
            }

            seen.Add(answers);
        }

        seen[1].ShouldBe(seen[0]);
        seen[0].ShouldBe(["401 challenge-expired", "204 ", .. Enumerable.Repeat("401 wrong-code", 5), "401 challenge-expired"]);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session_and_socket_at_once()
    {
        var (phone, email) = await _cloud.NewPersonAsync("manager");
        var desk = await _cloud.Anonymous().SignInAsync(email, People.OwnPassword);
        var ticket = (string)(await desk.PostAsync("/realtime/ticket", null)).Expect(200).Json["ticket"]!;
        using var socket = await Socket.OpenAsync(_cloud, ticket);

        (await phone.PostAsync("/auth/logout", new JsonObject { ["everywhere"] = true })).Expect(204);

        phone.RefreshToken.ShouldBeNull();
        await socket.ClosedAsync();
        foreach (var client in new[] { phone, desk })
        {
            (await client.GetAsync("/me")).ExpectProblem(401, "unauthorized");
            (await client.RefreshAsync()).ExpectProblem(401, "session-expired");
        }

        // The other device is told that this was on purpose, as often as it asks: an answer may not arrive.
        for (var time = 0; time < 2; time++)
        {
            (await desk.RefreshAsync()).Json["signedOut"]!.GetValue<bool>().ShouldBeTrue();
        }

        var again = await _cloud.Anonymous().SignInAsync(email, People.OwnPassword);
        (await again.GetAsync("/me")).Expect(200);
        (await phone.PostAsync("/auth/logout", new JsonObject { ["everywhere"] = true })).ExpectProblem(401, "session-expired");
    }

    [Fact]
    public async Task Signing_out_everywhere_that_failed_can_be_asked_for_again()
    {
        var (phone, email) = await _cloud.NewPersonAsync("manager");
        var desk = await _cloud.Anonymous().SignInAsync(email, People.OwnPassword);
        var ticket = (string)(await desk.PostAsync("/realtime/ticket", null)).Expect(200).Json["ticket"]!;
        using var socket = await Socket.OpenAsync(_cloud, ticket);

        // Only the search for this person's sockets says so; more often than the function tries it.
        await _cloud.FaultAsync(new JsonObject { ["serviceErrors"] = new JsonObject { ["service"] = "dynamodb", ["matching"] = $"{{\"S\":\"{phone.EmployeeId}\"}}", ["count"] = 4, ["status"] = 500 } });
        (await phone.PostAsync("/auth/logout", new JsonObject { ["everywhere"] = true })).Code.ShouldBeGreaterThanOrEqualTo(500);
        (await phone.PostAsync("/auth/logout", new JsonObject { ["everywhere"] = true })).Expect(204);

        await socket.ClosedAsync();
        (await desk.RefreshAsync()).ExpectProblem(401, "session-expired");
    }

    [Fact]
    public async Task Logging_out_here_leaves_other_devices_alone()
    {
        var (phone, email) = await _cloud.NewPersonAsync();
        var desk = await _cloud.Anonymous().SignInAsync(email, People.OwnPassword);

        (await phone.PostAsync("/auth/logout", null)).Expect(204);

        (await phone.RefreshAsync()).ExpectProblem(401, "session-expired").Json["signedOut"].ShouldBeNull();
        (await desk.RefreshAsync()).Expect(200);
        (await desk.GetAsync("/me")).Expect(200);
    }

    [Fact]
    public async Task A_session_hears_that_the_account_is_disabled_or_gone()
    {
        var (person, _) = await _cloud.NewPersonAsync();
        var manager = await _cloud.SignInAsync(TestCloud.Manager);
        (await manager.PatchAsync("/employees/" + person.EmployeeId, new JsonObject { ["status"] = "disabled" })).Expect(200);
        (await person.RefreshAsync()).ExpectProblem(403, "account-disabled");

        var (erased, _) = await _cloud.NewPersonAsync();
        (await manager.DeleteAsync("/employees/" + erased.EmployeeId)).Code.ShouldBeOneOf(202, 204);
        (await erased.RefreshAsync()).ExpectProblem(410, "account-erased");

        // A profile that a restored table lacks says nothing of the kind: the phone would forget what only it has.
        var (lost, email) = await _cloud.NewPersonAsync();
        await _cloud.Cognito.AdminDeleteUserAsync(new AdminDeleteUserRequest { UserPoolId = _cloud.UserPool, Username = email });
        await _cloud.DynamoDb.DeleteItemAsync(_cloud.Table, new() { ["pk"] = new("EMP#" + lost.EmployeeId), ["sk"] = new("PROFILE") });
        (await lost.RefreshAsync()).ExpectProblem(401, "session-expired");
    }

    [Fact]
    public async Task The_first_manager_gets_a_profile_by_signing_in()
    {
        const string email = "first@people.test";
        await _cloud.Cognito.AdminCreateUserAsync(new AdminCreateUserRequest
        {
            UserPoolId = _cloud.UserPool,
            Username = "first-manager",
            TemporaryPassword = "Temporary-password-1",
            DesiredDeliveryMediums = ["EMAIL"],
            UserAttributes = [new() { Name = "email", Value = email }, new() { Name = "email_verified", Value = "true" }],
        });
        await _cloud.Cognito.AdminAddUserToGroupAsync(new AdminAddUserToGroupRequest { UserPoolId = _cloud.UserPool, Username = "first-manager", GroupName = "manager" });

        var signedIn = (await _cloud.AcceptAsync(email, "Temporary-password-1")).Expect(200).Json;

        ((string)signedIn["employee"]!["role"]!).ShouldBe("manager");
        ((string)signedIn["employee"]!["email"]!).ShouldBe(email);
        var manager = await _cloud.Anonymous().SignInAsync(email, People.OwnPassword);
        (await manager.GetAsync("/me")).Expect(200).Json["passkeys"]!.AsArray().ShouldBeEmpty();
        var set = (await _cloud.ItemsAsync("managers")).ShouldHaveSingleItem();
        set["ids"].SS.ShouldContain(manager.EmployeeId);
    }

    [Theory]
    [InlineData("""{"email":"a@b.test","password":"x","phone":"+442079460000"}""", "phone")]
    [InlineData("""{"email":"a@b.test","password":"x","method":"otp"}""", "method")]
    [InlineData("""{"email":"a@b.test","method":"magic"}""", "method")]
    [InlineData("""{"method":"otp"}""", "email")]
    [InlineData("""{"phone":"020 7946 0000"}""", "phone")]
    [InlineData("""{"email":"a@b.test"}""", "password")]
    [InlineData("{}", "email")]
    public async Task A_login_is_one_of_the_ways_in(string body, string field) =>
        (await _cloud.Anonymous().PostAsync("/auth/login", JsonNode.Parse(body))).ExpectProblem(400, "invalid-request")
            .Json["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field]);

    [Fact]
    public async Task Passkeys_that_are_not_ones_own_are_not_found_and_nonsense_is_refused()
    {
        var (person, _) = await _cloud.NewPersonAsync();
        var options = (await person.PostAsync("/auth/passkeys", null)).Expect(200).Json["options"]!;
        ((string)options["rp"]!["id"]!).ShouldBe("localhost");
        var nonsense = new JsonObject { ["id"] = "AAAA", ["rawId"] = "AAAA", ["type"] = "public-key", ["response"] = new JsonObject { ["attestationObject"] = "oA", ["clientDataJSON"] = "e30" } };

        (await person.PutAsync("/auth/passkeys", new JsonObject { ["name"] = "Phone", ["credential"] = nonsense })).ExpectProblem(400, "passkey-refused");
        (await person.PutAsync("/auth/passkeys", new JsonObject { ["name"] = new string('n', 61), ["credential"] = nonsense.DeepClone() })).ExpectProblem(400, "invalid-request");

        (await person.GetAsync("/auth/passkeys")).Expect(200).Json["passkeys"]!.AsArray().ShouldBeEmpty();
        (await person.DeleteAsync("/auth/passkeys/AAAA")).ExpectProblem(404, "not-found");
    }

    private static JsonObject Otp(string email) => new() { ["email"] = email, ["method"] = "otp" };

    private static JsonObject Passkey(string email) => new() { ["email"] = email, ["method"] = "passkey" };

    private static async Task<JsonObject> BeginAsync(ApiClient client, JsonObject way) => (await client.PostAsync("/auth/login", way)).Expect(200).Json.AsObject();

    private static Task<Answer> AnswerAsync(ApiClient client, JsonObject challenge, string field, JsonNode value) => client.PostAsync(
        "/auth/challenge",
        new JsonObject { ["challenge"] = (string)challenge["challenge"]!, ["session"] = (string)challenge["session"]!, [field] = value.DeepClone() });

    private async Task<List<string>> AnswersAsync(JsonObject challenge, string field, JsonNode value, int times)
    {
        var told = new List<string>();
        for (var time = 0; time < times; time++)
        {
            told.Add(Told(await AnswerAsync(_cloud.Anonymous(), challenge, field, value)));
        }

        return told;
    }

    private static string Told(Answer answer) => $"{answer.Code} {answer.ProblemCode}";

    // Names and kinds of all that is in it, whatever the values.
    private static string Shape(JsonNode? node) => node switch
    {
        JsonObject fields => "{" + string.Join(',', fields.Select(field => field.Key + ":" + Shape(field.Value))) + "}",
        JsonArray items => "[" + Shape(items[0]) + "]",
        _ => node!.GetValueKind().ToString(),
    };

    private async Task<string> CodeAsync(string to, string kind = "sign-in") =>
        (string)(await _cloud.MailAsync(to, kind))[0]["code"]!;

    private Task<Answer> LoginAsync(string email, string password) =>
        _cloud.Anonymous().PostAsync("/auth/login", new JsonObject { ["email"] = email, ["password"] = password });

    private Task<Answer> ForgetAsync(string email) => _cloud.Anonymous().PostAsync("/auth/password/forgot", new JsonObject { ["email"] = email });

    private Task<Answer> ResetAsync(string email, string code, string password = "Another-password-2") => _cloud.Anonymous().PostAsync(
        "/auth/password/reset",
        new JsonObject { ["email"] = email, ["code"] = code, ["newPassword"] = password });
}
