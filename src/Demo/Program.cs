using System.Text.Json;
using Amazon.CognitoIdentityProvider;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Ooak.Demo;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Presence;

// Fills an empty stack with the demo organisation: users in Cognito, profiles and calls in the table. Counters follow by the
// stream, as in real life. Arguments: LocalCloud's console and service endpoint, the organisation's time zone.
if (args is not [var console, var endpoint, var timeZone])
{
    Console.Error.WriteLine("usage: Ooak.Demo CONSOLE ENDPOINT TIME_ZONE");
    return 2;
}

var table = await PhysicalIdAsync("AWS::DynamoDB::Table");
var pool = await PhysicalIdAsync("AWS::Cognito::UserPool");

var credentials = new BasicAWSCredentials("LOCALCLOUDROOT", "localcloud");
using var dynamo = new AmazonDynamoDBClient(credentials, new AmazonDynamoDBConfig { ServiceURL = endpoint, AuthenticationRegion = "eu-central-1" });
using var cognito = new AmazonCognitoIdentityProviderClient(credentials, new AmazonCognitoIdentityProviderConfig { ServiceURL = endpoint, AuthenticationRegion = "eu-central-1" });
var organisation = new DemoOrganisation(cognito, dynamo, table, pool);
if (await organisation.ExistsAsync())
{
    Console.WriteLine("Demo organisation: as it was left.");
    return 0;
}

// People first, who can sign in and look around while calls come in, the last week's first.
const int Week = 7;
var people = await organisation.InviteAsync();
var now = DateTimeOffset.UtcNow;
var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
var calls = people.Where(person => !person.IsManager)
    .SelectMany((person, index) => new DemoCalls(person, index, zone, now).Generate())
    .ToLookup(call => call.Call.StartedAt.Value > now.AddDays(-Week));
await organisation.WriteAsync(new DemoWork(people, zone, now).Items());
await organisation.WriteAsync(LastSeen(calls[true]));
Console.WriteLine($"Demo organisation: {people.Count} people; their calls come in, the last week's first.");
await organisation.WriteAsync(calls[true]);
await organisation.WriteAsync(calls[false]);
await organisation.FinishAsync();
Console.WriteLine($"Demo organisation: {calls[true].Count() + calls[false].Count():N0} calls are written.");
return 0;

// Each phone was heard of when it sent its last call.
IEnumerable<Dictionary<string, AttributeValue>> LastSeen(IEnumerable<StoredCall> calls) => calls
    .GroupBy(call => call.Call.EmployeeId, call => call.Call.SyncedAt.Value)
    .Select(sent => new KnownPresence(sent.Max() < now ? sent.Max() : now, null, 0, null).ToItem(sent.Key));

async Task<string> PhysicalIdAsync(string type)
{
    using var http = new HttpClient();
    using var resources = JsonDocument.Parse(await http.GetStringAsync(new Uri($"{console}/api/resources")));
    return resources.RootElement.EnumerateArray().Single(resource => resource.GetProperty("type").GetString() == type).GetProperty("physicalId").GetString()!;
}
