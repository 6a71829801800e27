using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
#pragma warning disable IDE0005 // The end-to-end tests, which borrow this file, import it everywhere.
using System.Text.Json.Nodes;
#pragma warning restore IDE0005

namespace Ooak.LocalCloud.Tests;

/// <summary>What one ceremony says; by default all as it should be.</summary>
internal sealed record Ceremony(string Origin)
{
    public string? Type { get; init; }

    public string? Challenge { get; init; }

    public string? RelyingPartyId { get; init; }

    public bool CrossOrigin { get; init; }

    /// <summary>UP and UV; a registration adds AT.</summary>
    public byte Flags { get; init; } = 0x05;

    public uint Counter { get; init; }

    public string Format { get; init; } = "none";

    public string? UserHandle { get; init; }

    /// <summary>Changes the signature, or in a registration the COSE key.</summary>
    public bool Tampered { get; init; }
}

/// <summary>A browser and its authenticator in one (Web Authentication Level 3): ES256, or RS256.</summary>
internal sealed class SoftwareAuthenticator(bool rsa = false, int keySize = 2048) : IDisposable
{
    private readonly ECDsa? _ecdsa = rsa ? null : ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RSA? _rsa = rsa ? RSA.Create(keySize) : null;
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
    private string _handle = "";

    public string Id => Base64Url.EncodeToString(_id);

    /// <summary>RegistrationResponseJSON for PublicKeyCredentialCreationOptionsJSON.</summary>
    public JsonObject Register(JsonNode options, Ceremony ceremony)
    {
        _handle = (string)options["user"]!["id"]!;
        var clientData = ClientData(ceremony, "webauthn.create", options);
        byte[] data = [.. Header(ceremony, (string)options["rp"]!["id"]!, 0x40), .. new byte[16], 0, (byte)_id.Length, .. _id, .. Key(ceremony.Tampered)];
        var attestation = new CborWriter(CborConformanceMode.Ctap2Canonical);
        attestation.WriteStartMap(3);
        attestation.WriteTextString("fmt");
        attestation.WriteTextString(ceremony.Format);
        attestation.WriteTextString("attStmt");
        attestation.WriteStartMap(ceremony.Format == "none" ? 0 : 2);
        if (ceremony.Format != "none")
        {
            attestation.WriteTextString("alg");
            attestation.WriteInt32(-7);
            attestation.WriteTextString("sig");
            attestation.WriteByteString(Sign([.. data, .. SHA256.HashData(clientData)]));
        }

        attestation.WriteEndMap();
        attestation.WriteTextString("authData");
        attestation.WriteByteString(data);
        attestation.WriteEndMap();
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(clientData),
            ["attestationObject"] = Base64Url.EncodeToString(attestation.Encode()),
            ["transports"] = new JsonArray("internal", "hybrid"),
        });
    }

    /// <summary>AuthenticationResponseJSON for PublicKeyCredentialRequestOptionsJSON.</summary>
    public JsonObject Assert(JsonNode options, Ceremony ceremony)
    {
        var clientData = ClientData(ceremony, "webauthn.get", options);
        var data = Header(ceremony, (string)options["rpId"]!, 0);
        var signature = Sign([.. data, .. SHA256.HashData(clientData)]);
        if (ceremony.Tampered)
        {
            signature[^1] ^= 1;
        }

        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(clientData),
            ["authenticatorData"] = Base64Url.EncodeToString(data),
            ["signature"] = Base64Url.EncodeToString(signature),
            ["userHandle"] = ceremony.UserHandle ?? _handle,
        });
    }

    public void Dispose()
    {
        _ecdsa?.Dispose();
        _rsa?.Dispose();
    }

    private static byte[] ClientData(Ceremony ceremony, string type, JsonNode options) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["type"] = ceremony.Type ?? type,
        ["challenge"] = ceremony.Challenge ?? (string)options["challenge"]!,
        ["origin"] = ceremony.Origin,
        ["crossOrigin"] = ceremony.CrossOrigin,
    }.ToJsonString());

    private static byte[] Header(Ceremony ceremony, string relyingPartyId, byte flags)
    {
        var header = new byte[37];
        SHA256.HashData(Encoding.UTF8.GetBytes(ceremony.RelyingPartyId ?? relyingPartyId)).CopyTo(header, 0);
        header[32] = (byte)(ceremony.Flags | flags);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(33), ceremony.Counter);
        return header;
    }

    private JsonObject Credential(JsonObject response) => new()
    {
        ["id"] = Id,
        ["rawId"] = Id,
        ["type"] = "public-key",
        ["authenticatorAttachment"] = "platform",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    };

    private byte[] Key(bool tampered)
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        if (_ecdsa?.ExportParameters(false).Q is { } point)
        {
            if (tampered)
            {
                point.Y![0] ^= 1;
            }

            writer.WriteStartMap(5);
            Number(writer, 1, 2);
            Number(writer, 3, -7);
            Number(writer, -1, 1);
            Bytes(writer, -2, point.X!);
            Bytes(writer, -3, point.Y!);
        }
        else
        {
            var key = _rsa!.ExportParameters(false);
            writer.WriteStartMap(4);
            Number(writer, 1, 3);
            Number(writer, 3, tampered ? -65535 : -257);
            Bytes(writer, -1, key.Modulus!);
            Bytes(writer, -2, key.Exponent!);
        }

        writer.WriteEndMap();
        return writer.Encode();
    }

    private byte[] Sign(byte[] data) => _ecdsa is not null
        ? _ecdsa.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
        : _rsa!.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static void Number(CborWriter writer, int label, int value)
    {
        writer.WriteInt32(label);
        writer.WriteInt32(value);
    }

    private static void Bytes(CborWriter writer, int label, byte[] value)
    {
        writer.WriteInt32(label);
        writer.WriteByteString(value);
    }
}
