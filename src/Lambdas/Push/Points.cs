using System.Security.Cryptography;

namespace Ooak.Lambdas.Push;

/// <summary>Public keys on P-256 as Web Push writes them: uncompressed, 65 bytes, the first of them 4.</summary>
internal static class Points
{
    private const int Coordinate = 32;
    private const byte Uncompressed = 4;

    internal static byte[] Encode(ECPoint point) => [Uncompressed, .. point.X!, .. point.Y!];

    /// <exception cref="CryptographicException">Not of this form.</exception>
    internal static ECParameters Decode(byte[] bytes) =>
        bytes.Length == 1 + (2 * Coordinate) && bytes[0] == Uncompressed
            ? new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = bytes[1..(1 + Coordinate)], Y = bytes[(1 + Coordinate)..] },
            }
            : throw new CryptographicException("Not an uncompressed point of P-256.");

    /// <summary>Of this form, and on the curve: a secret agreed with any other point could give ours away.</summary>
    internal static bool IsOnCurve(byte[] bytes)
    {
        try
        {
            using var key = ECDiffieHellman.Create(Decode(bytes));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
