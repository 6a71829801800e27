using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Employees;

/// <summary>The set of active managers. It changes in the same transaction as the profile, so that of two managers who remove
/// each other at once, one stays.</summary>
internal static class Managers
{
    private const string Ids = "ids";

    internal static bool Counts(Employee employee) => employee is { Role: Role.Manager, Status: EmployeeStatus.Active };

    internal static TransactWriteItem Join(string table, string employeeId) => new()
    {
        Update = new Update
        {
            TableName = table,
            Key = Item.Key(Keys.WholeOrganisation, Keys.Managers),
            UpdateExpression = "SET #type = :type ADD #ids :own",
            ExpressionAttributeNames = new() { ["#type"] = Keys.Type, ["#ids"] = Ids },
            ExpressionAttributeValues = new() { [":type"] = Item.S(ItemTypes.Managers), [":own"] = new() { SS = [employeeId] } },
        },
    };

    /// <summary>Fails its condition when nobody else would be left.</summary>
    internal static TransactWriteItem Leave(string table, string employeeId) => new()
    {
        Update = new Update
        {
            TableName = table,
            Key = Item.Key(Keys.WholeOrganisation, Keys.Managers),
            UpdateExpression = "DELETE #ids :own",
            ConditionExpression = "size(#ids) > :one OR (size(#ids) = :one AND NOT contains(#ids, :id))",
            ExpressionAttributeNames = new() { ["#ids"] = Ids },
            ExpressionAttributeValues = new() { [":own"] = new() { SS = [employeeId] }, [":id"] = Item.S(employeeId), [":one"] = Item.N(1) },
        },
    };
}
