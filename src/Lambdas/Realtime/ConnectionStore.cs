using System.Buffers.Text;
using System.Security.Cryptography;
using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Employees;

namespace Ooak.Lambdas.Realtime;

/// <summary>Who a ticket or a connection belongs to.</summary>
/// <param name="IssuedAt">When the ticket was, in seconds since 1970.</param>
internal sealed record Viewer(string EmployeeId, Role Role, long IssuedAt = 0);

/// <summary>Open WebSocket connections, and the single-use tickets that open them.</summary>
internal sealed class ConnectionStore(DataTable table, TimeProvider time)
{
    internal static readonly TimeSpan TicketLife = TimeSpan.FromSeconds(30);

    /// <summary>API Gateway ends a connection after two hours; its item may go soon after.</summary>
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(135);

    private const string EmployeeId = "employeeId";
    private const string RoleName = "role";
    private const string ExpiresAt = "expiresAt";
    private const string IssuedAt = "issuedAt";

    public async Task<string> IssueTicketAsync(Viewer viewer, CancellationToken cancellation)
    {
        var ticket = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        var expires = (time.GetUtcNow() + TicketLife).ToUnixTimeSeconds();
        var item = Describe(Item.Key(Keys.Ticket(ticket), Keys.TicketSort), ItemTypes.Ticket, viewer);
        item[ExpiresAt] = Item.N(expires);
        item[IssuedAt] = Item.N(time.GetUtcNow().ToUnixTimeSeconds());
        item[Keys.TimeToLive] = Item.N(expires);
        await table.PutAsync(item, cancellation);
        return ticket;
    }

    /// <summary>Takes the ticket away; null: unknown, used or expired.</summary>
    public async Task<Viewer?> RedeemAsync(string ticket, CancellationToken cancellation)
    {
        var answer = await table.Client.DeleteItemAsync(
            new DeleteItemRequest { TableName = table.Name, Key = Item.Key(Keys.Ticket(ticket), Keys.TicketSort), ReturnValues = "ALL_OLD" },
            cancellation);
        return answer.Attributes is { Count: > 0 } item && item.Number(ExpiresAt) >= time.GetUtcNow().ToUnixTimeSeconds() ? ViewerOf(item) : null;
    }

    public Task AddAsync(string connectionId, Viewer viewer, CancellationToken cancellation)
    {
        var item = Describe(Item.Key(Keys.Connections, Keys.Connection(connectionId)), ItemTypes.Connection, viewer);
        item[Keys.TimeToLive] = Item.N((time.GetUtcNow() + ConnectionLife).ToUnixTimeSeconds());
        return table.PutAsync(item, cancellation);
    }

    public Task RemoveAsync(string connectionId, CancellationToken cancellation) =>
        table.Client.DeleteItemAsync(
            new DeleteItemRequest { TableName = table.Name, Key = Item.Key(Keys.Connections, Keys.Connection(connectionId)) },
            cancellation);

    /// <summary>Connection ids of open dashboards.</summary>
    public IAsyncEnumerable<string> ManagersAsync(CancellationToken cancellation) =>
        table.QueryAsync(
            new QueryRequest
            {
                KeyConditionExpression = "pk = :connections",
                FilterExpression = "#role = :manager",
                ExpressionAttributeNames = new() { ["#role"] = RoleName },
                ExpressionAttributeValues = new() { [":connections"] = Item.S(Keys.Connections), [":manager"] = Item.S("manager") },
            },
            cancellation).Select(item => item.RequiredText(Keys.Sort)[Keys.ConnectionPrefix.Length..]);

    /// <summary>Connection ids of these people.</summary>
    public IAsyncEnumerable<string> OfAsync(IReadOnlySet<string> employeeIds, CancellationToken cancellation) =>
        table.QueryAsync(
            new QueryRequest
            {
                KeyConditionExpression = "pk = :connections",
                ExpressionAttributeValues = new() { [":connections"] = Item.S(Keys.Connections) },
            },
            cancellation)
            .Where(item => employeeIds.Contains(item.RequiredText(EmployeeId)))
            .Select(item => item.RequiredText(Keys.Sort)[Keys.ConnectionPrefix.Length..]);

    /// <summary>Connection ids of one person, read consistently: one that was opened before this is among them.</summary>
    public IAsyncEnumerable<string> OfAsync(string employeeId, CancellationToken cancellation) =>
        table.QueryAsync(
            new QueryRequest
            {
                KeyConditionExpression = "pk = :connections",
                FilterExpression = "#employee = :employee",
                ConsistentRead = true,
                ExpressionAttributeNames = new() { ["#employee"] = EmployeeId },
                ExpressionAttributeValues = new() { [":connections"] = Item.S(Keys.Connections), [":employee"] = Item.S(employeeId) },
            },
            cancellation).Select(item => item.RequiredText(Keys.Sort)[Keys.ConnectionPrefix.Length..]);

    private static Dictionary<string, AttributeValue> Describe(Dictionary<string, AttributeValue> item, string type, Viewer viewer)
    {
        item[Keys.Type] = Item.S(type);
        item[EmployeeId] = Item.S(viewer.EmployeeId);
        item[RoleName] = Item.S(viewer.Role == Role.Manager ? "manager" : "employee");
        return item;
    }

    private static Viewer ViewerOf(Dictionary<string, AttributeValue> item) =>
        new(item.RequiredText(EmployeeId), item.Text(RoleName) == "manager" ? Role.Manager : Role.Employee, item.Number(IssuedAt));
}
