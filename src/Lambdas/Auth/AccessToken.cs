using System.Buffers.Text;
using System.Text.Json;

namespace Ooak.Lambdas.Auth;

/// <summary>What an access token says. Only for tokens that Cognito has just handed to us: the signature is not checked.</summary>
/// <param name="IssuedAt">Seconds since 1970.</param>
internal sealed record AccessToken(string Subject, string Username, IReadOnlyList<string> Groups, long IssuedAt)
{
    internal static AccessToken Read(string token)
    {
        var parts = token.Split('.');
        using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        var root = payload.RootElement;
        return new AccessToken(
            root.GetProperty("sub").GetString()!,
            root.GetProperty("username").GetString()!,
            root.TryGetProperty("cognito:groups", out var groups) ? [.. groups.EnumerateArray().Select(group => group.GetString()!)] : [],
            root.GetProperty("iat").GetInt64());
    }
}
