using Amazon.DynamoDBv2.Model;

namespace Ooak.Lambdas.Dashboard;

/// <summary>Many small numbers in few bytes: one byte each up to 63, two up to 8,191 (zigzag, then seven bits a byte, the eighth
/// says that more follow).</summary>
internal static class Packed
{
    private const int Bits = 7;
    private const int More = 1 << Bits;

    internal static AttributeValue Write(ReadOnlySpan<long> numbers)
    {
        var bytes = new MemoryStream(numbers.Length);
        foreach (var number in numbers)
        {
            var rest = (ulong)((number << 1) ^ (number >> 63));
            for (; rest >= More; rest >>= Bits)
            {
                bytes.WriteByte((byte)(rest | More));
            }

            bytes.WriteByte((byte)rest);
        }

        bytes.Position = 0;
        return new AttributeValue { B = bytes };
    }

    /// <param name="value">Null: all are zero. Where there are fewer than are wanted, so are the others.</param>
    internal static void Read(AttributeValue? value, Span<long> into)
    {
        var bytes = value?.B?.ToArray() ?? [];
        var at = 0;
        for (var i = 0; i < into.Length && at < bytes.Length; i++)
        {
            var number = 0UL;
            for (var shift = 0; at < bytes.Length; shift += Bits)
            {
                number |= (ulong)(bytes[at] & (More - 1)) << shift;
                if ((bytes[at++] & More) == 0)
                {
                    break;
                }
            }

            into[i] = (long)(number >> 1) ^ -(long)(number & 1);
        }
    }
}
