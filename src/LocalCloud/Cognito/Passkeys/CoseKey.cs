using System.Formats.Cbor;
using System.Security.Cryptography;

namespace Ooak.LocalCloud.Cognito.Passkeys;

/// <summary>A public key as authenticators write it: COSE_Key (RFC 9052, section 7) for ES256 with P-256 (RFC 9053) or RS256 (RFC 8812).</summary>
internal sealed class CoseKey
{
    public const int Es256 = -7;
    public const int Rs256 = -257;

    private const int MinimumRsaBits = 2048;
    private readonly Dictionary<int, int> _numbers = [];
    private readonly Dictionary<int, byte[]> _bytes = [];

    private CoseKey()
    {
    }

    /// <summary>A key of an algorithm that the pool takes.</summary>
    public static CoseKey Parse(byte[] cbor)
    {
        var key = new CoseKey();
        try
        {
            key.Read(new CborReader(cbor, CborConformanceMode.Strict));
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException)
        {
            throw WebAuthnException.Malformed("The public key is not a COSE_Key.");
        }

        key.Demand();
        return key;
    }

    public bool Verifies(byte[] data, byte[] signature)
    {
        if (Algorithm == Es256)
        {
            using var ecdsa = ECDsa.Create(Curve());
            return ecdsa.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }

        using var rsa = RSA.Create(Modulus());
        return rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private int? Algorithm => Number(3);

    private void Read(CborReader reader)
    {
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            var label = reader.ReadInt32();
            switch (reader.PeekState())
            {
                case CborReaderState.UnsignedInteger or CborReaderState.NegativeInteger:
                    _numbers[label] = reader.ReadInt32();
                    break;
                case CborReaderState.ByteString:
                    _bytes[label] = reader.ReadByteString();
                    break;
                default:
                    reader.SkipValue();
                    break;
            }
        }

        reader.ReadEndMap();
    }

    private void Demand()
    {
        try
        {
            switch ((Number(1), Algorithm))
            {
                case (2, Es256) when Number(-1) == 1 && Length(-2) == 32 && Length(-3) == 32:
                    ECDsa.Create(Curve()).Dispose();
                    return;
                case (3, Rs256) when Length(-1) > 0 && Length(-2) > 0:
                    using (var rsa = RSA.Create(Modulus()))
                    {
                        if (rsa.KeySize >= MinimumRsaBits)
                        {
                            return;
                        }
                    }

                    break;
            }
        }
        catch (CryptographicException)
        {
            // A point off the curve, a modulus that is none: not a key.
        }

        throw new WebAuthnException(WebAuthnFault.NotSupported, "The public key is neither ES256 on P-256 nor RS256 of 2048 bits.");
    }

    private ECParameters Curve() => new() { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = _bytes[-2], Y = _bytes[-3] } };

    private RSAParameters Modulus() => new() { Modulus = _bytes[-1], Exponent = _bytes[-2] };

    private int? Number(int label) => _numbers.TryGetValue(label, out var number) ? number : null;

    private int Length(int label) => _bytes.TryGetValue(label, out var bytes) ? bytes.Length : 0;
}
