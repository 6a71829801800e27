namespace Ooak.Lambdas.Functions;

/// <summary>What the stack tells its functions through their environment.</summary>
/// <param name="given">Instead of the environment, where several are at work in one process.</param>
public sealed class FunctionSettings(IReadOnlyDictionary<string, string>? given = null)
{
    public const string TableName = "TABLE_NAME";
    public const string UserPoolId = "USER_POOL_ID";
    public const string UserPoolClientId = "USER_POOL_CLIENT_ID";
    public const string SiteUrl = "SITE_URL";
    public const string RecordingsBucket = "RECORDINGS_BUCKET";
    public const string PushKeysBucket = "PUSH_KEYS_BUCKET";

    /// <summary>Origins of push services beside the known ones, separated by blanks. The stack never sets it: it is for machines
    /// that run the functions beside a push service of their own.</summary>
    public const string PushServices = "PUSH_SERVICES";

    /// <summary>The address that mails come from; absent where none was set up.</summary>
    public const string MailSender = "MAIL_SENDER";

    public const string ExportsBucket = "EXPORTS_BUCKET";
    public const string TopicArn = "TOPIC_ARN";
    public const string Organisation = "ORGANISATION";
    public const string TimeZone = "TIME_ZONE";
    public const string WorkingDays = "WORKING_DAYS";
    public const string DefaultCountry = "DEFAULT_COUNTRY";
    public const string OriginVerify = "ORIGIN_VERIFY";
    public const string SmsEnabled = "SMS_ENABLED";
    public const string Version = "OOAK_VERSION";

    /// <exception cref="InvalidOperationException">The stack did not set it.</exception>
    public string this[string name] =>
        Optional(name) ?? throw new InvalidOperationException($"The environment variable {name} is not set.");

    public string? Optional(string name) => (given is null ? Environment.GetEnvironmentVariable(name) : given.GetValueOrDefault(name)) is { Length: > 0 } value ? value : null;

    /// <summary>Tells deployments apart that report to the same place: the stack's name.</summary>
    public string OrganisationName => Optional(Organisation) ?? "ooak";

    /// <summary>Whether reports can be sent by e-mail.</summary>
    public bool CanMail => Optional(MailSender) is not null;

    /// <summary>ISO 3166: where numbers without a country are at home.</summary>
    public string Country => Optional(DefaultCountry) ?? "GB";
}
