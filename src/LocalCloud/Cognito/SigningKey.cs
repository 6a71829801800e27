using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace Ooak.LocalCloud.Cognito;

/// <summary>The pool's RS256 key: signs tokens, and is published as a JWK set.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly RSA _rsa;

    public SigningKey(string? data, string poolId)
    {
        _rsa = RSA.Create(2048);
        if (data is not null)
        {
            var folder = Path.Combine(data, "cognito", poolId);
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, "signing-key.pem");
            if (File.Exists(path))
            {
                _rsa.ImportFromPem(File.ReadAllText(path));
            }
            else
            {
                DurableFile.Write(path, Encoding.ASCII.GetBytes(_rsa.ExportPkcs8PrivateKeyPem()));
            }
        }

        Id = Convert.ToBase64String(SHA256.HashData(_rsa.ExportSubjectPublicKeyInfo()));
        Public = new RsaSecurityKey(_rsa.ExportParameters(includePrivateParameters: false)) { KeyId = Id };
    }

    public string Id { get; }

    public SecurityKey Public { get; }

    public string Sign(JsonObject claims)
    {
        var header = new JsonObject { ["kid"] = Id, ["alg"] = "RS256" };
        var text = Base64UrlEncoder.Encode(Json.Bytes(header)) + "." + Base64UrlEncoder.Encode(Json.Bytes(claims));
        lock (_rsa)
        {
            return text + "." + Base64UrlEncoder.Encode(_rsa.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }
    }

    public JsonObject JwkSet()
    {
        var key = _rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["alg"] = "RS256",
                ["e"] = Base64UrlEncoder.Encode(key.Exponent),
                ["kid"] = Id,
                ["kty"] = "RSA",
                ["n"] = Base64UrlEncoder.Encode(key.Modulus),
                ["use"] = "sig",
            }),
        };
    }

    public void Dispose() => _rsa.Dispose();
}
