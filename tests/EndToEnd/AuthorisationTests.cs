using System.Text;
using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Functions;

namespace Ooak.EndToEnd.Tests;

/// <summary>Who gets which answer from which endpoint. The endpoints come from their declarations: one that has no row here fails.</summary>
public sealed class AuthorisationTests(AuthorisationTests.Organisation organisation) : IClassFixture<AuthorisationTests.Organisation>
{
    /// <summary>What each kind of caller is answered.</summary>
    /// <param name="Own">An employee, about what is theirs.</param>
    /// <param name="Others">An employee, about what is another's: never more than that nothing is there.</param>
    private sealed record Answers(int Anonymous, int Own, int Others, int Disabled, int Manager);

    private static readonly Dictionary<string, Answers> Matrix = new(StringComparer.Ordinal)
    {
        // Anyone: the access token plays no part, only what is sent. Refresh comes without its cookie here.
        ["Login"] = new(400, 400, 400, 400, 400),
        ["AnswerChallenge"] = new(400, 400, 400, 400, 400),
        ["Refresh"] = new(401, 401, 401, 401, 401),
        ["Logout"] = new(204, 204, 204, 204, 204),
        ["ForgotPassword"] = new(400, 400, 400, 400, 400),
        ["ResetPassword"] = new(400, 400, 400, 400, 400),
        ["GetHealth"] = new(200, 200, 200, 200, 200),

        // Employees: their own; managers are employees too, and may see everybody's calls.
        ["GetMe"] = new(401, 200, 200, 403, 200),
        ["ListCalls"] = new(401, 200, 404, 403, 200),
        ["CreateCall"] = new(401, 201, 201, 403, 201), // always the caller's own
        ["GetCall"] = new(401, 200, 404, 403, 200),
        ["GetCallHistory"] = new(401, 200, 404, 403, 200),
        ["GetContact"] = new(401, 404, 404, 403, 404), // a number of nobody's
        ["UpdateCall"] = new(401, 200, 404, 403, 200),
        ["DeleteCall"] = new(401, 204, 404, 403, 204),
        ["StartRecording"] = new(401, 200, 404, 403, 200),
        ["GetRecording"] = new(401, 404, 404, 403, 404), // a call without one
        ["GetSettings"] = new(401, 200, 200, 403, 200),
        ["SyncCalls"] = new(401, 200, 403, 403, 403),
        ["ListAssignments"] = new(401, 200, 404, 403, 200),
        ["CreateAssignments"] = new(401, 200, 403, 403, 200), // for the owner
        ["UpdateAssignment"] = new(401, 200, 404, 403, 200),
        ["GetTargets"] = new(401, 200, 200, 403, 200), // the organisation's and the caller's own
        ["ListAnnouncements"] = new(401, 200, 200, 403, 200), // the caller's own
        ["GetDigest"] = new(401, 200, 200, 403, 200), // always the caller's own
        ["StartPasskey"] = new(401, 200, 200, 403, 200), // always the caller's own, as are the three below
        ["FinishPasskey"] = new(401, 400, 400, 403, 400),
        ["ListPasskeys"] = new(401, 200, 200, 403, 200),
        ["DeletePasskey"] = new(401, 404, 404, 403, 404),
        ["UpdateMySettings"] = new(401, 200, 200, 403, 200), // always the caller's own, as are those below
        ["ListInbox"] = new(401, 200, 200, 403, 200),
        ["ReadNotice"] = new(401, 400, 400, 403, 400), // neither read nor unread
        ["GetPushKey"] = new(401, 200, 200, 403, 200),
        ["AddPushSubscription"] = new(401, 400, 400, 403, 400), // an empty subscription, always the caller's own
        ["RemovePushSubscription"] = new(401, 400, 400, 403, 400), // no id, always the caller's own
        ["CreateTicket"] = new(401, 200, 200, 403, 200),

        // Managers.
        ["GetDashboard"] = new(401, 403, 403, 403, 200),
        ["GetPresence"] = new(401, 403, 403, 403, 200),
        ["GetAudit"] = new(401, 403, 403, 403, 200),
        ["ExportCalls"] = new(401, 403, 403, 403, 200),
        ["GetExport"] = new(401, 403, 403, 403, 404), // an id of nobody's
        ["UpdateSettings"] = new(401, 403, 403, 403, 400), // no version
        ["UpdateTarget"] = new(401, 403, 403, 403, 400), // no version
        ["Announce"] = new(401, 403, 403, 403, 400), // nothing to say
        ["ListEmployees"] = new(401, 403, 403, 403, 200),
        ["CreateEmployee"] = new(401, 403, 403, 403, 400), // an empty invitation
        ["ImportEmployees"] = new(401, 403, 403, 403, 400),
        ["UpdateEmployee"] = new(401, 403, 403, 403, 404), // an id of nobody
        ["ResendInvitation"] = new(401, 403, 403, 403, 404),
        ["EraseEmployee"] = new(401, 403, 403, 403, 404),
        ["ExportEmployee"] = new(401, 403, 403, 403, 404),
        ["EraseContact"] = new(401, 403, 403, 403, 204), // a number of nobody's: nothing is left of it
        ["ExportContact"] = new(401, 403, 403, 403, 202),
    };

