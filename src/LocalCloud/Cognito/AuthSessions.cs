using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Ooak.LocalCloud.Cognito;

/// <summary>A sign-in half done: what the Session text of a challenge stands for.</summary>
internal sealed record AuthSession(string PoolId, string ClientId, string Username, string Challenge, DateTimeOffset Expires)
{
    /// <summary>The code or WebAuthn challenge that the next answer must bring; null where no answer can be right.</summary>
    public string? Secret { get; init; }

    /// <summary>Wrong answers so far.</summary>
    public int Failures { get; set; }
}

/// <summary>Open sign-ins. They live in memory: after a restart the person starts again, as after three minutes in Cognito.</summary>
internal sealed class AuthSessions(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, AuthSession> _open = new(StringComparer.Ordinal);

    public string Open(AuthSession session)
    {
        var now = clock.GetUtcNow();
        foreach (var (key, old) in _open)
        {
            if (old.Expires < now)
            {
                _open.TryRemove(key, out _);
            }
        }

        var id = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(64));
        _open[id] = session;
        return id;
    }

    public AuthSession Get(string? id, string clientId, string challenge)
    {
        if (id is null || !_open.TryGetValue(id, out var session) || session.ClientId != clientId)
        {
            throw CognitoErrors.InvalidSession();
        }

        if (session.Expires < clock.GetUtcNow())
        {
            throw CognitoErrors.NotAuthorized("Invalid session for the user, session is expired.");
        }

        return session.Challenge == challenge ? session : throw CognitoErrors.InvalidParameter("Challenge name does not match the session.");
    }

    public void Close(string id) => _open.TryRemove(id, out _);
}
