using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ooak.Lambdas.Auth;

namespace Ooak.Lambdas.Tests.Identity;

public sealed class AttestedPasskeyTests
{
    private static readonly byte[] Id = RandomNumberGenerator.GetBytes(20);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_key_of_an_elliptic_curve_comes_out(bool extensions)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var passkey = Read(Credential(Elliptic(key), extensions: extensions)).ShouldNotBeNull();

        passkey.Id.ShouldBe(Base64Url.EncodeToString(Id));
        passkey.Algorithm.ShouldBe(-7);
        passkey.PublicKey.ShouldBe(key.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public void The_key_of_RSA_comes_out()
    {
        using var key = RSA.Create(2048);

        var passkey = Read(Credential(Rsa(key))).ShouldNotBeNull();

        passkey.Algorithm.ShouldBe(-257);
        passkey.PublicKey.ShouldBe(key.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public void What_is_no_registration_gives_none()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var small = RSA.Create(1024);
        var good = Elliptic(key);
        Read(Credential(good)).ShouldNotBeNull();

        Read(Credential(good, flags: 0x05)).ShouldBeNull();
        Read(Credential(good, named: "AAAA")).ShouldBeNull();
        Read(Credential(good[..^1])).ShouldBeNull();
        Read(Credential([])).ShouldBeNull();
        Read(Credential(Elliptic(curve))).ShouldBeNull();
        Read(Credential(Rsa(small))).ShouldBeNull();
        Read(Credential(OffTheCurve())).ShouldBeNull();
        foreach (var json in new[] { "{}", """{"id":1,"response":{"attestationObject":"oA"}}""", """{"id":"AA","response":[]}""", """{"id":"AA","response":{"attestationObject":"%"}}""", """{"id":"AA","response":{"attestationObject":"oA"}}""", """{"id":"AA","response":{"attestationObject":"_w"}}""" })
        {
            Read(json).ShouldBeNull(json);
        }
    }

    private static AttestedPasskey? Read(string json) => AttestedPasskey.Read(JsonDocument.Parse(json).RootElement);

    private static string Credential(byte[] key, byte flags = 0x45, string? named = null, bool extensions = false)
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)Id.Length);
        byte[] data = [.. new byte[32], (byte)(flags | (extensions ? 0x80 : 0)), 0, 0, 0, 0, .. new byte[16], .. length, .. Id, .. key, .. extensions ? new byte[] { 0xa0 } : []];
        var writer = new CborWriter();
        writer.WriteStartMap(3);
        writer.WriteTextString("fmt");
        writer.WriteTextString("none");
        writer.WriteTextString("attStmt");
        writer.WriteStartMap(0);
        writer.WriteEndMap();
        writer.WriteTextString("authData");
        writer.WriteByteString(data);
        writer.WriteEndMap();
        return new JsonObject
        {
            ["id"] = named ?? Base64Url.EncodeToString(Id),
            ["response"] = new JsonObject { ["attestationObject"] = Base64Url.EncodeToString(writer.Encode()) },
        }.ToJsonString();
    }

    private static byte[] Elliptic(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return Cose(2, -7, (-1, 1), [(-2, point.X!), (-3, point.Y!)]);
    }

    private static byte[] OffTheCurve() => Cose(2, -7, (-1, 1), [(-2, new byte[32]), (-3, [.. Enumerable.Repeat((byte)7, 32)])]);

    private static byte[] Rsa(RSA key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return Cose(3, -257, null, [(-1, parameters.Modulus!), (-2, parameters.Exponent!)]);
    }

    private static byte[] Cose(int type, int algorithm, (int Label, int Value)? number, (int Label, byte[] Value)[] bytes)
    {
        var writer = new CborWriter();
        writer.WriteStartMap(2 + (number is null ? 0 : 1) + bytes.Length);
        writer.WriteInt32(1);
        writer.WriteInt32(type);
        writer.WriteInt32(3);
        writer.WriteInt32(algorithm);
        if (number is var (label, value))
        {
            writer.WriteInt32(label);
            writer.WriteInt32(value);
        }

        foreach (var (at, content) in bytes)
        {
            writer.WriteInt32(at);
            writer.WriteByteString(content);
        }

        writer.WriteEndMap();
        return writer.Encode();
    }
}
