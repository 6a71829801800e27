using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Recordings;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Calls;

/// <summary>The last mutation that a device had accepted for a call: enough to know a retry.</summary>
/// <param name="Id">mutationId.</param>
/// <param name="Hash">Of the mutation's bytes: the same id with other content is no retry.</param>
/// <param name="Version">That it made: what the device sends later builds on it or on a later one.</param>
internal sealed record AcceptedMutation(string Id, string Hash, long Version, long Order = 0)
{
    /// <summary>As it is stored: id|hash|version|order.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}|{Hash}|{Version}|{Order}");

    internal static AcceptedMutation Parse(string text) =>
        text.Split('|') is [var id, var hash, .. var numbers]
            ? new(id, hash, Number(numbers, 0), Number(numbers, 1))
            : throw new FormatException("An accepted mutation is id|hash|version|order.");

    private static long Number(string[] numbers, int index) => index < numbers.Length ? long.Parse(numbers[index], CultureInfo.InvariantCulture) : 0;
}

/// <summary>A call with what the server keeps beside it.</summary>
/// <param name="Call">What clients see.</param>
/// <param name="ChangedAt">When this version was written: the order in which phones pull.</param>
/// <param name="FieldVersions">The version in which each field last changed; absent means the first.</param>
/// <param name="Devices">The last accepted mutation of each device.</param>
internal sealed record StoredCall(
    Call Call,
    DateTimeOffset ChangedAt,
    IReadOnlyDictionary<string, long> FieldVersions,
    IReadOnlyDictionary<string, AcceptedMutation> Devices)
{
    internal const string Version = "version";
    private const string MadeBy = "by";
    private const string ErasedName = "erased";

    /// <summary>Who made this version, where it was not the call's owner.</summary>
    public string? By { get; init; }

    /// <summary>The contact was erased: what is left says that there was a call, and nothing else.</summary>
    public bool Erased { get; init; }

    /// <summary>Longer than a phone stays signed in: one that comes back after a year must not offer the call again.</summary>
    private static readonly TimeSpan ErasedLife = TimeSpan.FromDays(400);

    /// <summary>How long a deleted call is remembered, so that every phone hears of it.</summary>
    private static readonly TimeSpan TombstoneLife = TimeSpan.FromDays(90);

    internal Dictionary<string, AttributeValue> ToItem()
    {
        var started = Instant.Text(Call.StartedAt);
        var item = Item.Key(Keys.Employee(Call.EmployeeId), Keys.Call(Call.Id));
        item[Keys.Type] = Item.S(ItemTypes.Call);
        item[Keys.Start] = Item.S(Keys.Instant(started, Call.Id));
        item[Keys.Changed] = Item.S(Keys.Instant(Instant.Text(ChangedAt), Call.Id));
        if (!Call.Deleted)
        {
            item[Keys.Day] = Item.S(Keys.FeedDay(Call.StartedAt));
            item.SetIfPresent(Keys.Contact, Call is { ContactPhone: { } phone, Private: false } ? Keys.Phone(phone) : null);
        }
        else
        {
            item[Keys.TimeToLive] = Item.N((ChangedAt + (Erased ? ErasedLife : TombstoneLife)).ToUnixTimeSeconds());
        }

        item.SetIfPresent("contactName", Call.ContactName);
        item.SetIfPresent("contactPhone", Call.ContactPhone);
        item["callType"] = Item.S(Word(Call.CallType));
        item["status"] = Item.S(Word(Call.Status));
        item["duration"] = Item.N(Call.Duration);
        item.SetIfPresent("notes", Call.Notes);
        item.SetIfPresent("outcome", Call.Outcome);
        item["startedAt"] = Item.S(started);
        item["createdAt"] = Item.S(Instant.Text(Call.CreatedAt));
        item["syncedAt"] = Item.S(Instant.Text(Call.SyncedAt));
        item["updatedAt"] = Item.S(Instant.Text(Call.UpdatedAt));
        item["source"] = Item.S(Word(Call.Source));
        item.SetIfPresent("assignmentId", Call.AssignmentId);
        item["private"] = Item.Bool(Call.Private);
        item["clockSuspect"] = Item.Bool(Call.ClockSuspect);
        if (Call.Recording is { } recording)
        {
            item["recording"] = RecordingItem.Of(recording);
        }

        item[Version] = Item.N(Call.Version);
        item["deleted"] = Item.Bool(Call.Deleted);
        item.SetIfPresent(MadeBy, By);
        if (Erased)
        {
            item[ErasedName] = Item.Bool(true);
        }

        if (FieldVersions.Count > 0)
        {
            item["fields"] = Item.M(FieldVersions.ToDictionary(f => f.Key, f => Item.N(f.Value)));
        }

        if (Devices.Count > 0)
        {
            item["devices"] = Item.M(Devices.ToDictionary(d => d.Key, d => Item.S(d.Value.ToString())));
        }

        return item;
    }

    internal static StoredCall FromItem(Dictionary<string, AttributeValue> item) => new(
        CallOf(item),
        Instant.Parse(item.RequiredText(Keys.Changed)[..24]),
        item.Map("fields").ToDictionary(f => f.Key, f => long.Parse(f.Value.N, CultureInfo.InvariantCulture)),
        item.Map("devices").ToDictionary(d => d.Key, d => AcceptedMutation.Parse(d.Value.S)))
    {
        By = item.Text(MadeBy),
        Erased = item.Flag(ErasedName),
    };

    internal static Call CallOf(Dictionary<string, AttributeValue> item) => new()
    {
        Id = item.RequiredText(Keys.Sort)[Keys.CallPrefix.Length..],
        EmployeeId = Keys.EmployeeOf(item.RequiredText(Keys.Partition)),
        ContactName = item.Text("contactName"),
        ContactPhone = item.Text("contactPhone"),
        CallType = Of<CallType>(item.RequiredText("callType")),
        Status = Of<CallStatus>(item.RequiredText("status")),
        Duration = (int)item.Number("duration"),
        Notes = item.Text("notes"),
        Outcome = item.Text("outcome"),
        StartedAt = Instant.Parse(item.RequiredText("startedAt")),
        CreatedAt = Instant.Parse(item.RequiredText("createdAt")),
        SyncedAt = Instant.Parse(item.RequiredText("syncedAt")),
        UpdatedAt = Instant.Parse(item.RequiredText("updatedAt")),
        Source = Of<CallSource>(item.RequiredText("source")),
        AssignmentId = item.Text("assignmentId"),
        Private = item.Flag("private"),
        ClockSuspect = item.Flag("clockSuspect"),
        Recording = RecordingItem.Read(item),
        Version = item.Number(Version),
        Deleted = item.Flag("deleted"),
    };

    /// <summary>The item under its history key: what it was before the next version.</summary>
    internal static Dictionary<string, AttributeValue> HistoryOf(Dictionary<string, AttributeValue> item)
    {
        var call = CallOf(item);
        var history = new Dictionary<string, AttributeValue>(item)
        {
            [Keys.Sort] = Item.S(Keys.History(call.Id, call.Version)),
            [Keys.Type] = Item.S(ItemTypes.CallHistory),
        };
        foreach (var index in (ReadOnlySpan<string>)[Keys.Start, Keys.Changed, Keys.Day, Keys.Contact])
        {
            history.Remove(index);
        }

        return history;
    }

    /// <summary>What <see cref="HistoryOf"/> wrote down, as far as it says what the call was.</summary>
    internal static StoredCall FromHistory(Dictionary<string, AttributeValue> item, string callId)
    {
        var call = CallOf(new Dictionary<string, AttributeValue>(item) { [Keys.Sort] = Item.S(Keys.Call(callId)) });
        return new(call, call.UpdatedAt, new Dictionary<string, long>(), new Dictionary<string, AcceptedMutation>()) { By = item.Text(MadeBy) };
    }

    private static string Word<T>(T value)
        where T : struct, Enum
    {
        var name = Enum.GetName(value)!;
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static T Of<T>(string word)
        where T : struct, Enum => Enum.Parse<T>(word, ignoreCase: true);
}
