using System.Globalization;
using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Settings;

namespace Ooak.Demo;

/// <summary>One of the demo's people.</summary>
/// <param name="Phone">Of a range that is kept for fiction.</param>
internal sealed record DemoPerson(string Id, string Email, string Phone, string Name, string Team, bool IsManager)
{
    public string Username => Email.Split('@')[0];
}

/// <summary>Creates the organisation's people and writes their items.</summary>
internal sealed class DemoOrganisation(IAmazonCognitoIdentityProvider cognito, IAmazonDynamoDB dynamo, string table, string pool)
{
    private const string Password = "Ooak-demo-2026";
    private const int BatchWriteLimit = 25;
    private const int WritersAtOnce = 8;

    private static readonly Dictionary<string, AttributeValue> Complete = Item.Key("DEMO", "COMPLETE");

    private static readonly (string Email, string Name, string Team)[] People =
    [
        ("manager@ooak.test", "Morgan Reyes", "Management"),
        ("employee1@ooak.test", "Ada Novak", "Sales"),
        ("employee2@ooak.test", "Benedikt Huber", "Sales"),
        ("employee3@ooak.test", "Chiara Rossi", "Sales"),
        ("employee4@ooak.test", "Dalia Haddad", "Sales"),
        ("employee5@ooak.test", "Emre Yılmaz", "Support"),
        ("employee6@ooak.test", "Freya Lindqvist", "Support"),
        ("employee7@ooak.test", "Grzegorz Wójcik", "Support"),
        ("employee8@ooak.test", "Hana Suzuki", "Support"),
        ("employee9@ooak.test", "Iris O’Connell", "Accounts"),
        ("employee10@ooak.test", "João Ferreira", "Accounts"),
        ("employee11@ooak.test", "Kwame Mensah", "Accounts"),
        ("employee12@ooak.test", "ليلى منصور", "Accounts"),
    ];

    /// <summary>Whether all was written: an attempt that was cut short is made again, with the same ids.</summary>
    public async Task<bool> ExistsAsync()
    {
        var answer = await dynamo.GetItemAsync(new GetItemRequest { TableName = table, Key = Complete });
        return answer.Item is { Count: > 0 };
    }

    public async Task<List<DemoPerson>> InviteAsync()
    {
        var people = new List<DemoPerson>();
        foreach (var (index, (email, name, team)) in People.Index())
        {
            var phone = string.Create(CultureInfo.InvariantCulture, $"+4477009001{index:00}");
            var person = new DemoPerson(await UserAsync(email, phone), email, phone, name, team, email.StartsWith("manager", StringComparison.Ordinal));
            people.Add(person);
            List<TransactWriteItem> writes = [new() { Put = new Put { TableName = table, Item = Profile(person) } }];
            if (person.IsManager)
            {
                writes.Add(Managers.Join(table, person.Id));
            }

            await dynamo.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = writes });
        }

        await dynamo.PutItemAsync(new PutItemRequest { TableName = table, Item = Settings() });
        return people;
    }

    public Task WriteAsync(IEnumerable<StoredCall> calls) => WriteAsync(calls.Select(call => call.ToItem()));

    public async Task WriteAsync(IEnumerable<Dictionary<string, AttributeValue>> items)
    {
        await Parallel.ForEachAsync(
            items.Chunk(BatchWriteLimit),
            new ParallelOptions { MaxDegreeOfParallelism = WritersAtOnce },
            async (chunk, cancellation) =>
            {
                var pending = new Dictionary<string, List<WriteRequest>>
                {
                    [table] = [.. chunk.Select(item => new WriteRequest { PutRequest = new PutRequest { Item = item } })],
                };
                while (pending is { Count: > 0 })
                {
                    pending = (await dynamo.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = pending }, cancellation)).UnprocessedItems;
                }
            });
    }

    public Task FinishAsync() => dynamo.PutItemAsync(new PutItemRequest { TableName = table, Item = Complete });

    private static Dictionary<string, AttributeValue> Settings() => SettingsItem.Write(
        SettingsItem.Read(null) with { Name = "OOAK Demo", Recording = RecordingMode.Notice, Version = 1 });

    private static Dictionary<string, AttributeValue> Profile(DemoPerson person)
    {
        var employee = new Employee
        {
            Id = person.Id,
            Email = person.Email,
            Phone = person.Phone,
            Name = person.Name,
            Team = person.Team,
            Role = person.IsManager ? Role.Manager : Role.Employee,
            Status = EmployeeStatus.Active,
            CreatedAt = DateTimeOffset.UtcNow.AddDays(-60),
        };
        return EmployeeItem.ToItem(new StoredEmployee(employee, person.Username));
    }

    private async Task<string> UserAsync(string email, string phone)
    {
        var username = email.Split('@')[0];
        try
        {
            await cognito.AdminCreateUserAsync(new AdminCreateUserRequest
            {
                UserPoolId = pool,
                Username = username,
                MessageAction = MessageActionType.SUPPRESS,
                UserAttributes =
                [
                    new() { Name = "email", Value = email },
                    new() { Name = "email_verified", Value = "true" },
                    new() { Name = "phone_number", Value = phone },
                    new() { Name = "phone_number_verified", Value = "true" },
                ],
            });
        }
        catch (UsernameExistsException)
        {
            // Left by an attempt that was cut short.
        }

        await cognito.AdminSetUserPasswordAsync(new AdminSetUserPasswordRequest { UserPoolId = pool, Username = username, Password = Password, Permanent = true });
        string[] groups = username == "manager" ? ["employee", "manager"] : ["employee"];
        foreach (var group in groups)
        {
            await cognito.AdminAddUserToGroupAsync(new AdminAddUserToGroupRequest { UserPoolId = pool, Username = username, GroupName = group });
        }

        var user = await cognito.AdminGetUserAsync(new AdminGetUserRequest { UserPoolId = pool, Username = username });
        return user.UserAttributes!.Find(attribute => attribute.Name == "sub")!.Value!;
    }
}
