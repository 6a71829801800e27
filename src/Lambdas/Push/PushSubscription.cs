using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Push;

/// <summary>One browser that a person wants to be told on.</summary>
/// <param name="Endpoint">Whoever knows it may try to send: never logged.</param>
/// <param name="Point">The browser's <c>p256dh</c>.</param>
/// <param name="Secret">The browser's <c>auth</c>.</param>
/// <param name="ServerKey">Our public key that it was made with; no other can send to it.</param>
internal sealed record PushSubscription(string EmployeeId, string Endpoint, string Point, string Secret, string ServerKey, DateTimeOffset SubscribedAt)
{
    /// <summary>The same browser gives the same id.</summary>
    internal string Id { get; } = IdOf(Endpoint);

    /// <summary>The push service asked to be left alone until then.</summary>
    internal DateTimeOffset? NotBefore { get; init; }

    internal static string IdOf(string endpoint) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(endpoint)).AsSpan(0, 16));

    internal Dictionary<string, AttributeValue> ToItem()
    {
        var item = Item.Key(Keys.Employee(EmployeeId), Keys.Push(Id));
        item[Keys.Type] = Item.S(ItemTypes.Push);
        item["endpoint"] = Item.S(Endpoint);
        item["point"] = Item.S(Point);
        item["secret"] = Item.S(Secret);
        item["serverKey"] = Item.S(ServerKey);
        item["subscribedAt"] = Item.S(Instant.Text(SubscribedAt));
        return item;
    }

    internal static PushSubscription FromItem(Dictionary<string, AttributeValue> item) => new(
        Keys.EmployeeOf(item.RequiredText(Keys.Partition)),
        item.RequiredText("endpoint"),
        item.RequiredText("point"),
        item.RequiredText("secret"),
        item.RequiredText("serverKey"),
        Instant.Parse(item.RequiredText("subscribedAt")))
    {
        NotBefore = item.Text(PushSubscriptions.NotBefore) is { } until ? Instant.Parse(until) : null,
    };
}
