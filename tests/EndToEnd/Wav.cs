using System.Buffers.Binary;

namespace Ooak.EndToEnd.Tests;

/// <summary>Sound for the browser's fake microphone.</summary>
internal static class Wav
{
    private const int Rate = 48_000;

    /// <summary>A tone that comes and goes twice a second, as speech does. 16 bits, one channel.</summary>
    public static byte[] Tone(int seconds)
    {
        var samples = seconds * Rate;
        var file = new byte[44 + (2 * samples)];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), 2 * Rate);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 16);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), 2 * samples);
        for (var i = 0; i < samples; i++)
        {
            var time = i / (double)Rate;
            var loudness = Math.Pow(Math.Sin(2 * Math.PI * time), 2);
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(44 + (2 * i)), (short)(20_000 * loudness * Math.Sin(2 * Math.PI * 220 * time)));
        }

        return file;
    }
}
