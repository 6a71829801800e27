using Ooak.LocalCloud.Aws;
using Ooak.LocalCloud.Aws.Iam;
using Ooak.LocalCloud.Faults;

namespace Ooak.LocalCloud.Cognito;

/// <summary>Sends what Cognito would send, to the local mailbox, with the pool's own wording.</summary>
internal sealed class CognitoDelivery(Mailbox mailbox, LocalAddresses addresses, IamPolicies policies, FaultPlan faults)
{
    private const string DefaultInvitation = "Your username is {username} and temporary password is {####}.";
    private const string DefaultCode = "Your verification code is {####}.";
    private const string DefaultSignInCode = "Your authentication code is {####}.";

    /// <param name="password">Null for a user without one.</param>
    public void Invite(UserPool pool, CognitoUser user, string login, string? password, IReadOnlyList<string> mediums)
    {
        var template = pool.Definition.Obj("AdminCreateUserConfig").Obj("InviteMessageTemplate");
        foreach (var medium in mediums)
        {
            var (attribute, text) = medium == "EMAIL"
                ? ("email", template.Str("EmailMessage") ?? DefaultInvitation)
                : ("phone_number", template.Str("SMSMessage") ?? DefaultInvitation);
            if (user.Attributes.TryGetValue(attribute, out var to))
            {
                Demand(pool, medium);
                var body = addresses.ForText(text).Replace("{username}", login, StringComparison.Ordinal).Replace("{####}", password ?? "", StringComparison.Ordinal);
                Deliver(medium, to, "invitation", template.Str("EmailSubject") ?? "Your temporary password", body, password);
            }
        }
    }

    /// <summary>A one-time code that is the first factor of a sign-in.</summary>
    public void SignInCode(UserPool pool, string medium, string to, string code)
    {
        Demand(pool, medium);
        var text = pool.Definition.Str(medium == "EMAIL" ? "EmailAuthenticationMessage" : "SmsAuthenticationMessage") ?? DefaultSignInCode;
        var subject = pool.Definition.Str("EmailAuthenticationSubject") ?? "Your authentication code";
        Deliver(medium, to, "sign-in", subject, addresses.ForText(text).Replace("{####}", code, StringComparison.Ordinal), code);
    }

    /// <summary>A code that verifies an address or resets a password.</summary>
    public void Code(UserPool pool, string medium, string to, string kind, string code)
    {
        Demand(pool, medium);
        var template = pool.Definition.Obj("VerificationMessageTemplate");
        var text = medium == "EMAIL"
            ? template.Str("EmailMessage") ?? pool.Definition.Str("EmailVerificationMessage") ?? DefaultCode
            : template.Str("SmsMessage") ?? pool.Definition.Str("SmsVerificationMessage") ?? DefaultCode;
        var subject = template.Str("EmailSubject") ?? pool.Definition.Str("EmailVerificationSubject") ?? "Your verification code";
        Deliver(medium, to, kind, subject, addresses.ForText(text).Replace("{####}", code, StringComparison.Ordinal), code);
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

    // Cognito answers once its mail or text service has taken the message.
    private void Deliver(string medium, string to, string kind, string subject, string body, string? code)
    {
        if (faults.DeliveryMilliseconds > 0)
        {
            Thread.Sleep(faults.DeliveryMilliseconds);
        }

        mailbox.Add(medium, to, kind, subject, body, code);
    }

    // Cognito sends texts in the name of a role of the template.
    private void Demand(UserPool pool, string medium)
    {
        if (medium == "SMS" && !policies.RoleMay(pool.Definition.Obj("SmsConfiguration").Str("SnsCallerArn")?.Split('/')[^1] ?? "", "sns:Publish", "*"))
        {
            throw new AwsException(400, "InvalidSmsRoleAccessPolicyException", "Role does not have permission to publish with SNS");
        }
    }
}
