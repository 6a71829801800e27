using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Erasure;
using Ooak.Lambdas.Recordings;

namespace Ooak.Lambdas.Reports;

/// <param name="Position">Where the next page begins; null: this was the last.</param>
internal sealed record ArchivePage(IReadOnlyList<Dictionary<string, AttributeValue>> Items, string? Position);

/// <summary>What an archive is made of.</summary>
internal interface IArchiveSource
{
    Task<ArchivePage> ReadAsync(ExportJob job, string? position, CancellationToken cancellation);

    /// <summary>Null: it is gone.</summary>
    Task<byte[]?> RecordingAsync(RecordingKey key, CancellationToken cancellation);
}

/// <summary>All items of a person, or everybody's with a contact's number; and their recordings. Private calls are not among them:
/// whoever asks is a manager, and they are their owner's alone (docs/privacy.md).</summary>
internal sealed class ArchiveSource(DataTable table, ContactItems contacts, RecordingBucket recordings) : IArchiveSource
{
    /// <summary>A page's recordings lie in memory one by one, and all of them in one run: few, so that a run ends in time.</summary>
    private const int PageSize = 40;

    public async Task<ArchivePage> ReadAsync(ExportJob job, string? position, CancellationToken cancellation) => job.Kind == ExportKind.Contact
        ? await OfContactAsync(job.Criteria.Phone!, position, cancellation)
        : await OfEmployeeAsync(job.Of!, position, cancellation);

    public Task<byte[]?> RecordingAsync(RecordingKey key, CancellationToken cancellation) => recordings.ReadAsync(key, cancellation);

    private async Task<ArchivePage> OfEmployeeAsync(string employeeId, string? position, CancellationToken cancellation)
    {
        var page = await table.Client.QueryAsync(
            new QueryRequest
            {
                TableName = table.Name,
                KeyConditionExpression = "pk = :person",
                ExpressionAttributeValues = new() { [":person"] = Item.S(Keys.Employee(employeeId)) },
                ConsistentRead = true,
                Limit = PageSize,
                ExclusiveStartKey = position is null ? null : Item.Key(Keys.Employee(employeeId), position),
            },
            cancellation);
        var next = page.LastEvaluatedKey is { Count: > 0 } last ? last.RequiredText(Keys.Sort) : null;
        return new((page.Items ?? []).FindAll(IsExported), next);
    }

    private async Task<ArchivePage> OfContactAsync(string number, string? position, CancellationToken cancellation)
    {
        var ids = await contacts.EmployeesAsync(position, cancellation);
        var some = ids.Take(ContactItems.AtOnce).ToList();
        var found = await Task.WhenAll(some.Select(id => contacts.OfAsync(id, number, cancellation)));
        return new([.. found.SelectMany(items => items).Where(IsExported)], some.Count < ids.Count ? some[^1] : null);
    }

    // Of a checkpoint and of files that somebody asked for, nothing is about the person.
    private static bool IsExported(Dictionary<string, AttributeValue> item) =>
        item.Text(Keys.Type) is not (ItemTypes.Checkpoint or ItemTypes.Export or ItemTypes.Erased) && !item.Flag("private");
}
