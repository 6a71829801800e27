using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ooak.Lambdas.Push;

/// <summary>Encrypts a message for one browser: aes128gcm (RFC 8188) with the keys of RFC 8291. One record, no padding.</summary>
internal static class PushEncryption
{
    private const int SaltLength = 16;
    private const int PointLength = 65;
    private const int KeyLength = 16;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Salt, record size, length of the key's name, and the name, which is our public key (RFC 8188 §2.1).</summary>
    private const int HeaderLength = SaltLength + sizeof(uint) + 1 + PointLength;

    /// <summary>Push services take 4,096 bytes (RFC 8030 §7.2), so a record never is longer.</summary>
    private const int MaximumBody = 4096;

    /// <summary>Bytes of text in one message.</summary>
    internal const int MaximumText = MaximumBody - HeaderLength - TagLength - 1;

    /// <summary>Marks the last record's end (RFC 8188 §2).</summary>
    private const byte LastRecord = 2;

    /// <param name="text">At most <see cref="MaximumText"/> bytes.</param>
    /// <exception cref="CryptographicException">The browser's key is no point of the curve.</exception>
    internal static byte[] Encrypt(ReadOnlySpan<byte> text, BrowserKeys browser)
    {
        // A new pair and a new salt for each message: the nonce is derived from them and must not come twice.
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Encrypt(text, browser, own, RandomNumberGenerator.GetBytes(SaltLength));
    }

    /// <summary>For the vectors of the RFC, whose pair and salt are known.</summary>
    internal static byte[] Encrypt(ReadOnlySpan<byte> text, BrowserKeys browser, ECDiffieHellman own, ReadOnlySpan<byte> salt)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, MaximumText);
        var publicKey = Points.Encode(own.ExportParameters(includePrivateParameters: false).Q);
        Span<byte> key = stackalloc byte[KeyLength];
        Span<byte> nonce = stackalloc byte[NonceLength];
        Derive(browser, own, publicKey, salt, key, nonce);

        var body = new byte[HeaderLength + text.Length + 1 + TagLength];
        salt.CopyTo(body);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(SaltLength), MaximumBody);
        body[SaltLength + sizeof(uint)] = PointLength;
        publicKey.CopyTo(body, HeaderLength - PointLength);

        Span<byte> record = stackalloc byte[text.Length + 1];
        text.CopyTo(record);
        record[^1] = LastRecord;
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, record, body.AsSpan(HeaderLength, record.Length), body.AsSpan(HeaderLength + record.Length));
        return body;
    }

    // RFC 8291 §3.4, with the key and nonce of RFC 8188 §2.2 and §2.3.
    private static void Derive(BrowserKeys browser, ECDiffieHellman own, byte[] publicKey, ReadOnlySpan<byte> salt, Span<byte> key, Span<byte> nonce)
    {
        using var peer = ECDiffieHellman.Create(Points.Decode(browser.Point));
        var secret = own.DeriveRawSecretAgreement(peer.PublicKey);
        Span<byte> mixed = stackalloc byte[SHA256.HashSizeInBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, mixed, browser.Secret, [.. "WebPush: info\0"u8, .. browser.Point, .. publicKey]);
        CryptographicOperations.ZeroMemory(secret);

        HKDF.DeriveKey(HashAlgorithmName.SHA256, mixed, key, salt, "Content-Encoding: aes128gcm\0"u8);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, mixed, nonce, salt, "Content-Encoding: nonce\0"u8);
    }
}
