using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Tests;

/// <summary>What becomes of accounts and sessions: forgotten passwords, rotation, sign-out, invitations, aliases.</summary>
[Collection(CognitoCollection.Name)]
public sealed class AccountTests(CognitoCloud cloud)
{
    private const string Revoked = "NotAuthorizedException: Refresh Token has been revoked";

    [Fact]
    public async Task A_reset_code_works_once()
    {
        var person = await cloud.Create();
        var code = await Forget(person);

        (await Reset(person, code, "short")).Kind().ShouldBe("InvalidPasswordException");
        (await Reset(person, code, "Another-horse-2")).Status.ShouldBe(200);
        (await Reset(person, code, "Third-horse-3")).Kind().ShouldBe("ExpiredCodeException");
        (await cloud.Begin(person.Email, "PASSWORD", "Another-horse-2")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_reset_code_expires_after_an_hour()
    {
        var person = await cloud.Create();
        var code = await Forget(person);
        cloud.Clock.Advance(TimeSpan.FromMinutes(61));

        (await Reset(person, code, "Another-horse-2")).Kind().ShouldBe("ExpiredCodeException");
    }

    [Fact]
    public async Task A_newer_reset_code_replaces_the_older()
    {
        var person = await cloud.Create();
        var older = await Forget(person);
        var newer = await Forget(person);

        (await Reset(person, older, "Another-horse-2")).Kind().ShouldBe("CodeMismatchException");
        (await Reset(person, newer, "Another-horse-2")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Five_wrong_reset_codes_make_the_right_one_useless()
    {
        var person = await cloud.Create();
        var code = await Forget(person);
        for (var i = 0; i < 5; i++)
        {
            (await Reset(person, "x", "Another-horse-2")).Kind().ShouldBe("CodeMismatchException");
        }

        (await Reset(person, code, "Another-horse-2")).Error().ShouldBe("LimitExceededException: Attempt limit exceeded, please try after some time.");
    }

    [Fact]
    public async Task Five_reset_codes_an_hour_are_sent_and_no_more()
    {
        var person = await cloud.Create();
        for (var i = 0; i < 5; i++)
        {
            await Forget(person);
        }

        (await cloud.Call("ForgotPassword", Body(person.Email))).Error().ShouldBe("LimitExceededException: Attempt limit exceeded, please try after some time.");
        (await cloud.Mails(person.Email)).ShouldBe(5);
        cloud.Clock.Advance(TimeSpan.FromMinutes(61));
        await Forget(person);
    }

    [Fact]
    public async Task Who_cannot_reset_a_password_is_told_why_and_strangers_nothing()
    {
        var stranger = await cloud.Call("ForgotPassword", Body("stranger@ooak.test"));
        ((string)stranger.Body["CodeDeliveryDetails"]!["Destination"]!).ShouldBe("s***@o***");
        (await cloud.Mails("stranger@ooak.test")).ShouldBe(0);
        (await cloud.Call("ConfirmForgotPassword", Body("stranger@ooak.test", "123456", "Another-horse-2"))).Kind().ShouldBe("ExpiredCodeException");

        var person = await cloud.Create();
        await cloud.Admin("AdminSetUserPassword", person.Username, ("Password", "Temporary-1x"), ("Permanent", false));
        (await cloud.Call("ForgotPassword", Body(person.Email))).Error().ShouldBe("NotAuthorizedException: User password cannot be reset in the current state.");

        var unverified = await cloud.Create("+46700000" + Random.Shared.Next(100, 999));
        await cloud.Admin("AdminUpdateUserAttributes", unverified.Username, ("UserAttributes", CognitoCloud.Attributes(("email_verified", "false"))));
        (await cloud.Call("ForgotPassword", Body(unverified.Username))).Kind().ShouldBe("InvalidParameterException");
    }

    [Fact]
    public async Task A_rotated_token_works_through_sixty_seconds_and_no_longer()
    {
        var person = await cloud.Create();
        var first = (await cloud.SignIn(person))["RefreshToken"]!;
        var second = (await cloud.Refresh(first)).Body["AuthenticationResult"]!["RefreshToken"]!;

        cloud.Clock.Advance(TimeSpan.FromSeconds(55));
        (await cloud.Refresh(first)).Status.ShouldBe(200);
        cloud.Clock.Advance(TimeSpan.FromSeconds(6));
        (await cloud.Refresh(first)).Kind().ShouldBe("RefreshTokenReuseException");
        (await cloud.Refresh(second)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Rotation_does_not_prolong_a_session()
    {
        var person = await cloud.Create();
        var token = (await cloud.SignIn(person))["RefreshToken"]!;
        cloud.Clock.Advance(TimeSpan.FromDays(364));
        token = (await cloud.Refresh(token)).Body["AuthenticationResult"]!["RefreshToken"]!;
        cloud.Clock.Advance(TimeSpan.FromDays(1.1));

        (await cloud.Refresh(token)).Error().ShouldBe("NotAuthorizedException: Refresh Token has expired");
    }

    [Theory]
    [InlineData("GlobalSignOut", Revoked)]
    [InlineData("AdminUserGlobalSignOut", Revoked)]
    [InlineData("AdminDisableUser", "NotAuthorizedException: User is disabled.")]
    [InlineData("AdminDeleteUser", "NotAuthorizedException: Invalid Refresh Token")]
    public async Task Every_session_ends(string operation, string refused)
    {
        var person = await cloud.Create();
        var here = await cloud.SignIn(person);
        var there = await cloud.SignIn(person);
        (await User(here)).Status.ShouldBe(200);

        (operation == "GlobalSignOut"
            ? await cloud.Call(operation, new JsonObject { ["AccessToken"] = here["AccessToken"]!.DeepClone() })
            : await cloud.Admin(operation, person.Username)).Status.ShouldBe(200);

        foreach (var session in new[] { here, there })
        {
            (await cloud.Refresh(session["RefreshToken"]!)).Error().ShouldBe(refused);
            (await User(session)).Error().ShouldBe(operation == "AdminDeleteUser" ? "UserNotFoundException: User does not exist." : "NotAuthorizedException: Access Token has been revoked");
        }
    }

    [Fact]
    public async Task Enabling_again_revives_no_session()
    {
        var person = await cloud.Create();
        var before = await cloud.SignIn(person);
        await cloud.Admin("AdminDisableUser", person.Username);
        await cloud.Admin("AdminEnableUser", person.Username);

        (await cloud.Refresh(before["RefreshToken"]!)).Error().ShouldBe(Revoked);
        (await cloud.Refresh((await cloud.SignIn(person))["RefreshToken"]!)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_access_token_expires()
    {
        var tokens = await cloud.SignIn(await cloud.Create());
        cloud.Clock.Advance(TimeSpan.FromMinutes(15));

        (await User(tokens)).Error().ShouldBe("NotAuthorizedException: Access Token has expired");
    }

    [Fact]
    public async Task Sending_an_invitation_again_makes_the_earlier_password_void()
    {
        var name = "again-" + Guid.NewGuid().ToString("N")[..8];
        var email = name + "@ooak.test";
        var medium = new JsonArray("EMAIL");
        await cloud.Admin("AdminCreateUser", name, ("TemporaryPassword", "Temporary-1x"), ("DesiredDeliveryMediums", medium.DeepClone()),
            ("UserAttributes", CognitoCloud.Attributes(("email", email), ("email_verified", "true"))));
        (await cloud.Admin("AdminCreateUser", name, ("MessageAction", "RESEND"), ("DesiredDeliveryMediums", medium.DeepClone()))).Status.ShouldBe(200);
        var password = (string)(await cloud.NewestMail(email))["code"]!;

        password.ShouldNotBe("Temporary-1x");
        (await cloud.Mails(email)).ShouldBe(2);
        (await cloud.Begin(email, "PASSWORD", "Temporary-1x")).Error().ShouldBe("NotAuthorizedException: Incorrect username or password.");
        cloud.Clock.Advance(TimeSpan.FromDays(8));
        (await cloud.Begin(email, "PASSWORD", password)).Error().ShouldBe("NotAuthorizedException: Temporary password has expired and must be reset by an administrator.");
        (await cloud.Admin("AdminCreateUser", name, ("MessageAction", "RESEND"), ("TemporaryPassword", "Temporary-2x"), ("DesiredDeliveryMediums", medium.DeepClone()))).Status.ShouldBe(200);
        var begun = (await cloud.Begin(email, "PASSWORD", "Temporary-2x")).Body;
        (await cloud.Answer(begun, email, ("NEW_PASSWORD", CognitoCloud.Password))).Status.ShouldBe(200);
        (await cloud.Admin("AdminCreateUser", name, ("MessageAction", "RESEND"))).Kind().ShouldBe("UnsupportedUserStateException");
    }

    [Fact]
    public async Task An_invitation_to_nobody_or_with_a_weak_password_is_refused()
    {
        var name = "weak-" + Guid.NewGuid().ToString("N")[..8];

        (await cloud.Admin("AdminCreateUser", name, ("MessageAction", "RESEND"))).Kind().ShouldBe("UserNotFoundException");
        (await cloud.Admin("AdminCreateUser", name, ("TemporaryPassword", "short"))).Kind().ShouldBe("InvalidPasswordException");
        (await cloud.Admin("AdminCreateUser", name)).Kind().ShouldBe("InvalidParameterException");
        (await cloud.Admin("AdminGetUser", name)).Kind().ShouldBe("UserNotFoundException");
    }

    [Theory]
    [InlineData("email")]
    [InlineData("phone_number")]
    public async Task A_verified_address_belongs_to_one_user(string attribute)
    {
        var phone = "+4671" + Random.Shared.Next(1_000_000, 9_999_999);
        var holder = await cloud.Create(phone);
        var other = await cloud.Create();
        var value = attribute == "email" ? holder.Email : phone;
        var claim = CognitoCloud.Attributes((attribute, value), (attribute + "_verified", "true"));
        var name = "alias-" + Guid.NewGuid().ToString("N")[..8];

        (await cloud.Admin("AdminCreateUser", name, ("TemporaryPassword", "Temporary-1x"), ("UserAttributes", claim.DeepClone()))).Kind().ShouldBe("AliasExistsException");
        (await cloud.Admin("AdminUpdateUserAttributes", other.Username, ("UserAttributes", claim.DeepClone()))).Kind().ShouldBe("AliasExistsException");
        (await cloud.Admin("AdminUpdateUserAttributes", other.Username, ("UserAttributes", CognitoCloud.Attributes((attribute, value))))).Status.ShouldBe(200);
        (await cloud.Admin("AdminUpdateUserAttributes", other.Username, ("UserAttributes", CognitoCloud.Attributes((attribute + "_verified", "true"))))).Kind().ShouldBe("AliasExistsException");
        (await cloud.Admin("AdminUpdateUserAttributes", holder.Username, ("UserAttributes", claim.DeepClone()))).Status.ShouldBe(200);
        (await cloud.Admin("AdminCreateUser", holder.Username, ("TemporaryPassword", "Temporary-1x"))).Kind().ShouldBe("UsernameExistsException");
        (await cloud.Begin(value, "PASSWORD", CognitoCloud.Password)).Status.ShouldBe(200);

        (await cloud.Admin("AdminCreateUser", name, ("MessageAction", "SUPPRESS"), ("TemporaryPassword", "Temporary-1x"), ("ForceAliasCreation", true), ("UserAttributes", claim.DeepClone()))).Status.ShouldBe(200);
        ((string?)(await cloud.Begin(value, "PASSWORD", "Temporary-1x")).Body["ChallengeName"]).ShouldBe("NEW_PASSWORD_REQUIRED");
    }

    [Fact]
    public async Task A_blank_value_removes_an_attribute_and_bad_values_are_refused()
    {
        var phone = "+4672" + Random.Shared.Next(1_000_000, 9_999_999);
        var person = await cloud.Create(phone);
        Task<(int, JsonObject)> Update(string name, string value) => cloud.Admin("AdminUpdateUserAttributes", person.Username, ("UserAttributes", CognitoCloud.Attributes((name, value))));

        (await Update("phone_number", "0701234567")).Error().ShouldBe("InvalidParameterException: Invalid phone number format.");
        (await Update("email", "not an address")).Error().ShouldBe("InvalidParameterException: Invalid email address format.");
        (await Update("sub", "x")).Kind().ShouldBe("InvalidParameterException");
        (await cloud.Admin("AdminDeleteUserAttributes", person.Username, ("UserAttributeNames", new JsonArray("sub")))).Kind().ShouldBe("InvalidParameterException");
        (await cloud.Begin(phone, "PASSWORD", CognitoCloud.Password)).Status.ShouldBe(200);
        (await Update("phone_number", "")).Item1.ShouldBe(200);

        var attributes = (await cloud.Admin("AdminGetUser", person.Username)).Body["UserAttributes"]!.AsArray();
        attributes.Select(a => (string)a!["Name"]!).ShouldNotContain("phone_number");
        (await cloud.Begin(phone, "PASSWORD", CognitoCloud.Password)).Kind().ShouldBe("NotAuthorizedException");
    }

    private Task<(int Status, JsonObject Body)> User(JsonObject tokens) => cloud.Call("GetUser", new JsonObject { ["AccessToken"] = tokens["AccessToken"]!.DeepClone() });

    private async Task<string> Forget(Person person)
    {
        (await cloud.Call("ForgotPassword", Body(person.Email))).Status.ShouldBe(200);
        return (string)(await cloud.NewestMail(person.Email))["code"]!;
    }

    private Task<(int Status, JsonObject Body)> Reset(Person person, string code, string password) => cloud.Call("ConfirmForgotPassword", Body(person.Email, code, password));

    private JsonObject Body(string username, string? code = null, string? password = null)
    {
        var body = new JsonObject { ["ClientId"] = cloud.Client, ["SecretHash"] = cloud.Hash(username), ["Username"] = username };
        if (code is not null)
        {
            body["ConfirmationCode"] = code;
            body["Password"] = password;
        }

        return body;
    }
}
