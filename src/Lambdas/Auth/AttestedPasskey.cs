using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text.Json;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Auth;

/// <summary>The public key of a registration, as WebAuthn wraps it (Web Authentication Level 3, sections 6.1 and 6.5): Cognito
/// verifies the registration and keeps the key to itself, while a phone without a network needs it to check its own person.</summary>
/// <param name="Id">The credential's id, base64url.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo.</param>
/// <param name="Algorithm">COSE.</param>
internal sealed record AttestedPasskey(string Id, byte[] PublicKey, int Algorithm)
{
    private const int Es256 = -7;
    private const int Rs256 = -257;
    private const int FlagsAt = 32;
    private const int HeaderLength = 37;
    private const int AaguidLength = 16;
    private const byte AttestedCredentialData = 0x40;
    private const int MaximumId = 1023;
    private const int CoordinateLength = 32;
    private const int MinimumRsaBits = 2048;

    /// <param name="credential">RegistrationResponseJSON.</param>
    /// <returns>Null: not a registration of a key that the pool takes.</returns>
    internal static AttestedPasskey? Read(JsonElement credential)
    {
        try
        {
            return credential.TryGetProperty("id", out var id)
                && credential.TryGetProperty("response", out var response)
                && response.ValueKind == JsonValueKind.Object
                && response.TryGetProperty("attestationObject", out var attestation)
                && id.Text() is { } named
                && attestation.Text() is { } text
                && AuthenticatorData(Base64Url.DecodeFromChars(text)) is { } data
                && Credential(data) is { } passkey
                && passkey.Id == named
                    ? passkey
                    : null;
        }
        catch (Exception e) when (e is FormatException or CborContentException or InvalidOperationException or OverflowException or CryptographicException)
        {
            return null;
        }
    }

    private static byte[]? AuthenticatorData(byte[] attestation)
    {
        var reader = new CborReader(attestation);
        byte[]? data = null;
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            if (reader.ReadTextString() == "authData")
            {
                data = reader.ReadByteString();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return data;
    }

    private static AttestedPasskey? Credential(byte[] data)
    {
        const int lengthAt = HeaderLength + AaguidLength;
        const int idAt = lengthAt + sizeof(ushort);
        if (data.Length < idAt || (data[FlagsAt] & AttestedCredentialData) == 0)
        {
            return null;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(lengthAt));
        if (length is 0 or > MaximumId || data.Length <= idAt + length)
        {
            return null;
        }

        // Extensions may follow the key.
        return Key(new CborReader(data.AsMemory(idAt + length), allowMultipleRootLevelValues: true)) is var (key, algorithm)
            ? new AttestedPasskey(Base64Url.EncodeToString(data.AsSpan(idAt, length)), key, algorithm)
            : null;
    }

    // COSE_Key (RFC 9052 section 7): 1 is the type, 3 the algorithm; -1, -2 and -3 are curve and point, or modulus and exponent.
    private static (byte[] Key, int Algorithm)? Key(CborReader reader)
    {
        var numbers = new Dictionary<int, int>();
        var bytes = new Dictionary<int, byte[]>();
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            var label = reader.ReadInt32();
            switch (reader.PeekState())
            {
                case CborReaderState.UnsignedInteger or CborReaderState.NegativeInteger:
                    numbers[label] = reader.ReadInt32();
                    break;
                case CborReaderState.ByteString:
                    bytes[label] = reader.ReadByteString();
                    break;
                default:
                    reader.SkipValue();
                    break;
            }
        }

        return (numbers.GetValueOrDefault(1), numbers.GetValueOrDefault(3)) switch
        {
            (2, Es256) when numbers.GetValueOrDefault(-1) == 1 && bytes.TryGetValue(-2, out var x) && bytes.TryGetValue(-3, out var y)
                && x.Length == CoordinateLength && y.Length == CoordinateLength => (Point(x, y), Es256),
            (3, Rs256) when bytes.TryGetValue(-1, out var modulus) && bytes.TryGetValue(-2, out var exponent) && Rsa(modulus, exponent) is { } key => (key, Rs256),
            _ => null,
        };
    }

    private static byte[] Point(byte[] x, byte[] y)
    {
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } });
        return key.ExportSubjectPublicKeyInfo();
    }

    private static byte[]? Rsa(byte[] modulus, byte[] exponent)
    {
        using var key = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent });
        return key.KeySize >= MinimumRsaBits ? key.ExportSubjectPublicKeyInfo() : null;
    }
}
