using Amazon.CDK;
using Amazon.CDK.AWS.Logs;
using Constructs;

namespace Ooak.Infra.Parts;

/// <summary>Log groups: kept as long as the settings say, gone with the stack.</summary>
internal static class LogGroups
{
    internal static LogGroup Group(Construct scope, string id, StackSettings settings) => new(scope, id, new LogGroupProps
    {
        Retention = Enum.Parse<RetentionDays>(Retention(settings.LogRetentionDays)),
        RemovalPolicy = RemovalPolicy.DESTROY,
    });

    private static string Retention(int days) => days switch
    {
        <= 1 => nameof(RetentionDays.ONE_DAY),
        <= 7 => nameof(RetentionDays.ONE_WEEK),
        <= 14 => nameof(RetentionDays.TWO_WEEKS),
        <= 30 => nameof(RetentionDays.ONE_MONTH),
        <= 90 => nameof(RetentionDays.THREE_MONTHS),
        <= 180 => nameof(RetentionDays.SIX_MONTHS),
        _ => nameof(RetentionDays.ONE_YEAR),
    };
}
