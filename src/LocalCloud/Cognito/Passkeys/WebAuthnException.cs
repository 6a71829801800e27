namespace Ooak.LocalCloud.Cognito.Passkeys;

/// <summary>Which check of a WebAuthn ceremony failed.</summary>
internal enum WebAuthnFault
{
    /// <summary>Bytes that cannot be read, or a required part that is missing or contradicts another.</summary>
    Malformed,

    Challenge,
    Origin,
    RelyingParty,

    /// <summary>An authenticator, algorithm or key that this pool does not take.</summary>
    NotSupported,

    /// <summary>The assertion is not this user's, or not genuine.</summary>
    Refused,
}

internal sealed class WebAuthnException(WebAuthnFault fault, string message) : Exception(message)
{
    public WebAuthnFault Fault => fault;

    public static WebAuthnException Malformed(string message) => new(WebAuthnFault.Malformed, message);
}
