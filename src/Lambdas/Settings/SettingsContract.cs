using System.ComponentModel.DataAnnotations;
namespace Ooak.Lambdas.Settings;

/// <param name="TimeZone">Of the deployment, not to be changed here.</param>
/// <param name="DefaultCountry">Of the deployment, not to be changed here.</param>
/// <param name="Version">The one that PUT names.</param>
public sealed record SettingsResponse(
    string Name,
    string TimeZone,
    string DefaultCountry,
    IReadOnlyList<string> Outcomes,
    IReadOnlyList<string> Teams,
    int LockMinutes,
    RecordingMode Recording,
    PrivateCallsMode PrivateCalls,
    IReadOnlyList<Exclusion> Exclusions,
    long ExclusionsVersion,
    long Version);

/// <summary>PUT /settings. What is absent stays: an older dashboard does not undo what it does not know.</summary>
/// <param name="Version">As read.</param>
/// <param name="Outcomes">1 to 20, distinct, each of 1 to 40 characters.</param>
/// <param name="Teams">At most 50, distinct, each of 1 to 100 characters.</param>
/// <param name="LockMinutes">1 to 120; 0: never.</param>
/// <param name="Exclusions">At most 500, distinct.</param>
public sealed record SettingsUpdate(
    [property: Required] long? Version,
    IReadOnlyList<string?>? Outcomes,
    IReadOnlyList<string?>? Teams,
    [property: Range(0, SettingsRules.MaximumLockMinutes)] int? LockMinutes,
    RecordingMode? Recording,
    PrivateCallsMode? PrivateCalls,
    IReadOnlyList<Exclusion?>? Exclusions);
