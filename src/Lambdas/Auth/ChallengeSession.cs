using System.Buffers.Text;
using System.Text;

namespace Ooak.Lambdas.Auth;

/// <summary>A challenge must be answered with the user's own name, not the e-mail address that stands for it: the session that
/// the client holds carries both. Forging the name gains nothing, since Cognito binds its session to the user.</summary>
internal static class ChallengeSession
{
    private const string Username = "USER_ID_FOR_SRP";

    internal static string Pack(IReadOnlyDictionary<string, string>? parameters, string session) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(parameters?.GetValueOrDefault(Username) ?? "")) + "." + session;

    /// <summary>Null: not a session that we gave.</summary>
    internal static (string Username, string Session)? Unpack(string? packed)
    {
        var dot = packed?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (packed is not { Length: <= 4096 } || dot < 1 || packed.Length - dot < 20)
        {
            return null;
        }

        try
        {
            return (Encoding.UTF8.GetString(Base64Url.DecodeFromChars(packed.AsSpan(0, dot))), packed[(dot + 1)..]);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
