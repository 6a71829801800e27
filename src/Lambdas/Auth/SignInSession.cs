namespace Ooak.Lambdas.Auth;

/// <summary>A sign-in half done. The client holds it sealed (<see cref="SessionSeal"/>).</summary>
/// <param name="Id">What its answers are counted by.</param>
/// <param name="Challenge">The challenge that it asks.</param>
/// <param name="Account">What was typed, normalised.</param>
/// <param name="Username">The user's own name: a challenge must be answered with it, not with what stands for it.</param>
/// <param name="CognitoSession">Empty: a decoy, to which no answer is right.</param>
internal sealed record SignInSession(Guid Id, string Challenge, string Account, string Username, string CognitoSession, DateTimeOffset Expires)
{
    /// <summary>As long as Cognito's own (AuthSessionValidity).</summary>
    internal static readonly TimeSpan Life = TimeSpan.FromMinutes(3);

    public bool IsDecoy => CognitoSession.Length == 0;
}
