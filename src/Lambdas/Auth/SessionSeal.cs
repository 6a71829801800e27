using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Ooak.Lambdas.Auth;

/// <summary>Seals sessions for the client to hold (AES-256-GCM): nobody can read, change or make one, and all are equally long, so
/// that a decoy looks like any other.</summary>
internal sealed class SessionSeal(AppClient client, TimeProvider time)
{
    /// <summary>Cognito's sessions have at most 2,048 characters, an address 254, a user name 128; the rest has less than 100.</summary>
    private const int PlainLength = 2560;

    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int SealedLength = NonceLength + PlainLength + TagLength;

    public async Task<string> SealAsync(SignInSession session, CancellationToken cancellation)
    {
        var plain = new byte[PlainLength];
        using (var stream = new MemoryStream(plain))
        using (var writer = new BinaryWriter(stream))
        {
            writer.Write(session.Id.ToByteArray());
            writer.Write(session.Expires.ToUnixTimeMilliseconds());
            writer.Write(session.Challenge);
            writer.Write(session.Account);
            writer.Write(session.Username);
            writer.Write(session.CognitoSession);
            writer.Write((byte)session.Temporary.Length);
            writer.Write(session.Temporary);
        }

        using var aes = new AesGcm(await client.KeyAsync("sessions", cancellation), TagLength);
        var whole = new byte[SealedLength];
        RandomNumberGenerator.Fill(whole.AsSpan(0, NonceLength));
        aes.Encrypt(whole.AsSpan(0, NonceLength), plain, whole.AsSpan(NonceLength, PlainLength), whole.AsSpan(NonceLength + PlainLength));
        return Base64Url.EncodeToString(whole);
    }

    /// <summary>Null: not one of ours, or expired.</summary>
    public async Task<SignInSession?> OpenAsync(string text, CancellationToken cancellation)
    {
        var whole = new byte[SealedLength];
        if (text.Length != Base64Url.GetEncodedLength(SealedLength)
            || Base64Url.DecodeFromChars(text, whole, out _, out var length) != OperationStatus.Done
            || length != SealedLength)
        {
            return null;
        }

        var plain = new byte[PlainLength];
        using var aes = new AesGcm(await client.KeyAsync("sessions", cancellation), TagLength);
        try
        {
            aes.Decrypt(whole.AsSpan(0, NonceLength), whole.AsSpan(NonceLength, PlainLength), whole.AsSpan(NonceLength + PlainLength), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        using var reader = new BinaryReader(new MemoryStream(plain));
        var id = new Guid(reader.ReadBytes(16));
        var expires = DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64());
        var session = new SignInSession(id, reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString(), expires)
        {
            Temporary = reader.ReadBytes(reader.ReadByte()),
        };
        return expires > time.GetUtcNow() ? session : null;
    }
}
