using System.Net;
using Amazon.CognitoIdentityProvider.Model;
using Amazon.DynamoDBv2.Model;

namespace Ooak.EndToEnd.Tests;

/// <summary>Who works here, and who may do what.</summary>
public sealed class EmployeeTests(OwnCloud own) : IClassFixture<OwnCloud>
{
    private readonly TestCloud _cloud = own.Cloud;

    [Fact]
    public async Task An_invited_person_chooses_a_password_and_becomes_active()
    {
        var email = People.NewEmail();
        var manager = await ManagerAsync();
        var invited = (await manager.PostAsync("/employees", People.Invitation(" " + email.ToUpperInvariant(), phone: "+44 (20) 7946-0001", team: " Sales "))).Expect(201).Json;
        ((string)invited["email"]!).ShouldBe(email);
        ((string)invited["phone"]!).ShouldBe("+442079460001");
        ((string)invited["team"]!).ShouldBe("Sales");
        ((string)invited["status"]!).ShouldBe("invited");
        invited["invitedAt"].ShouldNotBeNull();
        (await PersonAsync(invited)).ToJsonString().ShouldBe(invited.ToJsonString());
        var mail = (await _cloud.MailAsync(email)).ShouldHaveSingleItem();
        ((string)mail["body"]!).ShouldContain(_cloud.Site.GetLeftPart(UriPartial.Authority));

        var temporary = await _cloud.TemporaryPasswordAsync(email);
        (await _cloud.AcceptAsync(email, temporary, temporary)).ExpectProblem(400, "password-unchanged");
        var signedIn = (await _cloud.AcceptAsync(email, temporary)).Expect(200).Json;

        ((string)signedIn["employee"]!["id"]!).ShouldBe((string)invited["id"]!);
        ((string)signedIn["employee"]!["status"]!).ShouldBe("active");
        ((string)(await PersonAsync(invited))["status"]!).ShouldBe("active");
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

        var answer = (await (await ManagerAsync()).PostAsync("/employees", invitation)).ExpectProblem(400, "invalid-request");

        answer.Json["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field]);
        (await _cloud.DigestAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task An_address_and_a_number_belong_to_one_person()
    {
        var manager = await ManagerAsync();
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

        var invited = (await (await ManagerAsync()).PostAsync("/employees", People.Invitation(email, "manager", "+442079460003"))).Expect(201).Json;

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
        var manager = await ManagerAsync();
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
        var manager = await ManagerAsync();
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

        (await (await ManagerAsync()).PostAsync("/employees/import", new JsonObject { ["employees"] = rows })).ExpectProblem(400, "invalid-request");
        (await (await ManagerAsync()).PostAsync("/employees/import", new JsonObject { ["employees"] = new JsonArray() })).ExpectProblem(400, "invalid-request");
    }

    [Fact]
    public async Task What_is_present_changes_and_null_removes()
    {
        var manager = await ManagerAsync();
        var person = (await manager.PostAsync("/employees", People.Invitation(phone: "+442079460005", team: "Sales"))).Expect(201).Json.AsObject();
        var path = "/employees/" + person["id"];

        var renamed = (await manager.PatchAsync(path, new JsonObject { ["name"] = "  Petra Malá " })).Expect(200).Json.AsObject();
        person["name"] = "Petra Malá";
        renamed.ToJsonString().ShouldBe(person.ToJsonString());
        var stripped = (await manager.PatchAsync(path, new JsonObject { ["phone"] = null, ["team"] = null })).Expect(200).Json.AsObject();
        (stripped["phone"], stripped["team"]).ShouldBe((null, null));
        (await PersonAsync(person)).ToJsonString().ShouldBe(stripped.ToJsonString());

        // The number is free again.
        (await manager.PostAsync("/employees", People.Invitation(phone: "+442079460005"))).Expect(201);
    }

    [Fact]
    public async Task A_number_that_is_taken_leaves_everything_as_it_was()
    {
        var manager = await ManagerAsync();
        (await manager.PostAsync("/employees", People.Invitation(phone: "+442079460006"))).Expect(201);
        var person = (await manager.PostAsync("/employees", People.Invitation(phone: "+442079460007"))).Expect(201).Json;
        var before = await _cloud.DigestAsync();

        (await manager.PatchAsync("/employees/" + person["id"], new JsonObject { ["name"] = "Other", ["role"] = "manager", ["phone"] = "+442079460006" }))
            .ExpectProblem(409, "phone-taken");

        (await _cloud.DigestAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("""{"role":"employee"}""")]
    [InlineData("""{"status":"disabled"}""")]
    [InlineData("""{"role":"employee","phone":"+442079460008"}""")]
    public async Task The_last_manager_stays(string change)
    {
        var manager = await ManagerAsync();
        foreach (var other in await ManagersAsync(manager))
        {
            if ((string)other["id"]! != manager.EmployeeId)
            {
                (await manager.PatchAsync("/employees/" + other["id"], new JsonObject { ["role"] = "employee" })).Expect(200);
            }
        }

        var before = await _cloud.DigestAsync();

        (await manager.PatchAsync("/employees/" + manager.EmployeeId, JsonNode.Parse(change))).ExpectProblem(409, "last-manager");

        (await _cloud.DigestAsync()).ShouldBe(before);
        (await manager.GetAsync("/employees")).Expect(200);
        await Should.ThrowAsync<UserNotFoundException>(() => _cloud.Cognito.AdminGetUserAsync(new AdminGetUserRequest { UserPoolId = _cloud.UserPool, Username = "+442079460008" }));
    }

    [Fact]
    public async Task Of_managers_who_remove_each_other_at_once_one_stays()
    {
        for (var round = 0; round < 4; round++)
        {
            var chief = await ManagerAsync();
            foreach (var other in await ManagersAsync(chief))
            {
                if ((string)other["id"]! != chief.EmployeeId)
                {
                    (await chief.PatchAsync("/employees/" + other["id"], new JsonObject { ["role"] = "employee" })).Expect(200);
                }
            }

            var (rival, email) = await _cloud.NewPersonAsync("manager");
            JsonObject Removal() => round % 2 == 0 ? new() { ["role"] = "employee" } : new() { ["status"] = "disabled" };

            var answers = await Task.WhenAll(
                chief.PatchAsync("/employees/" + rival.EmployeeId, Removal()),
                rival.PatchAsync("/employees/" + chief.EmployeeId, Removal()));

            answers.Count(answer => answer.Code == 200).ShouldBe(1, string.Join(' ', answers.Select(answer => answer.Text)));
            var winner = answers[0].Code == 200 ? chief : rival;
            (await ManagersAsync(winner)).ShouldHaveSingleItem();
            if (winner == rival)
            {
                (await rival.PatchAsync("/employees/" + chief.EmployeeId, new JsonObject { ["role"] = "manager", ["status"] = "active" })).Expect(200);
            }
        }
    }

    [Fact]
    public async Task Disabling_closes_the_socket_and_refuses_token_session_and_ticket_at_once()
    {
        var (person, email) = await _cloud.NewPersonAsync("manager");
        var manager = await ManagerAsync();
        using var socket = await Socket.OpenAsync(_cloud, await TicketAsync(person));
        var unusedTicket = await TicketAsync(person);

        (await manager.PatchAsync("/employees/" + person.EmployeeId, new JsonObject { ["status"] = "disabled" })).Expect(200);

        await socket.ClosedAsync();
        (await person.GetAsync("/me")).ExpectProblem(403, "account-disabled");
        (await person.RefreshAsync()).Code.ShouldBeOneOf(401, 403);
        (await Socket.RefusalAsync(_cloud, unusedTicket)).ShouldBe(HttpStatusCode.Unauthorized);
        (await _cloud.ItemsAsync("connection")).ShouldNotContain(item => item["employeeId"].S == person.EmployeeId);
        (await LoginAsync(email, People.OwnPassword)).ExpectProblem(403, "account-disabled").SetCookies.ShouldAllBe(cookie => cookie.StartsWith("ooak_refresh=;", StringComparison.Ordinal));
        (await LoginAsync(email, "Not-their-password-1")).ExpectProblem(401, "invalid-credentials");

        ((string)(await manager.PatchAsync("/employees/" + person.EmployeeId, new JsonObject { ["status"] = "active" })).Expect(200).Json["status"]!).ShouldBe("active");
        (await (await _cloud.Anonymous().SignInAsync(email, People.OwnPassword)).GetAsync("/employees")).Expect(200);
    }

    [Fact]
    public async Task Somebody_who_never_signed_in_is_invited_again_when_enabled()
    {
        var email = People.NewEmail();
        var manager = await ManagerAsync();
        var path = "/employees/" + (await manager.PostAsync("/employees", People.Invitation(email))).Expect(201).Json["id"];
        ((string)(await manager.PatchAsync(path, new JsonObject { ["status"] = "active" })).Expect(200).Json["status"]!).ShouldBe("invited");
        ((string)(await manager.PatchAsync(path, new JsonObject { ["status"] = "disabled" })).Expect(200).Json["status"]!).ShouldBe("disabled");
        (await _cloud.AcceptAsync(email, await _cloud.TemporaryPasswordAsync(email))).ExpectProblem(403, "account-disabled");
        (await manager.PostAsync(path + "/invite", null)).ExpectProblem(409, "not-invited");

        var enabled = (await manager.PatchAsync(path, new JsonObject { ["status"] = "active" })).Expect(200).Json;

        ((string)enabled["status"]!).ShouldBe("invited");
        (await LoginAsync(email, People.OwnPassword)).Expect(200);
    }

    [Fact]
    public async Task A_new_role_counts_at_once_and_asks_to_sign_in_again()
    {
        var (person, email) = await _cloud.NewPersonAsync();
        (await person.GetAsync("/employees")).ExpectProblem(403, "forbidden");

        (await (await ManagerAsync()).PatchAsync("/employees/" + person.EmployeeId, new JsonObject { ["role"] = "manager" })).Expect(200);

        (await person.GetAsync("/me")).ExpectProblem(401, "unauthorized");
        (await person.RefreshAsync()).ExpectProblem(401, "session-expired");
        var promoted = await _cloud.Anonymous().SignInAsync(email, People.OwnPassword);
        (await promoted.GetAsync("/employees")).Expect(200);
        (await _cloud.Cognito.AdminListGroupsForUserAsync(new AdminListGroupsForUserRequest { UserPoolId = _cloud.UserPool, Username = email }))
            .Groups!.Select(group => group.GroupName).ShouldBe(["employee", "manager"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_change_that_was_cut_short_is_finished_when_it_is_asked_for_again()
    {
        var (person, email) = await _cloud.NewPersonAsync("manager");
        var path = "/employees/" + person.EmployeeId;

        // The profile is written, and the function dies before Cognito hears of it.
        await _cloud.DynamoDb.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new()
                {
                    Update = new Update
                    {
                        TableName = _cloud.Table,
                        Key = new() { ["pk"] = new("EMP#" + person.EmployeeId), ["sk"] = new("PROFILE") },
                        UpdateExpression = "SET #role = :employee, unsettled = :change",
                        ExpressionAttributeNames = new() { ["#role"] = "role" },
                        ExpressionAttributeValues = new() { [":employee"] = new("employee"), [":change"] = new(Requests.NewId()) },
                    },
                },
                new()
                {
                    Update = new Update
                    {
                        TableName = _cloud.Table,
                        Key = new() { ["pk"] = new("ORG"), ["sk"] = new("MANAGERS") },
                        UpdateExpression = "DELETE ids :person",
                        ExpressionAttributeValues = new() { [":person"] = new() { SS = [person.EmployeeId] } },
                    },
                },
            ],
        });
        (await person.RefreshAsync()).Expect(200);

        (await (await ManagerAsync()).PatchAsync(path, new JsonObject { ["role"] = "employee" })).Expect(200);

        (await person.RefreshAsync()).ExpectProblem(401, "session-expired");
        (await _cloud.Cognito.AdminListGroupsForUserAsync(new AdminListGroupsForUserRequest { UserPoolId = _cloud.UserPool, Username = email }))
            .Groups!.Select(group => group.GroupName).ShouldBe(["employee"]);
        var again = await _cloud.Anonymous().SignInAsync(email, People.OwnPassword);
        (await (await ManagerAsync()).PatchAsync(path, new JsonObject { ["role"] = "employee" })).Expect(200);
        (await again.GetAsync("/me")).Expect(200);
    }

    [Fact]
    public async Task Nobody_is_found_who_is_not_there()
    {
        var manager = await ManagerAsync();
        (await manager.PatchAsync("/employees/" + Requests.NewId(), new JsonObject { ["name"] = "X" })).ExpectProblem(404, "not-found");
        (await manager.PostAsync($"/employees/{Requests.NewId()}/invite", null)).ExpectProblem(404, "not-found");
    }

    private async Task<ApiClient> ManagerAsync() => await _cloud.SignInAsync(TestCloud.Manager);

    private Task<Answer> LoginAsync(string email, string password) =>
        _cloud.Anonymous().PostAsync("/auth/login", new JsonObject { ["email"] = email, ["password"] = password });

    private async Task<JsonNode> PersonAsync(JsonNode person) =>
        (await (await ManagerAsync()).GetAsync("/employees")).Expect(200).Json["employees"]!.AsArray().Single(other => (string)other!["id"]! == (string)person["id"]!)!;

    private static async Task<List<JsonNode>> ManagersAsync(ApiClient manager) =>
        [.. (await manager.GetAsync("/employees")).Expect(200).Json["employees"]!.AsArray()
            .Where(person => (string)person!["role"]! == "manager" && (string)person["status"]! == "active").Select(person => person!)];

    private static async Task<string> TicketAsync(ApiClient person) => (string)(await person.PostAsync("/realtime/ticket", null)).Expect(200).Json["ticket"]!;
}
