using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Settings;

namespace Ooak.Lambdas.Recordings;

/// <summary>What may be uploaded. Violations by field, in words for people.</summary>
internal static class RecordingRules
{
    /// <summary>Bytes: more than three hours at the 32 kbit/s that the app records with.</summary>
    internal const long MaximumSize = 50 * 1024 * 1024;

    internal static Dictionary<string, string[]> Check(RecordingRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (!AudioFormat.IsAllowed(request.ContentType))
        {
            errors["contentType"] = ["audio/mp4 or audio/webm."];
        }

        if (request.Size is < 1 or > MaximumSize)
        {
            errors["size"] = ["1 byte to 50 MB."];
        }

        if (request.Duration is { } seconds && CallRules.DurationError(seconds) is { } error)
        {
            errors["duration"] = [error];
        }

        if (request.Consent is not { Mode: RecordingMode.Notice or RecordingMode.AllParty, At: not null })
        {
            errors["consent"] = ["What was agreed (notice or all-party), and when."];
        }

        return errors;
    }
}
