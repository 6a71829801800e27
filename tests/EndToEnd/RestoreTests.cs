using Amazon.DynamoDBv2.Model;

namespace Ooak.EndToEnd.Tests;

/// <summary>The drill of docs/operations.md: everything is exported, lost, and put back.</summary>
public sealed class RestoreTests(OwnCloud own) : IClassFixture<OwnCloud>
{
    private readonly TestCloud _cloud = own.Cloud;

    [Fact]
    public async Task A_table_that_was_lost_comes_back_to_the_last_byte_and_phones_bring_what_the_copy_lacks()
    {
        var phone = new Device(await _cloud.AsAsync("employee1@ooak.test"));
        for (var call = 0; call < 20; call++)
        {
            await phone.ApplyAsync(Requests.Create(Requests.Draft()));
        }

        var copy = await _cloud.ItemsAsync();
        var digest = await _cloud.DigestAsync();
        var later = Requests.Draft();
        await phone.ApplyAsync(Requests.Create(later));

        foreach (var item in await _cloud.ItemsAsync())
        {
            await _cloud.DynamoDb.DeleteItemAsync(new DeleteItemRequest { TableName = _cloud.Table, Key = new() { ["pk"] = item["pk"], ["sk"] = item["sk"] } });
        }

        // A phone that asks meanwhile must not take itself for erased: it would forget what only it has.
        var meanwhile = await phone.SendAsync();
        (meanwhile.Code, meanwhile.ProblemCode).ShouldBe((403, "account-disabled"));

        foreach (var item in copy)
        {
            await _cloud.DynamoDb.PutItemAsync(new PutItemRequest { TableName = _cloud.Table, Item = item });
        }

        (await _cloud.DigestAsync()).ShouldBe(digest);

        await _cloud.DynamoDb.PutItemAsync(new PutItemRequest
        {
            TableName = _cloud.Table,
            Item = new() { ["pk"] = new("ORG"), ["sk"] = new("EPOCH"), ["type"] = new("epoch"), ["epoch"] = new() { N = "1795000000" } },
        });
        var answer = await phone.SyncAsync();
        ((bool)answer["mustRefetch"]!).ShouldBeTrue();
        ((string)(await phone.ApplyAsync(Requests.Create(later)))["status"]!).ShouldBe("applied");
        (await CallPages.AllAsync(phone.Person, "")).Count.ShouldBe(21);
    }
}
