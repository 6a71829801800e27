namespace Ooak.Lambdas.Auth;

/// <summary>How many attempts of one kind there may be in a window of <see cref="Limits.Window"/>.</summary>
/// <param name="PerAddress">An office of sixty people shares one address.</param>
internal sealed record Limit(string Kind, int PerAccount, int PerAddress);

/// <summary>Every limit of the ways in; the numbers stand here and nowhere else. The account is what was typed, whether or not it
/// exists. The windows are fixed, so that around the turn of one there may be twice as many.</summary>
internal static class Limits
{
    internal static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Failed passwords, codes, passkeys and resets. One that succeeds takes itself back, and the account's earlier
    /// failures with it.</summary>
    internal static readonly Limit SignIn = new("sign-in", PerAccount: 10, PerAddress: 100);

    /// <summary>Codes that are sent: they cost money, and somebody's patience.</summary>
    internal static readonly Limit Code = new("code", PerAccount: 5, PerAddress: 60);

    /// <summary>Passkeys that are asked for: a dialog that people may cancel and open again.</summary>
    internal static readonly Limit Passkey = new("passkey", PerAccount: 30, PerAddress: 300);

    /// <summary>Answers to one challenge, the right one included.</summary>
    internal static int Answers(string challenge) => challenge switch
    {
        Challenges.NewPassword => 10,
        Challenges.Passkey => 1,
        _ => 3,
    };

    /// <summary>Codes that are tried for one forgotten password.</summary>
    internal const int ResetAnswers = 5;

    /// <summary>Cognito's reset codes live as long.</summary>
    internal static readonly TimeSpan ResetLife = TimeSpan.FromHours(1);

    /// <summary>Failures and challenges are answered no sooner than this after the request came in. Cognito takes longer where it
    /// has a code to send or a password to compare than where there is nobody; what takes a fraction of this in either case
    /// takes the same in both.</summary>
    internal static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(600);
}
