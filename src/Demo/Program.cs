using Amazon.CognitoIdentityProvider;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Ooak.Demo;

// Fills an empty stack with the demo organisation: users in Cognito, profiles and calls in the table. Counters follow by the
// stream, as in real life. Arguments: service endpoint, table, user pool, time zone.
if (args is not [var endpoint, var table, var pool, var timeZone])
{
    Console.Error.WriteLine("usage: Ooak.Demo ENDPOINT TABLE USER_POOL_ID TIME_ZONE");
    return 2;
}

var credentials = new BasicAWSCredentials("LOCALCLOUDROOT", "localcloud");
using var dynamo = new AmazonDynamoDBClient(credentials, new AmazonDynamoDBConfig { ServiceURL = endpoint, AuthenticationRegion = "eu-central-1" });
using var cognito = new AmazonCognitoIdentityProviderClient(credentials, new AmazonCognitoIdentityProviderConfig { ServiceURL = endpoint, AuthenticationRegion = "eu-central-1" });
var organisation = new DemoOrganisation(cognito, dynamo, table, pool);
if (await organisation.ExistsAsync())
{
    return 0;
}

var people = await organisation.InviteAsync();
var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
var calls = people.Where(person => !person.IsManager).SelectMany((person, index) => new DemoCalls(person, index, zone, DateTimeOffset.UtcNow).Generate()).ToList();
await organisation.WriteAsync(calls);
await organisation.FinishAsync();
Console.WriteLine($"Demo organisation: {people.Count} people, {calls.Count:N0} calls.");
return 0;
