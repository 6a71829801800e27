using System.Formats.Tar;

namespace Ooak.Lambdas.Reports;

/// <summary>An archive that grows in pieces: a tar file is its entries one after the other, so pieces that were made in different runs
/// are one archive when they are put together. A zip file has a directory at its end, for which every run would have to remember all
/// before it.</summary>
/// <remarks>POSIX.1-2017, pax, "ustar Interchange Format".</remarks>
internal sealed class TarArchive : IDisposable
{
    private readonly MemoryStream bytes = new();

    internal int Length => (int)bytes.Length;

    internal byte[] ToArray() => bytes.ToArray();

    /// <summary>Entries that were written before.</summary>
    internal void Add(byte[] before) => bytes.Write(before);

    internal void Add(string name, byte[] content, DateTimeOffset at)
    {
        long end;
        using (var writer = new TarWriter(bytes, TarEntryFormat.Pax, leaveOpen: true))
        {
            using var data = new MemoryStream(content, writable: false);
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = data, ModificationTime = at });
            end = bytes.Length;
        }

        // The writer ends the archive when it is closed; more comes.
        bytes.SetLength(end);
        bytes.Position = end;
    }

    /// <summary>Two blocks of nothing.</summary>
    internal void End() => bytes.Write(new byte[1024]);

    public void Dispose() => bytes.Dispose();
}
