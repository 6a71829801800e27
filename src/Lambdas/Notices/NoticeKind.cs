using System.Text.Json.Serialization;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Notices;

/// <summary>What a person is told of.</summary>
[JsonConverter(typeof(KebabWords<NoticeKind>))]
public enum NoticeKind
{
    /// <summary>Somebody is to be called.</summary>
    Assignment,

    /// <summary>In the morning: how many calls today.</summary>
    Target,

    /// <summary>In the evening: how the day went.</summary>
    Performance,

    /// <summary>A manager tells everybody, or a team.</summary>
    Announcement,

    /// <summary>Somebody called in vain and was not called back.</summary>
    MissedCall,
}

/// <summary>The words of <see cref="NoticeKind"/>, as the topic's filters know them.</summary>
internal static class NoticeKinds
{
    public const string Assignment = "assignment";
    public const string Target = "target";
    public const string Performance = "performance";
    public const string Announcement = "announcement";
    public const string MissedCall = "missed-call";

    internal static string Word(this NoticeKind kind) => kind switch
    {
        NoticeKind.Assignment => Assignment,
        NoticeKind.Target => Target,
        NoticeKind.Performance => Performance,
        NoticeKind.Announcement => Announcement,
        _ => MissedCall,
    };

    internal static NoticeKind Of(string word) => Enum.GetValues<NoticeKind>().First(kind => kind.Word() == word);
}
