using System.Collections.Concurrent;
using System.Net;
using Amazon.DynamoDBv2.Model;
using Amazon.S3;
using Amazon.S3.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;
using Item = Ooak.Lambdas.Data.Item;

namespace Ooak.Lambdas.Push;

/// <summary>The deployment's pair: the public key in the table, the private one in a bucket of its own, where only the function that
/// signs may read. One that is made in a lost race stays unused.</summary>
internal sealed class VapidStore(DataTable table, IAmazonS3 s3, FunctionSettings settings)
{
    private const string Key = "key";

    private readonly ConcurrentDictionary<string, VapidKey> pairs = new(StringComparer.Ordinal);

    /// <summary>Made at the first request. Whoever's key the table takes first wins; theirs is in the bucket by then.</summary>
    public async Task<string> PublicKeyAsync(CancellationToken cancellation)
    {
        if (await table.GetAsync(Keys.WholeOrganisation, Keys.PushKey, cancellation) is { } known)
        {
            return known.RequiredText(Key);
        }

        using var made = VapidKey.Create();
        using var content = new MemoryStream(made.Export(), writable: false);
        await s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = settings[FunctionSettings.PushKeysBucket],
                Key = NameOf(made.PublicKey),
                InputStream = content,
                ContentType = "application/pkcs8",
            },
            cancellation);
        var item = Item.Key(Keys.WholeOrganisation, Keys.PushKey);
        item[Keys.Type] = Item.S(ItemTypes.PushKey);
        item[Key] = Item.S(made.PublicKey);
        try
        {
            await table.Client.PutItemAsync(
                new PutItemRequest { TableName = table.Name, Item = item, ConditionExpression = "attribute_not_exists(pk)" },
                cancellation);
            return made.PublicKey;
        }
        catch (ConditionalCheckFailedException)
        {
            return (await table.GetAsync(Keys.WholeOrganisation, Keys.PushKey, cancellation))!.RequiredText(Key);
        }
    }

    /// <summary>The pair of a public key; null: it is no more.</summary>
    public async Task<VapidKey?> PairAsync(string publicKey, CancellationToken cancellation)
    {
        if (pairs.TryGetValue(publicKey, out var known))
        {
            return known;
        }

        return await ReadAsync(publicKey, cancellation) is { } read ? pairs.GetOrAdd(publicKey, read) : null;
    }

    private async Task<VapidKey?> ReadAsync(string publicKey, CancellationToken cancellation)
    {
        try
        {
            using var answer = await s3.GetObjectAsync(new GetObjectRequest { BucketName = settings[FunctionSettings.PushKeysBucket], Key = NameOf(publicKey) }, cancellation);
            using var bytes = new MemoryStream();
            await answer.ResponseStream.CopyToAsync(bytes, cancellation);
            return VapidKey.Import(bytes.ToArray());
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static string NameOf(string publicKey) => PushKeyPrefix.Text + publicKey;
}

/// <summary>Keys of objects that hold private keys begin so.</summary>
public static class PushKeyPrefix
{
    public const string Text = "vapid/";
}
