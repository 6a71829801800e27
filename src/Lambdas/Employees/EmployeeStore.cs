using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Employees;

/// <summary>Profiles and the directory.</summary>
internal sealed class EmployeeStore(DataTable table)
{
    public async Task<Employee?> FindAsync(string employeeId, CancellationToken cancellation) =>
        await table.GetAsync(Keys.Employee(employeeId), Keys.Profile, cancellation) is { } item ? FromItem(item) : null;

    /// <summary>Creates the profile unless it is there; answers what is there then.</summary>
    public async Task<Employee> EnsureAsync(Employee employee, CancellationToken cancellation)
    {
        try
        {
            await table.Client.PutItemAsync(
                new PutItemRequest { TableName = table.Name, Item = ToItem(employee), ConditionExpression = "attribute_not_exists(pk)" },
                cancellation);
            return employee;
        }
        catch (ConditionalCheckFailedException)
        {
            return await FindAsync(employee.Id, cancellation) ?? employee;
        }
    }

    /// <summary>An invited person signed in for the first time. Others stay as they are.</summary>
    public async Task ActivateAsync(string employeeId, CancellationToken cancellation)
    {
        try
        {
            await table.Client.UpdateItemAsync(
                new UpdateItemRequest
                {
                    TableName = table.Name,
                    Key = Item.Key(Keys.Employee(employeeId), Keys.Profile),
                    UpdateExpression = "SET #status = :active",
                    ConditionExpression = "#status = :invited",
                    ExpressionAttributeNames = new() { ["#status"] = "status" },
                    ExpressionAttributeValues = new() { [":active"] = Item.S("active"), [":invited"] = Item.S("invited") },
                },
                cancellation);
        }
        catch (ConditionalCheckFailedException)
        {
            // Active already, or disabled meanwhile: both are somebody else's decision.
        }
    }

    /// <summary>Everybody, by name.</summary>
    public IAsyncEnumerable<Employee> AllAsync(CancellationToken cancellation) =>
        table.QueryAsync(
            new QueryRequest
            {
                IndexName = Keys.Directory,
                KeyConditionExpression = "#org = :org",
                ExpressionAttributeNames = new() { ["#org"] = Keys.Organisation },
                ExpressionAttributeValues = new() { [":org"] = Item.S(Keys.WholeOrganisation) },
            },
            cancellation).Select(FromItem);

    internal static Dictionary<string, AttributeValue> ToItem(Employee employee)
    {
        var item = Item.Key(Keys.Employee(employee.Id), Keys.Profile);
        item[Keys.Type] = Item.S(ItemTypes.Employee);
        item[Keys.Organisation] = Item.S(Keys.WholeOrganisation);
        item[Keys.OrganisationSort] = Item.S(Keys.DirectoryName(employee.Name));
        item["email"] = Item.S(employee.Email);
        item["name"] = Item.S(employee.Name);
        item.SetIfPresent("phone", employee.Phone);
        item["role"] = Item.S(employee.Role == Role.Manager ? "manager" : "employee");
        item.SetIfPresent("team", employee.Team);
        item["status"] = Item.S(employee.Status switch
        {
            EmployeeStatus.Active => "active",
            EmployeeStatus.Invited => "invited",
            _ => "disabled",
        });
        item["createdAt"] = Item.S(Instant.Text(employee.CreatedAt));
        return item;
    }

    internal static Employee FromItem(Dictionary<string, AttributeValue> item) => new()
    {
        Id = Keys.EmployeeOf(item.RequiredText(Keys.Partition)),
        Email = item.RequiredText("email"),
        Name = item.RequiredText("name"),
        Phone = item.Text("phone"),
        Role = item.Text("role") == "manager" ? Role.Manager : Role.Employee,
        Team = item.Text("team"),
        Status = item.Text("status") switch
        {
            "active" => EmployeeStatus.Active,
            "invited" => EmployeeStatus.Invited,
            _ => EmployeeStatus.Disabled,
        },
        CreatedAt = Instant.Parse(item.RequiredText("createdAt")),
    };
}
