using System.Runtime.InteropServices;

namespace Ooak.LocalCloud;

/// <summary>Files that a crash leaves either old or new, never torn: written aside, flushed to the disk, renamed.</summary>
internal static partial class DurableFile
{
    /// <summary>Without <paramref name="flush"/> the change survives a killed process, not a lost machine.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content, bool flush = true)
    {
        var aside = path + "." + Guid.NewGuid().ToString("N") + ".tmp";
        using (var stream = new FileStream(aside, FileMode.CreateNew, FileAccess.Write))
        {
            stream.Write(content);
            stream.Flush(flush);
        }

        File.Move(aside, path, overwrite: true);
        if (flush)
        {
            SyncFolder(Path.GetDirectoryName(path)!);
        }
    }

    public static void Delete(string path)
    {
        File.Delete(path);
        SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Makes a rename or removal in the folder durable; Windows does that by itself.</summary>
    private static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(folder, 0);
        if (descriptor >= 0)
        {
            _ = FSync(descriptor);
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
