using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Reports;

/// <summary>A file that is written step by step, each in a function's run of its own.</summary>
/// <param name="OwnerId">The manager who asked.</param>
/// <param name="Of">One person's; null: everybody's.</param>
/// <param name="CreatedAt">When it was asked for.</param>
internal sealed record ExportJob(string Id, string OwnerId, CallCriteria Criteria, string? Of, bool ByteOrderMark, DateTimeOffset CreatedAt)
{
    /// <summary>As long as S3 keeps the file.</summary>
    internal static readonly TimeSpan Life = TimeSpan.FromDays(1);

    /// <summary>How long a run may take; then another may try.</summary>
    internal static readonly TimeSpan RunTime = TimeSpan.FromSeconds(60);

    /// <summary>An export that takes longer than this has failed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>What the file holds.</summary>
    internal ExportKind Kind { get; init; }

    internal const string StepName = "step";
    internal const string LeaseName = "lease";
    internal const string StateName = "state";
    internal const string Running = "running";
    internal const string Done = "done";

    /// <summary>Counts runs that went through.</summary>
    internal long Step { get; init; }

    /// <summary>Where the next run goes on; null: at the beginning.</summary>
    internal string? Position { get; init; }

    internal string? UploadId { get; init; }

    /// <summary>ETags of the parts that are up.</summary>
    internal IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>What was written but is less than a part lies in an object of its own.</summary>
    internal bool HasRest { get; init; }

    internal long Rows { get; init; }
    internal long Bytes { get; init; }
    internal bool IsDone { get; init; }

    /// <summary>A run is at work, or was; in milliseconds since 1970.</summary>
    internal long Lease { get; init; }

    internal bool IsOfSameRows(ExportJob other) => (Kind, Criteria, Of, ByteOrderMark) == (other.Kind, other.Criteria, other.Of, other.ByteOrderMark);

    internal bool HasFailed(DateTimeOffset now) => !IsDone && now - CreatedAt > Patience;

    /// <summary>Nobody works on it, so nobody will unless somebody is told.</summary>
    internal bool IsLeft(DateTimeOffset now) =>
        !IsDone && Math.Max(Lease, (CreatedAt + RunTime).ToUnixTimeMilliseconds()) + (long)RunTime.TotalMilliseconds < now.ToUnixTimeMilliseconds();

    internal Dictionary<string, AttributeValue> ToItem()
    {
        var item = Item.Key(Keys.Employee(OwnerId), Keys.Export(Id));
        item[Keys.Type] = Item.S(ItemTypes.Export);
        item[Keys.TimeToLive] = Item.N((CreatedAt + Life).ToUnixTimeSeconds());
        item["createdAt"] = Item.S(Instant.Text(CreatedAt));
        item[StateName] = Item.S(IsDone ? Done : Running);
        item[StepName] = Item.N(Step);
        item.SetIfPresent("kind", Kind == ExportKind.Calls ? null : Kind.ToString());
        item.SetIfPresent("from", Criteria.From);
        item.SetIfPresent("to", Criteria.To);
        item.SetIfPresent("status", Criteria.Status);
        item.SetIfPresent("callType", Criteria.CallType);
        item.SetIfPresent("phone", Criteria.Phone);
        item.SetIfPresent("q", Criteria.Q);
        item.SetIfPresent("outcome", Criteria.Outcome);
        item.SetIfPresent("of", Of);
        item["bom"] = Item.Bool(ByteOrderMark);
        item.SetIfPresent("position", Position);
        item.SetIfPresent("uploadId", UploadId);
        item["parts"] = new AttributeValue { L = [.. Parts.Select(Item.S)], IsLSet = true };
        item["rest"] = Item.Bool(HasRest);
        item["rows"] = Item.N(Rows);
        item["bytes"] = Item.N(Bytes);
        if (Lease > 0)
        {
            item[LeaseName] = Item.N(Lease);
        }

        return item;
    }

    internal static ExportJob FromItem(Dictionary<string, AttributeValue> item) => new(
        Keys.ExportOf(item.RequiredText(Keys.Sort)),
        Keys.EmployeeOf(item.RequiredText(Keys.Partition)),
        new CallCriteria(item.Text("from"), item.Text("to"), item.Text("status"), item.Text("callType"), item.Text("phone"), item.Text("q"), item.Text("outcome")),
        item.Text("of"),
        item.Flag("bom"),
        Instant.Parse(item.RequiredText("createdAt")))
    {
        Kind = item.Text("kind") is { } kind ? Enum.Parse<ExportKind>(kind) : ExportKind.Calls,
        Step = item.Number(StepName),
        Position = item.Text("position"),
        UploadId = item.Text("uploadId"),
        Parts = item.TryGetValue("parts", out var parts) && parts.L is { } list ? [.. list.Select(part => part.S)] : [],
        HasRest = item.Flag("rest"),
        Rows = item.Number("rows"),
        Bytes = item.Number("bytes"),
        IsDone = item.Text(StateName) == Done,
        Lease = item.Number(LeaseName),
    };

    internal static ExportJob Archive(string id, string ownerId, ExportKind kind, DateTimeOffset at) =>
        new(id, ownerId, new CallCriteria(null, null, null, null, null, null, null), null, false, at) { Kind = kind };

    // Of whom an archive is does not stand in its name: downloads lie about.
    internal string FileName(OrganisationClock clock) => Kind == ExportKind.Calls
        ? string.Create(CultureInfo.InvariantCulture, $"calls-{Criteria.From}-{Criteria.To}.csv")
        : string.Create(CultureInfo.InvariantCulture, $"{(Kind == ExportKind.Employee ? "employee" : "contact")}-{clock.WallClock(CreatedAt):yyyy-MM-dd}.tar");
}

internal enum ExportKind
{
    /// <summary>Rows of calls, as CSV.</summary>
    Calls,

    /// <summary>All of one person, as an archive.</summary>
    Employee,

    /// <summary>All of one contact, as an archive.</summary>
    Contact,
}

/// <summary>Asks for one run: a message of the topic.</summary>
internal sealed record ExportStep(string OwnerId, string JobId, long Step);
