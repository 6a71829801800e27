using System.Globalization;
using Constructs;
using Ooak.Lambdas.Functions;

namespace Ooak.Infra;

/// <summary>The customer's choices: context values of <c>cdk deploy -c name=value</c> or cdk.json. docs/operations.md explains each.</summary>
public sealed record StackSettings
{
    /// <summary>Gets the invitation to an empty organisation.</summary>
    public string? FirstManagerEmail { get; init; }

    /// <summary>Receives alarms.</summary>
    public string? AlarmEmail { get; init; }

    /// <summary>The site's own name, such as calls.example.com; needs <see cref="CertificateArn"/>. Changing it voids passkeys.</summary>
    public string? DomainName { get; init; }

    /// <summary>An ACM certificate in us-east-1.</summary>
    public string? CertificateArn { get; init; }

    /// <summary>A web ACL for CloudFront, in us-east-1.</summary>
    public string? WebAclArn { get; init; }

    /// <summary>An address or a domain that Amazon SES has verified in this account and region; weekly reports are mailed from it.
    /// Null: there are none.</summary>
    public string? SesIdentity { get; init; }

    /// <summary>The address that mails come from.</summary>
    public string? MailSender => SesIdentity is null || SesIdentity.Contains('@', StringComparison.Ordinal) ? SesIdentity : "calls@" + SesIdentity;

    /// <summary>People may sign in by a code to their phone.</summary>
    public bool SmsEnabled { get; init; }

    /// <summary>IANA name; the organisation's days begin and end there.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>Days on which people are told their target and how the day went.</summary>
    public string WorkingDays { get; init; } = "MON,TUE,WED,THU,FRI";

    /// <summary>ISO 3166 code, for numbers without a country.</summary>
    public string DefaultCountry { get; init; } = "GB";

    /// <summary>Days that recordings are kept.</summary>
    public int RecordingRetentionDays { get; init; } = 60;

    /// <summary>X-Ray follows a request a second, and five of a hundred beyond, through each function; docs/cost.md says what that costs.</summary>
    public bool Tracing { get; init; }

    /// <summary>AWS Backup keeps copies of the table in a vault of its own, beside point-in-time recovery.</summary>
    public bool Backup { get; init; }

    /// <summary>Days that logs are kept.</summary>
    public int LogRetentionDays { get; init; } = 30;

    /// <exception cref="ArgumentException">A value that no deployment could work with.</exception>
    public static StackSettings FromContext(Node node)
    {
        var settings = new StackSettings
        {
            FirstManagerEmail = Text(node, "firstManagerEmail"),
            AlarmEmail = Text(node, "alarmEmail"),
            DomainName = Text(node, "domainName"),
            CertificateArn = Text(node, "certificateArn"),
            WebAclArn = Text(node, "webAclArn"),
            SesIdentity = Text(node, "sesIdentity"),
            SmsEnabled = Flag(node, "smsEnabled"),
            Backup = Flag(node, "backup"),
            Tracing = Flag(node, "tracing"),
            TimeZone = Text(node, "timeZone") ?? "Etc/UTC",
            WorkingDays = Text(node, "workingDays") ?? "MON,TUE,WED,THU,FRI",
            DefaultCountry = Text(node, "defaultCountry") ?? "GB",
            RecordingRetentionDays = Days(node, "recordingRetentionDays", 60),
            LogRetentionDays = Days(node, "logRetentionDays", 30),
        };
        if ((settings.DomainName is null) != (settings.CertificateArn is null))
        {
            throw new ArgumentException("domainName and certificateArn go together.");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(settings.TimeZone, out _))
        {
            throw new ArgumentException($"timeZone is no IANA time zone: {settings.TimeZone}");
        }

        if (WorkingWeek.TryParse(settings.WorkingDays) is null)
        {
            throw new ArgumentException($"workingDays is a list such as MON,TUE,WED: {settings.WorkingDays}");
        }

        return settings;
    }

    private static string? Text(Node node, string name) => node.TryGetContext(name) is string { Length: > 0 } text ? text : null;

    private static bool Flag(Node node, string name) => node.TryGetContext(name) switch
    {
        null or false or "false" => false,
        true or "true" => true,
        var other => throw new ArgumentException($"{name} is true or false, not {other}."),
    };

    private static int Days(Node node, string name, int absent) => node.TryGetContext(name) switch
    {
        null => absent,
        double number when number is >= 1 and <= 3650 => (int)number,
        string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= 3650 => days,
        var other => throw new ArgumentException($"{name} is 1 to 3650 days, not {other}."),
    };
}
