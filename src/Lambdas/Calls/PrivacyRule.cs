using Ooak.Lambdas.Settings;

namespace Ooak.Lambdas.Calls;

/// <summary>What is private, and what is stored of it. Applied to every call before it is written, whatever sent it; the same
/// rule as on the phone, which applies it before it sends (src/Pwa/src/privacy/rule.ts).</summary>
internal sealed record PrivacyRule(PrivateCallsMode Mode, ExclusionList Exclusions)
{
    /// <summary>The call as it may be stored: with an excluded number it is private, and a private one says neither with whom it
    /// was nor about what; in mode off-server not how long it took either.</summary>
    internal Call Apply(Call call) => !call.Private && !Exclusions.Contains(call.ContactPhone)
        ? call
        : call with
        {
            Private = true,
            ContactName = null,
            ContactPhone = null,
            Notes = null,
            Outcome = null,
            AssignmentId = null,
            Duration = Mode == PrivateCallsMode.OffServer ? 0 : call.Duration,
        };
}
