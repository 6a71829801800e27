using System.Security.Cryptography;
using System.Text;

namespace Ooak.Lambdas.Auth;

/// <summary>A sign-in half done. The client holds it sealed (<see cref="SessionSeal"/>).</summary>
/// <param name="Id">What its answers are counted by.</param>
/// <param name="Challenge">The challenge that it asks.</param>
/// <param name="Account">What was typed, normalised.</param>
/// <param name="Username">The user's own name: a challenge must be answered with it, not with what stands for it.</param>
/// <param name="CognitoSession">Empty: a decoy, to which no answer is right.</param>
internal sealed record SignInSession(Guid Id, string Challenge, string Account, string Username, string CognitoSession, DateTimeOffset Expires)
{
    /// <summary>As long as Cognito's own (AuthSessionValidity).</summary>
    internal static readonly TimeSpan Life = TimeSpan.FromMinutes(3);

    /// <summary>The SHA-256 of the temporary password that began this; empty: it began otherwise.</summary>
    public byte[] Temporary { get; init; } = [];

    public bool IsDecoy => CognitoSession.Length == 0;

    public static byte[] Hash(string password) => SHA256.HashData(Encoding.UTF8.GetBytes(password));

    /// <summary>Whether the password is an invitation's: that lay in a mailbox, and is to be replaced.</summary>
    public bool IsTemporary(string password) => Temporary.AsSpan().SequenceEqual(Hash(password));
}
