namespace Ooak.LocalCloud.Cognito;

/// <summary>Sends what Cognito would send, to the local mailbox, with the pool's own wording.</summary>
internal sealed class CognitoDelivery(Mailbox mailbox, LocalAddresses addresses)
{
    private const string DefaultInvitation = "Your username is {username} and temporary password is {####}.";
    private const string DefaultCode = "Your verification code is {####}.";

    public void Invite(UserPool pool, CognitoUser user, string login, string password, IReadOnlyList<string> mediums)
    {
        var template = pool.Definition.Obj("AdminCreateUserConfig").Obj("InviteMessageTemplate");
        foreach (var medium in mediums)
        {
            var (attribute, text) = medium == "EMAIL"
                ? ("email", template.Str("EmailMessage") ?? DefaultInvitation)
                : ("phone_number", template.Str("SMSMessage") ?? DefaultInvitation);
            if (user.Attributes.TryGetValue(attribute, out var to))
            {
                var body = addresses.ForText(text).Replace("{username}", login, StringComparison.Ordinal).Replace("{####}", password, StringComparison.Ordinal);
                mailbox.Add(medium, to, "invitation", template.Str("EmailSubject") ?? "Your temporary password", body, password);
            }
        }
    }

    public void Code(UserPool pool, string medium, string to, string kind, string code)
    {
        var template = pool.Definition.Obj("VerificationMessageTemplate");
        var text = medium == "EMAIL"
            ? template.Str("EmailMessage") ?? pool.Definition.Str("EmailVerificationMessage") ?? DefaultCode
            : template.Str("SmsMessage") ?? pool.Definition.Str("SmsVerificationMessage") ?? DefaultCode;
        var subject = template.Str("EmailSubject") ?? pool.Definition.Str("EmailVerificationSubject") ?? "Your verification code";
        mailbox.Add(medium, to, kind, subject, addresses.ForText(text).Replace("{####}", code, StringComparison.Ordinal), code);
    }

    /// <summary>How Cognito shows an address to somebody who may not be its owner.</summary>
    public static string Masked(string medium, string to)
    {
        if (medium == "SMS")
        {
            return "+" + new string('*', Math.Max(0, to.Length - 5)) + to[^Math.Min(4, to.Length)..];
        }

        var at = to.IndexOf('@', StringComparison.Ordinal);
        return at < 1 ? "***" : $"{to[0]}***@{to[at + 1]}***";
    }
}
