using System.Buffers.Binary;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;

namespace Ooak.LocalCloud.Cognito.Passkeys;

/// <summary>What the authenticator did (Web Authentication Level 3, section 6.1).</summary>
internal sealed record AuthenticatorData(byte[] RelyingPartyHash, AuthenticatorFlags Flags, uint Counter, byte[]? CredentialId, byte[]? PublicKey)
{
    private const int HeaderLength = 37;
    private const int MaxCredentialId = 1023;

    public static AuthenticatorData Parse(byte[] data)
    {
        if (data.Length < HeaderLength)
        {
            throw WebAuthnException.Malformed("authenticatorData is too short.");
        }

        var flags = (AuthenticatorFlags)data[32];
        var counter = BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(33));
        byte[]? id = null, key = null;
        ReadOnlyMemory<byte> rest = data.AsMemory(HeaderLength);
        if (flags.HasFlag(AuthenticatorFlags.AttestedCredential))
        {
            (id, key, rest) = Attested(rest);
        }

        if (flags.HasFlag(AuthenticatorFlags.Extensions))
        {
            (_, rest) = CborValue(rest);
        }

        return rest.IsEmpty ? new AuthenticatorData(data[..32], flags, counter, id, key) : throw WebAuthnException.Malformed("authenticatorData has bytes left over.");
    }

    /// <summary>For this relying party, with the person present, and verified where the pool demands it.</summary>
    public void Demand(RelyingParty relyingParty)
    {
        if (!RelyingPartyHash.AsSpan().SequenceEqual(SHA256.HashData(Encoding.UTF8.GetBytes(relyingParty.Id))))
        {
            throw new WebAuthnException(WebAuthnFault.RelyingParty, $"The credential is not for the relying party {relyingParty.Id}.");
        }

        if (!Flags.HasFlag(AuthenticatorFlags.UserPresent) || (relyingParty.DemandsUserVerification && !Flags.HasFlag(AuthenticatorFlags.UserVerified)))
        {
            throw new WebAuthnException(WebAuthnFault.NotSupported, "The authenticator did not verify the user.");
        }

        if (Flags.HasFlag(AuthenticatorFlags.BackedUp) && !Flags.HasFlag(AuthenticatorFlags.BackupEligible))
        {
            throw WebAuthnException.Malformed("A credential is backed up that cannot be.");
        }
    }

    private static (byte[] Id, byte[] Key, ReadOnlyMemory<byte> After) Attested(ReadOnlyMemory<byte> data)
    {
        const int lengthAt = 16;
        if (data.Length < lengthAt + 2)
        {
            throw WebAuthnException.Malformed("The attested credential is too short.");
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(data.Span[lengthAt..]);
        if (length is 0 or > MaxCredentialId || data.Length < lengthAt + 2 + length)
        {
            throw WebAuthnException.Malformed("The credential id has a wrong length.");
        }

        var id = data.Slice(lengthAt + 2, length).ToArray();
        var (key, rest) = CborValue(data[(lengthAt + 2 + length)..]);
        return (id, key, rest);
    }

    private static (byte[] Value, ReadOnlyMemory<byte> After) CborValue(ReadOnlyMemory<byte> data)
    {
        try
        {
            var reader = new CborReader(data, CborConformanceMode.Strict, allowMultipleRootLevelValues: true);
            var value = reader.ReadEncodedValue().ToArray();
            return (value, data[(data.Length - reader.BytesRemaining)..]);
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException)
        {
            throw WebAuthnException.Malformed("authenticatorData holds CBOR that cannot be read.");
        }
    }
}

/// <summary>The flags byte of authenticator data; the names of the specification in brackets.</summary>
[Flags]
internal enum AuthenticatorFlags : byte
{
    /// <summary>[UP]</summary>
    UserPresent = 0x01,

    /// <summary>[UV]</summary>
    UserVerified = 0x04,

    /// <summary>[BE]</summary>
    BackupEligible = 0x08,

    /// <summary>[BS]</summary>
    BackedUp = 0x10,

    /// <summary>[AT]</summary>
    AttestedCredential = 0x40,

    /// <summary>[ED]</summary>
    Extensions = 0x80,
}
