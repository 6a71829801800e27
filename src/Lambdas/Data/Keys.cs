using System.Globalization;

namespace Ooak.Lambdas.Data;

/// <summary>Every key and index of the table, and no key literal anywhere else.</summary>
public static class Keys
{
    public const string Partition = "pk";
    public const string Sort = "sk";

    /// <summary>Seconds since 1970; DynamoDB removes the item some time after.</summary>
    public const string TimeToLive = "ttl";

    /// <summary>What kind of item it is; the stream's filters look at it.</summary>
    public const string Type = "type";

    /// <summary>Local index: an employee's calls by start.</summary>
    public const string ByStart = "by-start";
    public const string Start = "start";

    /// <summary>Local index: what a phone pulls, by time of change.</summary>
    public const string ByChange = "by-change";
    public const string Changed = "changed";

    /// <summary>Global index: everybody's calls of one UTC day, by start.</summary>
    public const string Feed = "feed";
    public const string Day = "day";

    /// <summary>Global index: all calls with one number, by start.</summary>
    public const string ByContact = "by-contact";
    public const string Contact = "contact";

    /// <summary>Global index: the organisation's employees by name, and its assignments: a partition a state, by due or closing.</summary>
    public const string Directory = "directory";
    public const string Organisation = "org";
    public const string OrganisationSort = "orgSort";

    public const string Profile = "PROFILE";
    public const string Target = "TARGET";
    public const string Managers = "MANAGERS";
    public const string Settings = "SETTINGS";
    public const string Exclusions = "EXCLUSIONS";

    /// <summary>The public key that browsers subscribe with.</summary>
    public const string PushKey = "PUSHKEY";

    /// <summary>Raised after the table was restored from a copy: phones then fetch everything and offer what the copy lacks.</summary>
    public const string Epoch = "EPOCH";

    /// <summary>How often something was announced: whoever has seen as many need not look.</summary>
    public const string Announced = "ANNOUNCED";

    /// <summary>Of a checkpoint: the latest <see cref="Changed"/> that is counted. Not an index's key.</summary>
    public const string CountedUntil = "countedUntil";
    public const string AggregateCheckpoint = "CHK#AGG";
    public const string WholeOrganisation = "ORG";
    public const string Connections = "WS";
    public const string Presence = "PRESENCE";
    public const string TicketSort = "TICKET";
    public const string CallPrefix = "CALL#";
    public const string EmployeePrefix = "EMP#";
    private const string LedgerPrefix = "LEDGER#";
    public const string ConnectionPrefix = "CONN#";
    public const string PasskeyPrefix = "PASSKEY#";
    private const string ExportPrefix = "EXPORT#";
    public const string LimitSort = "LIMIT";
    public const string PushPrefix = "PUSH#";
    public const string NoticePrefix = "INBOX#";
    public const string AuditPrefix = "AUDIT#";
    public const string AssignmentPrefix = "TASK#";
    public const string AnnouncementPrefix = "NOTE#";
    public const string ReceiptPrefix = "READ#";
    public const string RecountState = "RECOUNT";
    public const string LedgerSort = "CALLS";

    public static string Employee(string employeeId) => EmployeePrefix + employeeId;

    public static string EmployeeOf(string partition) => partition[EmployeePrefix.Length..];

    public static string Call(string callId) => CallPrefix + callId;

    /// <summary>A call as it was before the change that made the next version.</summary>
    public static string History(string callId, long version) => string.Create(CultureInfo.InvariantCulture, $"{HistoryPrefix(callId)}{version:D9}");

    public static string HistoryPrefix(string callId) => "HIST#" + callId + "#";

    public static string Instant(string instant, string id) => instant + "#" + id;

    public static string FeedDay(DateTimeOffset instant) => "DAY#" + instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Phone(string number) => "PHONE#" + number;

    /// <summary>All counted calls with one number, as far as figures need them.</summary>
    public static string Ledger(string number) => LedgerPrefix + number;

    public static string NumberOfLedger(string partition) => partition[LedgerPrefix.Length..];

    /// <summary>The organisation's figures of one of its days.</summary>
    public static string Counters(DateOnly day) => "AGG#" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What happened in one UTC month.</summary>
    public static string Audit(DateTimeOffset at) => AuditPrefix + at.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static string DirectoryName(string name) => "EMP#" + name;

    public static string Passkey(string credentialId) => PasskeyPrefix + credentialId;

    public static string Notice(string noticeId) => NoticePrefix + noticeId;

    /// <summary>A browser that a person wants to be told on.</summary>
    public static string Push(string subscriptionId) => PushPrefix + subscriptionId;

    /// <summary>Attempts of one kind by one account or address, in one window of time.</summary>
    /// <param name="whose">A hash: nothing personal stands in a key.</param>
    public static string Limit(string kind, string whose, long window) => string.Create(CultureInfo.InvariantCulture, $"LIMIT#{kind}#{whose}#{window}");

    public static string Assignment(string assignmentId) => AssignmentPrefix + assignmentId;

    /// <summary>The organisation's assignments in one state.</summary>
    public static string AssignmentList(string state) => AssignmentPrefix + state;

    public static string Announcement(string announcementId) => AnnouncementPrefix + announcementId;

    /// <summary>A person has read an announcement.</summary>
    public static string Receipt(string announcementId) => ReceiptPrefix + announcementId;

    /// <summary>A file that a manager asked for.</summary>
    public static string Export(string jobId) => ExportPrefix + jobId;

    /// <summary>A person has got a report.</summary>
    public static string ReportReceipt(string reportId) => "REPORT#" + reportId;

    public static string ExportOf(string sort) => sort[ExportPrefix.Length..];

    public static string Ticket(string ticket) => "TICKET#" + ticket;

    public static string Connection(string connectionId) => ConnectionPrefix + connectionId;
}

/// <summary>Values of <see cref="Keys.Type"/>.</summary>
public static class ItemTypes
{
    public const string Call = "call";
    public const string CallHistory = "callHistory";
    public const string Employee = "employee";

    /// <summary>Where a profile was: the person was erased.</summary>
    public const string Erased = "erased";
    public const string Target = "target";
    public const string Assignment = "assignment";
    public const string Announcement = "announcement";
    public const string Announced = "announced";
    public const string Receipt = "receipt";
    public const string Settings = "settings";
    public const string Exclusions = "exclusions";
    public const string Audit = "audit";
    public const string Epoch = "epoch";
    public const string Export = "export";
    public const string Managers = "managers";
    public const string Passkey = "passkey";
    public const string Limit = "limit";
    public const string Counters = "counters";
    public const string Checkpoint = "checkpoint";
    public const string Ledger = "ledger";
    public const string RecountState = "recount";
    public const string Connection = "connection";
    public const string Presence = "presence";
    public const string Ticket = "ticket";
    public const string Push = "push";
    public const string Notice = "notice";
    public const string PersonalSettings = "personalSettings";
    public const string ReportReceipt = "reportReceipt";
    public const string PushKey = "pushKey";
}
