using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Auth;

/// <summary>People's passkeys, as their phones need them without a network. Cognito decides which ones sign in.</summary>
internal sealed class PasskeyStore(DataTable table)
{
    private const string Name = "name";
    private const string CreatedAt = "createdAt";
    private const string PublicKey = "publicKey";
    private const string Algorithm = "algorithm";

    /// <summary>Oldest first.</summary>
    public async Task<List<Passkey>> OfAsync(string employeeId, CancellationToken cancellation)
    {
        var passkeys = await table.QueryAsync(
            new QueryRequest
            {
                KeyConditionExpression = "pk = :person AND begins_with(sk, :passkeys)",
                ConsistentRead = true,
                ExpressionAttributeValues = new() { [":person"] = Item.S(Keys.Employee(employeeId)), [":passkeys"] = Item.S(Keys.PasskeyPrefix) },
            },
            cancellation).Select(FromItem).ToListAsync(cancellation);
        return [.. passkeys.OrderBy(passkey => passkey.CreatedAt)];
    }

    /// <summary>False: it is there already.</summary>
    public async Task<bool> TryAddAsync(string employeeId, Passkey passkey, CancellationToken cancellation)
    {
        try
        {
            await table.Client.PutItemAsync(
                new PutItemRequest { TableName = table.Name, Item = ToItem(employeeId, passkey), ConditionExpression = "attribute_not_exists(pk)" },
                cancellation);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    public Task RemoveAsync(string employeeId, string id, CancellationToken cancellation) =>
        table.Client.DeleteItemAsync(
            new DeleteItemRequest { TableName = table.Name, Key = Item.Key(Keys.Employee(employeeId), Keys.Passkey(id)) },
            cancellation);

    private static Dictionary<string, AttributeValue> ToItem(string employeeId, Passkey passkey)
    {
        var item = Item.Key(Keys.Employee(employeeId), Keys.Passkey(passkey.Id));
        item[Keys.Type] = Item.S(ItemTypes.Passkey);
        item[Name] = Item.S(passkey.Name);
        item[CreatedAt] = Item.S(Instant.Text(passkey.CreatedAt));
        item[PublicKey] = Item.S(passkey.PublicKey);
        item[Algorithm] = Item.N(passkey.Algorithm);
        return item;
    }

    private static Passkey FromItem(Dictionary<string, AttributeValue> item) => new(
        item.RequiredText(Keys.Sort)[Keys.PasskeyPrefix.Length..],
        item.RequiredText(Name),
        Instant.Parse(item.RequiredText(CreatedAt)),
        item.RequiredText(PublicKey),
        (int)item.Number(Algorithm));
}
