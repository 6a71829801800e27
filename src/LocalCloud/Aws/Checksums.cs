using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ooak.LocalCloud.Aws;

/// <summary>S3's object checksums: CRC32, CRC32C, CRC64NVME, SHA-1, SHA-256.</summary>
internal static class Checksums
{
    private static readonly ulong[] Crc32 = Table(0xEDB88320);
    private static readonly ulong[] Crc32C = Table(0x82F63B78);
    private static readonly ulong[] Crc64Nvme = Table(0x9A6C9329AC4BC9B5);

    /// <summary>Throws BadDigest when a given checksum does not fit the body.</summary>
    public static void Verify(byte[] body, IEnumerable<KeyValuePair<string, string>> given)
    {
        foreach (var (name, value) in given)
        {
            var expected = name.ToLowerInvariant() switch
            {
                "x-amz-checksum-crc32" => Four(Crc(body, Crc32, 0xFFFFFFFF)),
                "x-amz-checksum-crc32c" => Four(Crc(body, Crc32C, 0xFFFFFFFF)),
                "x-amz-checksum-crc64nvme" => Eight(Crc(body, Crc64Nvme, ulong.MaxValue)),
                "x-amz-checksum-sha1" => SHA1.HashData(body),
                "x-amz-checksum-sha256" => SHA256.HashData(body),
                "content-md5" => MD5.HashData(body),
                _ => null,
            };
            if (expected is not null && Convert.ToBase64String(expected) != value)
            {
                throw new AwsException(400, "BadDigest", $"The {name} you specified did not match the calculated checksum.");
            }
        }
    }

    private static ulong Crc(byte[] body, ulong[] table, ulong mask)
    {
        var crc = mask;
        foreach (var b in body)
        {
            crc = table[(crc ^ b) & 0xFF] ^ (crc >> 8);
        }

        return crc ^ mask;
    }

    private static ulong[] Table(ulong polynomial) => [.. Enumerable.Range(0, 256).Select(index =>
    {
        var value = (ulong)index;
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 1 ? (value >> 1) ^ polynomial : value >> 1;
        }

        return value;
    })];

    private static byte[] Four(ulong value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)value);
        return bytes;
    }

    private static byte[] Eight(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }
}
