using System.Formats.Cbor;

namespace Ooak.LocalCloud.Cognito.Passkeys;

/// <summary>The outcome of a registration (Web Authentication Level 3, section 6.5). The pool asks for no attestation, so that a
/// statement is read over and not trusted: what counts is the authenticator data.</summary>
internal static class AttestationObject
{
    public static AuthenticatorData Read(byte[] cbor)
    {
        string? format = null;
        byte[]? data = null;
        var statement = -1;
        try
        {
            var reader = new CborReader(cbor, CborConformanceMode.Strict);
            reader.ReadStartMap();
            while (reader.PeekState() != CborReaderState.EndMap)
            {
                switch (reader.ReadTextString())
                {
                    case "fmt":
                        format = reader.ReadTextString();
                        break;
                    case "authData":
                        data = reader.ReadByteString();
                        break;
                    case "attStmt":
                        statement = new CborReader(reader.ReadEncodedValue(), CborConformanceMode.Strict).ReadStartMap() ?? -1;
                        break;
                    default:
                        reader.SkipValue();
                        break;
                }
            }

            reader.ReadEndMap();
            if (reader.BytesRemaining > 0)
            {
                throw WebAuthnException.Malformed("attestationObject has bytes left over.");
            }
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException)
        {
            throw WebAuthnException.Malformed("attestationObject is not the CBOR that it should be.");
        }

        return format is not null && data is not null && statement >= 0 && (format != "none" || statement == 0)
            ? AuthenticatorData.Parse(data)
            : throw WebAuthnException.Malformed("attestationObject lacks fmt, attStmt or authData.");
    }
}
