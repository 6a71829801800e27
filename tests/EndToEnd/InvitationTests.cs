using Amazon.CognitoIdentityProvider.Model;

namespace Ooak.EndToEnd.Tests;

/// <summary>How somebody comes to work here: one by one, or as a list.</summary>
public sealed class InvitationTests(OwnCloud own) : IClassFixture<OwnCloud>
{
    private readonly TestCloud _cloud = own.Cloud;

    [Fact]
    public async Task An_invited_person_chooses_a_password_and_becomes_active()
    {
        var email = People.NewEmail();
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var invited = (await manager.PostAsync("/employees", People.Invitation(" " + email.ToUpperInvariant(), phone: "+44 (20) 7946-0001", team: " Sales "))).Expect(201).Json;
        ((string)invited["email"]!).ShouldBe(email);
        ((string)invited["phone"]!).ShouldBe("+442079460001");
        ((string)invited["team"]!).ShouldBe("Sales");
        ((string)invited["status"]!).ShouldBe("invited");
        invited["invitedAt"].ShouldNotBeNull();
        (await _cloud.PersonAsync(invited)).ToJsonString().ShouldBe(invited.ToJsonString());
        var mail = (await _cloud.MailAsync(email)).ShouldHaveSingleItem();
        ((string)mail["body"]!).ShouldContain(_cloud.Site.GetLeftPart(UriPartial.Authority));

        var temporary = await _cloud.TemporaryPasswordAsync(email);
        (await _cloud.AcceptAsync(email, temporary, temporary)).ExpectProblem(400, "password-unchanged");
        var signedIn = (await _cloud.AcceptAsync(email, temporary)).Expect(200).Json;

        ((string)signedIn["employee"]!["id"]!).ShouldBe((string)invited["id"]!);
        ((string)signedIn["employee"]!["status"]!).ShouldBe("active");
        ((string)(await _cloud.PersonAsync(invited))["status"]!).ShouldBe("active");
    }

    [Theory]
    [InlineData("email", "nobody")]
    [InlineData("email", null)]
    [InlineData("name", "")]
    [InlineData("name", "  ")]
    [InlineData("name", "two\nlines")]
    [InlineData("phone", "020 7946 0000")]
    [InlineData("phone", "+0123456789")]
    [InlineData("phone", "+44 20 7946 0000 ext 5")]
    [InlineData("phone", "+1234567890123456")]
    [InlineData("role", "owner")]
    public async Task An_invitation_with_a_fault_names_the_field(string field, string? value)
    {
        var invitation = People.Invitation();
        invitation[field] = value;
        var before = await _cloud.DigestAsync();

        var answer = (await (await _cloud.AsAsync(TestCloud.Manager)).PostAsync("/employees", invitation)).ExpectProblem(400, "invalid-request");

        answer.Json["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field]);
        (await _cloud.DigestAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task An_address_and_a_number_belong_to_one_person()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var (email, phone) = (People.NewEmail(), "+442079460002");
        var first = (await manager.PostAsync("/employees", People.Invitation(email, phone: phone))).Expect(201).Json;

        var taken = (await manager.PostAsync("/employees", People.Invitation(email))).ExpectProblem(409, "email-taken");
        (await manager.PostAsync("/employees", People.Invitation(phone: phone))).ExpectProblem(409, "phone-taken");

        taken.Json["employee"]!.ToJsonString().ShouldBe(first.ToJsonString());
        (await _cloud.MailAsync(email)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_invitation_that_was_cut_short_is_finished_by_the_next_attempt()
    {
        var email = People.NewEmail();
        await _cloud.Cognito.AdminCreateUserAsync(new AdminCreateUserRequest
        {
            UserPoolId = _cloud.UserPool,
            Username = Requests.NewId(),
            TemporaryPassword = "Lost-with-the-crash-1",
            DesiredDeliveryMediums = ["EMAIL"],
            UserAttributes = [new() { Name = "email", Value = email }, new() { Name = "email_verified", Value = "true" }],
        });

        var invited = (await (await _cloud.AsAsync(TestCloud.Manager)).PostAsync("/employees", People.Invitation(email, "manager", "+442079460003"))).Expect(201).Json;

        ((string)invited["status"]!).ShouldBe("invited");
        (await _cloud.AcceptAsync(email, await _cloud.TemporaryPasswordAsync(email))).Expect(200);
        var person = await _cloud.Anonymous().SignInAsync(email, People.OwnPassword);
        (await person.GetAsync("/employees")).Expect(200);
        (await _cloud.Cognito.AdminGetUserAsync(new AdminGetUserRequest { UserPoolId = _cloud.UserPool, Username = "+442079460003" }))
            .UserAttributes!.ShouldContain(attribute => attribute.Name == "sub" && attribute.Value == person.EmployeeId);
    }

    [Fact]
    public async Task An_invitation_can_be_sent_again_until_it_is_accepted()
    {
        var email = People.NewEmail();
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var path = $"/employees/{(await manager.PostAsync("/employees", People.Invitation(email))).Expect(201).Json["id"]}/invite";
        var first = await _cloud.TemporaryPasswordAsync(email);

        var again = (await manager.PostAsync(path, null)).Expect(200).Json;

        ((string)again["status"]!).ShouldBe("invited");
        var second = await _cloud.TemporaryPasswordAsync(email);
        second.ShouldNotBe(first);
        (await _cloud.Anonymous().PostAsync("/auth/login", new JsonObject { ["email"] = email, ["password"] = first })).ExpectProblem(401, "invalid-credentials");
        (await _cloud.AcceptAsync(email, second)).Expect(200);
        (await manager.PostAsync(path, null)).ExpectProblem(409, "not-invited");
    }

    [Fact]
    public async Task An_import_answers_for_each_row_and_can_be_repeated()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var (good, other) = (People.Invitation(phone: "+442079460004"), People.Invitation());
        var samePhone = People.Invitation(phone: "+442079460004");
        var bad = People.Invitation(email: "not an address");
        bad["name"] = "";
        var body = new JsonObject { ["employees"] = new JsonArray(good.DeepClone(), bad, good.DeepClone(), samePhone, other.DeepClone()) };

        var first = (await manager.PostAsync("/employees/import", body)).Expect(200).Json["results"]!.AsArray();
        var second = (await manager.PostAsync("/employees/import", body)).Expect(200).Json["results"]!.AsArray();

        first.Select(result => (string)result!["status"]!).ShouldBe(["invited", "rejected", "exists", "rejected", "invited"]);
        first[1]!["problem"]!["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["email", "name"], ignoreOrder: true);
        ((string)first[3]!["problem"]!["code"]!).ShouldBe("phone-taken");
        ((string)first[2]!["employee"]!["id"]!).ShouldBe((string)first[0]!["employee"]!["id"]!);
        second.Select(result => (string)result!["status"]!).ShouldBe(["exists", "rejected", "exists", "rejected", "exists"]);
        (await _cloud.MailAsync((string)good["email"]!)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_import_is_not_for_whole_companies()
    {
        var rows = new JsonArray([.. Enumerable.Range(0, 26).Select(_ => People.Invitation())]);

        (await (await _cloud.AsAsync(TestCloud.Manager)).PostAsync("/employees/import", new JsonObject { ["employees"] = rows })).ExpectProblem(400, "invalid-request");
        (await (await _cloud.AsAsync(TestCloud.Manager)).PostAsync("/employees/import", new JsonObject { ["employees"] = new JsonArray() })).ExpectProblem(400, "invalid-request");
    }
}
