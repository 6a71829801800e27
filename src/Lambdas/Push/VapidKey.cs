using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Push;

/// <summary>The pair by which push services know this deployment (RFC 8292).</summary>
internal sealed class VapidKey : IDisposable
{
    /// <summary>{"typ":"JWT","alg":"ES256"}</summary>
    private static readonly string Header = Base64Url.EncodeToString("""{"typ":"JWT","alg":"ES256"}"""u8);

    private readonly ECDsa _key;

    private VapidKey(ECDsa key)
    {
        _key = key;
        PublicKey = Base64Url.EncodeToString(Points.Encode(key.ExportParameters(includePrivateParameters: false).Q));
    }

    /// <summary>Base64url, as browsers subscribe with it.</summary>
    internal string PublicKey { get; }

    internal static VapidKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <param name="pkcs8">What <see cref="Export"/> gave.</param>
    internal static VapidKey Import(ReadOnlySpan<byte> pkcs8)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return new(key);
    }

    internal byte[] Export() => _key.ExportPkcs8PrivateKey();

    /// <summary>The Authorization header of a request (RFC 8292 §3).</summary>
    /// <param name="audience">The push service's origin.</param>
    /// <param name="expires">Within a day.</param>
    /// <param name="subject">How the push service reaches the operator: mailto or https.</param>
    internal string Authorization(string audience, DateTimeOffset expires, string subject)
    {
        var unsigned = Unsigned(audience, expires, subject);
        var signature = _key.SignData(Encoding.ASCII.GetBytes(unsigned), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"vapid t={unsigned}.{Base64Url.EncodeToString(signature)}, k={PublicKey}";
    }

    internal static string Unsigned(string audience, DateTimeOffset expires, string subject) =>
        Header + "." + Base64Url.EncodeToString(AnswerJson.Bytes(new VapidClaims(audience, expires.ToUnixTimeSeconds(), subject), AnswerJson.Default.VapidClaims));

    public void Dispose() => _key.Dispose();
}

/// <summary>RFC 8292 §2: audience, expiry in seconds since 1970, subject.</summary>
internal sealed record VapidClaims(string Aud, long Exp, string Sub);
