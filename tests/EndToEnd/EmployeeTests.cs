using System.Net;
using Amazon.CognitoIdentityProvider.Model;
using Amazon.DynamoDBv2.Model;

namespace Ooak.EndToEnd.Tests;

/// <summary>Who works here, and may do what: changed, switched off, let in again.</summary>
public sealed class EmployeeTests(OwnCloud own) : IClassFixture<OwnCloud>
{
    private readonly TestCloud _cloud = own.Cloud;

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
        (await _cloud.PersonAsync(person)).ToJsonString().ShouldBe(stripped.ToJsonString());

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

    private static async Task<List<JsonNode>> ManagersAsync(ApiClient manager) =>
        [.. (await manager.GetAsync("/employees")).Expect(200).Json["employees"]!.AsArray()
            .Where(person => (string)person!["role"]! == "manager" && (string)person["status"]! == "active").Select(person => person!)];

    private static async Task<string> TicketAsync(ApiClient person) => (string)(await person.PostAsync("/realtime/ticket", null)).Expect(200).Json["ticket"]!;
}
