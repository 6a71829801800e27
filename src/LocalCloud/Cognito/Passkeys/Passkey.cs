namespace Ooak.LocalCloud.Cognito.Passkeys;

/// <summary>A credential of a user, as kept on disk.</summary>
/// <param name="Id">Credential id, base64url.</param>
/// <param name="PublicKey">COSE_Key, base64url.</param>
/// <param name="Counter">The authenticator's signature counter at the last use; 0 where it keeps none.</param>
internal sealed record Passkey(string Id, string PublicKey, uint Counter, string RelyingPartyId, DateTimeOffset Created, string? Attachment, IReadOnlyList<string> Transports);