    public static TheoryData<string> Endpoints => [.. ApiEndpoint.All.Select(endpoint => endpoint.Name)];

    public static TheoryData<string> Guarded => [.. ApiEndpoint.All.Where(endpoint => endpoint.Audience != Audience.Anyone).Select(endpoint => endpoint.Name)];

    [Fact]
    public void Every_endpoint_has_its_row() =>
        Matrix.Keys.Order(StringComparer.Ordinal).ShouldBe(ApiEndpoint.All.Select(endpoint => endpoint.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Each_caller_gets_the_declared_answer(string name)
    {
        var endpoint = ApiEndpoint.Find(name);
        var cloud = organisation.Cloud;
        var employee = await cloud.AsAsync("employee1@ooak.test");
        var other = await cloud.AsAsync("employee2@ooak.test");
        var manager = await cloud.AsAsync(TestCloud.Manager);

        var seen = new Answers(
            await AskAsync(endpoint, cloud.Anonymous(), employee),
            await AskAsync(endpoint, employee, employee),
            await AskAsync(endpoint, employee, other),
            await AskAsync(endpoint, organisation.Disabled, organisation.Disabled),
            await AskAsync(endpoint, manager, employee));

        seen.ShouldBe(Matrix[name]);
    }

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task A_broken_token_opens_nothing(string name)
    {
        var endpoint = ApiEndpoint.Find(name);
        var faults = new List<string>();
        foreach (var (what, token, status) in organisation.Forge.Broken())
        {
            var caller = organisation.Cloud.Anonymous();
            caller.AccessToken = token;
            var answer = await caller.SendAsync(endpoint.Method, endpoint.PathFor(Requests.NewId()), null);
            if (answer.Code != status)
            {
                faults.Add($"{what}: {answer.Code} {answer.Text}");
            }
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_forge_makes_good_tokens_when_nothing_is_changed()
    {
        var caller = organisation.Cloud.Anonymous();
        caller.AccessToken = organisation.Forge.Signed();

        (await caller.GetAsync("/me")).Expect(200);
    }

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task A_group_in_the_token_makes_nobody_a_manager(string name)
    {
        var endpoint = ApiEndpoint.Find(name);
        var employee = await organisation.Cloud.AsAsync("employee1@ooak.test");
        using var forge = new TokenForge(employee.AccessToken!, organisation.PoolKey);
        var caller = organisation.Cloud.Anonymous();
        caller.AccessToken = forge.Signed(("cognito:groups", new JsonArray("manager", "employee")));

        var answer = await caller.SendAsync(endpoint.Method, endpoint.PathFor(Requests.NewId()), null);

        (answer.Code == 403).ShouldBe(endpoint.Audience == Audience.Manager, answer.Text);
    }

    /// <summary>Asks for, or with, what belongs to somebody.</summary>
    private async Task<int> AskAsync(ApiEndpoint endpoint, ApiClient caller, ApiClient owner)
    {
        JsonObject? call = null;
        var id = Requests.NewId();
        if (endpoint.Route.StartsWith("/calls/{id}", StringComparison.Ordinal))
        {
            call = await organisation.CallOfAsync(owner);
            id = (string)call["id"]!;
        }

        JsonObject? assignment = null;
        if (endpoint.Route.StartsWith("/assignments", StringComparison.Ordinal) && endpoint.TakesBody)
        {
            assignment = await organisation.AssignmentOfAsync(owner);
            id = (string)assignment["id"]!;
        }

        // A manager says whose item it is; an employee has no need to, and gains nothing by it.
        var query = endpoint.Query.Contains("employeeId") && !ReferenceEquals(caller, owner) ? "?employeeId=" + owner.EmployeeId : "";
        var body = endpoint.Name switch
        {
            "CreateCall" => Requests.Draft(),
            "UpdateCall" => call,
            "StartRecording" => Requests.Recording(),
            "SyncCalls" => new Device(owner).Body(),
            "UpdateAssignment" => assignment,
            "CreateAssignments" => new JsonObject { ["assignments"] = new JsonArray(Requests.Assignment(owner.EmployeeId!)) },
            _ when endpoint.Body is not null => [],
            _ => null,
        };
        using var content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");

        // Without the refresh cookie: this is about access tokens.
        var asking = organisation.Cloud.Anonymous();
        asking.AccessToken = caller.AccessToken;
        return (await asking.SendAsync(endpoint.Method, endpoint.PathFor(id) + query, content)).Code;
    }

    /// <summary>A stack of its own that keeps the pool's key where the tests can read it, with one person whom a manager has disabled.</summary>
    public sealed class Organisation : IAsyncLifetime
    {
        private readonly string _data = Directory.CreateTempSubdirectory("ooak").FullName;

        internal TestCloud Cloud { get; private set; } = null!;

        internal TokenForge Forge { get; private set; } = null!;

        internal string PoolKey { get; private set; } = "";

        /// <summary>Signed in before, with a token that is still good.</summary>
        internal ApiClient Disabled { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Cloud = await TestCloud.StartAsync(data: _data);
            PoolKey = await File.ReadAllTextAsync(Directory.EnumerateFiles(_data, "signing-key.pem", SearchOption.AllDirectories).Single());
            Forge = new TokenForge((await Cloud.AsAsync(TestCloud.Manager)).AccessToken!, PoolKey);
            Disabled = await Cloud.SignInAsync("employee12@ooak.test");
            await Cloud.DynamoDb.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = Cloud.Table,
                Key = new() { ["pk"] = new("EMP#" + Disabled.EmployeeId), ["sk"] = new("PROFILE") },
                UpdateExpression = "SET #status = :disabled",
                ConditionExpression = "attribute_exists(pk)",
                ExpressionAttributeNames = new() { ["#status"] = "status" },
                ExpressionAttributeValues = new() { [":disabled"] = new("disabled") },
            });
        }

        public async ValueTask DisposeAsync()
        {
            Forge.Dispose();
            await Cloud.DisposeAsync();
            Directory.Delete(_data, recursive: true);
        }

        /// <summary>A new call of this person's, or an unknown one of somebody who cannot log any.</summary>
        internal async Task<JsonObject> CallOfAsync(ApiClient owner)
        {
            var draft = Requests.Draft();
            if (!ReferenceEquals(owner, Disabled))
            {
                return (await owner.PostAsync("/calls", draft)).Expect(201).Json.AsObject();
            }

            draft["version"] = 1;
            return draft;
        }

        /// <summary>A new assignment of this person's, or an unknown one of somebody who gets none.</summary>
        internal async Task<JsonObject> AssignmentOfAsync(ApiClient owner)
        {
            var draft = Requests.Assignment(owner.EmployeeId!);
            if (!ReferenceEquals(owner, Disabled))
            {
                var manager = await Cloud.AsAsync(TestCloud.Manager);
                return (await manager.PostAsync("/assignments", new JsonObject { ["assignments"] = new JsonArray(draft) })).Expect(200).Json["results"]![0]!["assignment"]!.AsObject();
            }

            draft["version"] = 1;
            draft["state"] = "open";
            return draft;
        }
    }
}
