using Ooak.LocalCloud.Cognito.Passkeys;

namespace Ooak.LocalCloud.Cognito;

/// <summary>One user of a pool, as kept on disk.</summary>
internal sealed class CognitoUser
{
    public const string Confirmed = "CONFIRMED";
    public const string ForceChangePassword = "FORCE_CHANGE_PASSWORD";
    public const string ResetRequired = "RESET_REQUIRED";

    public required string Username { get; init; }

    public required DateTimeOffset Created { get; init; }

    public DateTimeOffset Modified { get; set; }

    public Dictionary<string, string> Attributes { get; init; } = new(StringComparer.Ordinal);

    public bool Enabled { get; set; } = true;

    public string Status { get; set; } = Confirmed;

    public string? PasswordHash { get; set; }

    public DateTimeOffset? TemporaryPasswordExpires { get; set; }

    public HashSet<string> Groups { get; init; } = new(StringComparer.Ordinal);

    public List<RefreshFamily> Families { get; init; } = [];

    public PendingCode? ForgotPassword { get; set; }

    public List<Passkey> Passkeys { get; init; } = [];

    /// <summary>When sign-in codes went out in the last hour.</summary>
    public List<DateTimeOffset> CodesSent { get; init; } = [];

    /// <summary>When codes for a forgotten password went out in the last hour.</summary>
    public List<DateTimeOffset> ResetsSent { get; init; } = [];

    public int FailedAttempts { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    public string Sub => Attributes["sub"];

    /// <summary>Whether the address was proven to be the user's own.</summary>
    public bool HasVerified(string attribute) => Attributes.ContainsKey(attribute) && Attributes.GetValueOrDefault(attribute + "_verified") == "true";

    /// <summary>Ends every session: refresh tokens, and access tokens where Cognito itself is asked.</summary>
    public void SignOutEverywhere() => Families.ForEach(family => family.Revoked = true);
}

/// <summary>A code that was sent, and until when it counts.</summary>
internal sealed record PendingCode(string Code, DateTimeOffset Expires)
{
    /// <summary>Wrong answers so far.</summary>
    public int Failures { get; init; }
}

/// <summary>All refresh tokens that descend from one sign-in, and the access tokens with the same origin_jti.</summary>
internal sealed class RefreshFamily
{
    public required string OriginJti { get; init; }

    public required string ClientId { get; init; }

    public required DateTimeOffset AuthTime { get; init; }

    /// <summary>Rotation never extends the first token's life.</summary>
    public required DateTimeOffset Expires { get; init; }

    public bool Revoked { get; set; }

    public List<RefreshToken> Tokens { get; init; } = [];
}

/// <summary>A refresh token by its hash; <see cref="Rotated"/> is when its successor was issued.</summary>
internal sealed record RefreshToken(string Hash, DateTimeOffset? Rotated);
