using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ooak.Lambdas.Sync;

/// <summary>Versions of items that a phone has got, six bytes each: enough that a new version is taken for a known one about once in
/// 10¹¹ changes, and then the phone's comparison by digest finds it.</summary>
internal sealed class KnownVersions : IEquatable<KnownVersions>
{
    /// <summary>Bytes an item.</summary>
    internal const int Size = 6;

    internal static readonly KnownVersions None = new([]);

    private readonly HashSet<long> _marks;

    private KnownVersions(HashSet<long> marks) => _marks = marks;

    internal int Count => _marks.Count;

    internal KnownVersions With(IEnumerable<Seen> items) => new([.. _marks, .. items.Select(item => Mark(item.Id, item.Version))]);

    /// <exception cref="FormatException">Not what <see cref="ToString"/> writes.</exception>
    internal static KnownVersions Parse(string text)
    {
        var bytes = Base64Url.DecodeFromChars(text);
        return bytes.Length % Size == 0
            ? new([.. bytes.Chunk(Size).Select(Number)])
            : throw new FormatException($"Known versions take {Size} bytes each.");
    }

    internal bool Contains(string id, long version) => _marks.Contains(Mark(id, version));

    public bool Equals(KnownVersions? other) => other is not null && _marks.SetEquals(other._marks);

    public override bool Equals(object? obj) => Equals(obj as KnownVersions);

    public override int GetHashCode() => _marks.Count;

    public override string ToString()
    {
        var bytes = new byte[_marks.Count * Size];
        foreach (var (index, mark) in _marks.Index())
        {
            for (var i = 0; i < Size; i++)
            {
                bytes[(index * Size) + i] = (byte)(mark >> (8 * (Size - 1 - i)));
            }
        }

        return Base64Url.EncodeToString(bytes);
    }

    private static long Mark(string id, long version)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}@{version}")), hash);
        return Number(hash[..Size]);
    }

    private static long Number(byte[] bytes) => Number(bytes.AsSpan());

    private static long Number(ReadOnlySpan<byte> bytes)
    {
        var number = 0L;
        foreach (var part in bytes)
        {
            number = (number << 8) | part;
        }

        return number;
    }
}
