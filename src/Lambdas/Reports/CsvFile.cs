using System.Text;
using Ooak.Lambdas.Calls;

namespace Ooak.Lambdas.Reports;

/// <summary>Rows as UTF-8, with what the answer to a request would grow to: the gateway's limit is on the JSON around the text.</summary>
internal sealed class CsvFile : IDisposable
{
    /// <summary>A function's answer may have 6 MB as JSON.</summary>
    private const long MaximumAnswer = 5_800_000;

    private readonly MemoryStream bytes = new();
    private long answer;

    internal long Rows { get; private set; }

    internal int Length => (int)bytes.Length;

    internal byte[] ToArray() => bytes.ToArray();

    internal void Begin(bool byteOrderMark)
    {
        if (byteOrderMark)
        {
            Append("\ufeff");
        }

        Append(CallsCsv.Heading);
    }

    internal void Add(IEnumerable<Call> calls, CallsCsv csv)
    {
        foreach (var call in calls)
        {
            Append(csv.Row(call));
            Rows++;
        }
    }

    /// <summary>Bytes that were written before.</summary>
    internal void Add(byte[] before) => bytes.Write(before);

    internal bool FitsAnswer(int limit) => bytes.Length <= limit && answer <= MaximumAnswer;

    public void Dispose() => bytes.Dispose();

    private void Append(string text)
    {
        // Whole rows at once: no character is cut in two.
        bytes.Write(Encoding.UTF8.GetBytes(text));
        foreach (var character in text)
        {
            answer += character switch
            {
                '"' or '\\' or '\r' or '\n' or '\t' => 2,
                _ when char.IsSurrogate(character) || char.IsControl(character) => 6,
                < '\u0080' => 1,
                < '\u0800' => 2,
                _ => 6,
            };
        }
    }
}
