using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ooak.Lambdas.Audit;

namespace Ooak.Lambdas.Recordings;

/// <summary>What is written down about recordings; the words are stable.</summary>
internal static class RecordingAudit
{
    internal const string Uploaded = "recording-uploaded";
    internal const string Refused = "recording-refused";
    internal const string Played = "recording-played";
    internal const string Downloaded = "recording-downloaded";
    internal const string Erased = "recording-erased";

    internal static AuditEntry Entry(DateTimeOffset at, string by, string action, RecordingKey key) =>
        new(at, by, action, new Dictionary<string, string> { ["employeeId"] = key.EmployeeId, ["callId"] = key.CallId });

    /// <summary>For what events may say twice: the same of the same time has the same id.</summary>
    internal static AuditEntry Once(this AuditEntry entry) => entry with { Id = IdOf(entry).ToString("D") };

    /// <summary>A UUIDv7 (RFC 9562, 5.7) whose random bits come from the entry.</summary>
    private static Guid IdOf(AuditEntry entry)
    {
        var text = string.Join('|', [entry.By, entry.Action, .. entry.Details.Values]);
        Span<byte> bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16);
        Span<byte> milliseconds = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(milliseconds, entry.At.ToUnixTimeMilliseconds());
        milliseconds[2..].CopyTo(bytes);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}
