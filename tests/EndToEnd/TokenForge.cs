using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ooak.EndToEnd.Tests;

/// <summary>Makes access tokens: with the user pool's own key, as nobody outside could, and in all the ways that somebody outside
/// might try.</summary>
internal sealed class TokenForge : IDisposable
{
    private readonly RSA _pool = RSA.Create();
    private readonly RSA _foreign = RSA.Create(2048);
    private readonly JsonObject _header;
    private readonly JsonObject _claims;
    private readonly string _signature;

    /// <param name="token">A good access token, from which the others differ in one thing.</param>
    /// <param name="poolKey">The pool's private key, PEM.</param>
    public TokenForge(string token, string poolKey)
    {
        _pool.ImportFromPem(poolKey);
        var parts = token.Split('.');
        (_header, _claims, _signature) = (Parse(parts[0]), Parse(parts[1]), parts[2]);
    }

    /// <summary>Signed by the pool, for claims that the pool would not give.</summary>
    public string Signed(params (string Name, JsonNode? Value)[] changes) => Sign(_header, With(_claims, changes), _pool);

    /// <summary>Every token that must open nothing, and what the gateway or the function answers to it.</summary>
    public IEnumerable<(string What, string Token, int Status)> Broken()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var publicKey = _foreign.ExportParameters(includePrivateParameters: false);
        var jwk = new JsonObject { ["kty"] = "RSA", ["alg"] = "RS256", ["use"] = "sig", ["n"] = Base64Url.EncodeToString(publicKey.Modulus), ["e"] = Base64Url.EncodeToString(publicKey.Exponent), ["kid"] = "mine" };
        var unsigned = Encode(_header) + "." + Encode(_claims);

        yield return ("not a token", "nonsense", 401);
        yield return ("signature stripped", unsigned + ".", 401);
        yield return ("two parts", unsigned, 401);
        yield return ("signature of other claims", Encode(_header) + "." + Encode(With(_claims, ("username", "other"))) + "." + _signature, 401);
        foreach (var none in new[] { "none", "None", "NONE", "nOnE" })
        {
            yield return ("alg " + none, Encode(With(_header, ("alg", none))) + "." + Encode(_claims) + ".", 401);
        }

        foreach (var (what, secret) in new[] { ("PEM", _pool.ExportSubjectPublicKeyInfoPem()), ("PEM of PKCS#1", _pool.ExportRSAPublicKeyPem()) })
        {
            yield return ($"HS256 with the public key as {what}", Hmac(With(_header, ("alg", "HS256")), Encoding.ASCII.GetBytes(secret)), 401);
        }

        yield return ("HS256 with the modulus", Hmac(With(_header, ("alg", "HS256")), _pool.ExportParameters(false).Modulus!), 401);
        yield return ("foreign key id", Sign(With(_header, ("kid", "mine")), _claims, _foreign), 401);
        yield return ("foreign key under the pool's id", Sign(_header, _claims, _foreign), 401);
        yield return ("no key id", Sign(With(_header, ("kid", null)), _claims, _foreign), 401);
        yield return ("embedded jwk", Sign(With(_header, ("jwk", jwk), ("kid", "mine")), _claims, _foreign), 401);
        yield return ("embedded jwk under the pool's id", Sign(With(_header, ("jwk", jwk)), _claims, _foreign), 401);
        yield return ("jku", Sign(With(_header, ("jku", "http://127.0.0.1:9/jwks.json"), ("kid", "mine")), _claims, _foreign), 401);
        yield return ("wrong issuer", Signed(("iss", "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Another")), 401);
        yield return ("no issuer", Signed(("iss", null)), 401);
        yield return ("wrong client", Signed(("client_id", "anotherclient")), 401);
        yield return ("no client", Signed(("client_id", null)), 401);
        yield return ("expired", Signed(("exp", now - 1)), 401);
        yield return ("no expiry", Signed(("exp", null)), 401);
        yield return ("not yet valid", Signed(("nbf", now + 60)), 401);
        yield return ("issued in the future", Signed(("iat", now + 60)), 401);
        yield return ("token_use id, with the scope", Signed(("token_use", "id")), 401);
        yield return ("no token_use", Signed(("token_use", null)), 401);
        yield return ("ID token", Signed(("token_use", "id"), ("aud", _claims["client_id"]!.DeepClone()), ("client_id", null), ("scope", null)), 403);
        yield return ("no scope", Signed(("scope", null)), 403);
        yield return ("nobody's", Signed(("sub", Guid.NewGuid().ToString())), 403);
    }

    public void Dispose()
    {
        _pool.Dispose();
        _foreign.Dispose();
    }

    private static JsonObject With(JsonObject source, params (string Name, JsonNode? Value)[] changes)
    {
        var changed = source.DeepClone().AsObject();
        foreach (var (name, value) in changes)
        {
            changed.Remove(name);
            if (value is not null)
            {
                changed[name] = value.DeepClone();
            }
        }

        return changed;
    }

    private static string Sign(JsonObject header, JsonObject claims, RSA key)
    {
        var text = Encode(header) + "." + Encode(claims);
        return text + "." + Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private string Hmac(JsonObject header, byte[] secret)
    {
        var text = Encode(header) + "." + Encode(_claims);
        return text + "." + Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text)));
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private static JsonObject Parse(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();
}
