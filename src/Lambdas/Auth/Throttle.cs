using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Auth;

/// <summary>Counts attempts per account and per viewer address. An attempt is counted before it is made, so that many at once
/// cannot slip through together.</summary>
internal sealed class Throttle(DataTable table, AppClient client, ViewerAddress viewer, TimeProvider time)
{
    private const string Count = "count";
    private const string ExpiresAt = "expiresAt";

    /// <summary>An attempt that may be made, or, with <see cref="Wait"/>, may not.</summary>
    internal sealed class Attempt(Throttle throttle, string account, string address)
    {
        /// <summary>How long to wait; null: go ahead.</summary>
        public TimeSpan? Wait { get; init; }

        /// <summary>It was no failure: it no longer counts, nor do the account's earlier ones.</summary>
        public Task SucceededAsync(CancellationToken cancellation) => Task.WhenAll(
            throttle.SetAsync(account, "SET #count = :none", "#count > :none", cancellation),
            throttle.TakeBackAsync(address, cancellation));
    }

    /// <param name="account">What was typed, normalised.</param>
    public async Task<Attempt> BeginAsync(Limit limit, string account, HttpContext context)
    {
        var now = time.GetUtcNow();
        var window = now.Ticks / Limits.Window.Ticks;
        var end = new DateTimeOffset((window + 1) * Limits.Window.Ticks, TimeSpan.Zero);
        var cancellation = context.RequestAborted;
        var accountKey = Keys.Limit(limit.Kind + "-account", await HashAsync(account, cancellation), window);
        var addressKey = Keys.Limit(limit.Kind + "-address", await HashAsync(viewer.Of(context), cancellation), window);
        if (!await TryCountAsync(addressKey, limit.PerAddress, end, cancellation))
        {
            return new Attempt(this, accountKey, addressKey) { Wait = end - now };
        }

        if (!await TryCountAsync(accountKey, limit.PerAccount, end, cancellation))
        {
            // It was not made: one account that is stopped does not stop a whole office.
            await TakeBackAsync(addressKey, cancellation);
            return new Attempt(this, accountKey, addressKey) { Wait = end - now };
        }

        return new Attempt(this, accountKey, addressKey);
    }

    /// <summary>Counts an answer to a challenge; false: there were enough.</summary>
    public Task<bool> TryAnswerAsync(SignInSession session, CancellationToken cancellation) =>
        TryCountAsync(Keys.Limit("answer", session.Id.ToString("N"), 0), Limits.Answers(session.Challenge), session.Expires, cancellation);

    /// <summary>Somebody asked to reset this account's password: answers are expected for an hour, whether or not it exists.</summary>
    public async Task ExpectResetAsync(string account, CancellationToken cancellation)
    {
        var expires = time.GetUtcNow() + Limits.ResetLife;
        var item = Item.Key(await ResetKeyAsync(account, cancellation), Keys.LimitSort);
        item[Keys.Type] = Item.S(ItemTypes.Limit);
        item[Count] = Item.N(0);
        item[ExpiresAt] = Item.N(expires.ToUnixTimeSeconds());
        item[Keys.TimeToLive] = Item.N(expires.ToUnixTimeSeconds());
        await table.PutAsync(item, cancellation);
    }

    /// <summary>Counts an answer; false: none is expected, or there were enough.</summary>
    public async Task<bool> TryResetAsync(string account, CancellationToken cancellation) =>
        await SetAsync(await ResetKeyAsync(account, cancellation), "SET #count = #count + :one", "#expires > :now AND #count < :most", cancellation, Limits.ResetAnswers);

    /// <summary>The reset was done; its code is used up.</summary>
    public async Task EndResetAsync(string account, CancellationToken cancellation) =>
        await SetAsync(await ResetKeyAsync(account, cancellation), "SET #expires = :none", "attribute_exists(pk)", cancellation);

    private async Task<bool> TryCountAsync(string key, int most, DateTimeOffset end, CancellationToken cancellation)
    {
        // Not the moment itself: what a request late in the window counts must not disappear before it.
        var timeToLive = end.AddMinutes(1).ToUnixTimeSeconds();
        return await SetAsync(key, "SET #type = :type, #ttl = :ttl ADD #count :one", "attribute_not_exists(#count) OR #count < :most", cancellation, most, timeToLive);
    }

    private Task<bool> TakeBackAsync(string key, CancellationToken cancellation) =>
        SetAsync(key, "SET #count = #count - :one", "#count > :none", cancellation);

    private async Task<bool> SetAsync(string key, string update, string condition, CancellationToken cancellation, int most = 0, long timeToLive = 0)
    {
        var all = update + condition;
        var names = new Dictionary<string, string> { ["#count"] = Count, ["#type"] = Keys.Type, ["#ttl"] = Keys.TimeToLive, ["#expires"] = ExpiresAt };
        var values = new Dictionary<string, AttributeValue>
        {
            [":one"] = Item.N(1),
            [":none"] = Item.N(0),
            [":most"] = Item.N(most),
            [":ttl"] = Item.N(timeToLive),
            [":type"] = Item.S(ItemTypes.Limit),
            [":now"] = Item.N(time.GetUtcNow().ToUnixTimeSeconds()),
        };
        try
        {
            await table.Client.UpdateItemAsync(
                new UpdateItemRequest
                {
                    TableName = table.Name,
                    Key = Item.Key(key, Keys.LimitSort),
                    UpdateExpression = update,
                    ConditionExpression = condition,

                    // DynamoDB refuses names and values that no expression uses.
                    ExpressionAttributeNames = names.Where(name => all.Contains(name.Key, StringComparison.Ordinal)).ToDictionary(),
                    ExpressionAttributeValues = values.Where(value => all.Contains(value.Key, StringComparison.Ordinal)).ToDictionary(),
                },
                cancellation);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    private async Task<string> ResetKeyAsync(string account, CancellationToken cancellation) => Keys.Limit("reset", await HashAsync(account, cancellation), 0);

    // Keyed, so that who may read the table cannot find out whose attempts these are by trying addresses.
    private async Task<string> HashAsync(string text, CancellationToken cancellation) => Base64Url.EncodeToString(
        HMACSHA256.HashData(await client.KeyAsync("limits", cancellation), Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
