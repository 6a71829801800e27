using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Push;

/// <summary>Whom we send messages to: browsers' own push services, by their names, over HTTPS, and nobody else. An endpoint is an
/// address that a stranger chose for our requests.</summary>
/// <param name="trusted">Origins beside the known ones.</param>
internal sealed class PushHosts(IReadOnlyList<string> trusted)
{
    /// <summary>What FCM, Mozilla, Apple and Microsoft give stays far below.</summary>
    private const int LongestEndpoint = 1000;

    /// <summary>Chrome and most of its relatives; Firefox; Safari; Edge.</summary>
    private static readonly string[] Names = ["fcm.googleapis.com", "updates.push.services.mozilla.com", "web.push.apple.com"];

    private static readonly string[] Suffixes = [".push.services.mozilla.com", ".push.apple.com", ".notify.windows.com"];

    public PushHosts(FunctionSettings settings)
        : this(settings.Optional(FunctionSettings.PushServices)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
    {
    }

    /// <summary>Null: not to be sent to.</summary>
    internal Uri? Parse(string? endpoint)
    {
        // Only what stands for itself: nothing that one reader normalizes and another does not.
        if (endpoint is not { Length: > 0 and <= LongestEndpoint }
            || endpoint.AsSpan().ContainsAnyExceptInRange('!', '~')
            || endpoint.AsSpan().ContainsAny('\\', '#', '"')
            || !Uri.TryCreate(endpoint, UriKind.Absolute, out var address))
        {
            return null;
        }

        // No user before the name, no port that is the default anyway.
        if (!endpoint.StartsWith(OriginOf(address) + "/", StringComparison.Ordinal))
        {
            return null;
        }

        return IsTrusted(address) || (address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && IsKnown(address.Host)) ? address : null;
    }

    /// <summary>A push service that this function was told of, by its origin, such as <c>http://127.0.0.1:9090</c>: it need not have a
    /// public address. The stack never tells any.</summary>
    internal bool IsTrusted(Uri address) => trusted.Contains(OriginOf(address), StringComparer.Ordinal);

    /// <summary>As tokens name it.</summary>
    internal static string OriginOf(Uri address) => $"{address.Scheme}://{address.Host}{(address.IsDefaultPort ? "" : $":{address.Port}")}";

    private static bool IsKnown(string host) =>
        Names.Contains(host, StringComparer.Ordinal) || Array.Exists(Suffixes, suffix => host.Length > suffix.Length && host.EndsWith(suffix, StringComparison.Ordinal));
}
