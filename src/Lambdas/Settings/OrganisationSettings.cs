using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Settings;

/// <summary>What recording a call asks of people.</summary>
[JsonConverter(typeof(KebabWords<RecordingMode>))]
public enum RecordingMode
{
    /// <summary>Nobody records.</summary>
    Off,

    /// <summary>The other side is told, and the person confirms that they did.</summary>
    Notice,

    /// <summary>Everybody on the call agrees first, and the person confirms that they did.</summary>
    AllParty,
}

/// <summary>What the server keeps of a private call.</summary>
[JsonConverter(typeof(KebabWords<PrivateCallsMode>))]
public enum PrivateCallsMode
{
    /// <summary>Nothing: the call stays on the phone.</summary>
    OffServer,

    /// <summary>When, how long, in which direction and how it ended; not with whom, nor about what.</summary>
    DurationOnly,
}

/// <summary>Calls with this number are private.</summary>
/// <param name="Number">E.164.</param>
/// <param name="Prefix">Every number that begins so.</param>
/// <param name="Label">At most 60 characters.</param>
public sealed record Exclusion([property: Required] string? Number, bool Prefix, string? Label);

/// <summary>The organisation's settings, without the exclusion list, which has an item of its own.</summary>
/// <param name="LockMinutes">Of inactivity, after which the app locks; 0: never.</param>
/// <param name="Version">0 where nobody ever changed them.</param>
/// <param name="ExclusionsVersion">The version in which the exclusion list last changed; 0: there is none.</param>
internal sealed record OrganisationSettings(
    string Name,
    IReadOnlyList<string> Outcomes,
    IReadOnlyList<string> Teams,
    int LockMinutes,
    RecordingMode Recording,
    PrivateCallsMode PrivateCalls,
    long Version,
    long ExclusionsVersion);
