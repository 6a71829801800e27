using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito;

/// <summary>EMAIL_OTP and SMS_OTP: eight digits, good for one sign-in as long as its session is open.</summary>
internal static class OneTimeCodes
{
    private const int MaxFailures = 5;
    private const int MaxAnHour = 20;

    public static string AttributeOf(string factor) => factor == "SMS_OTP" ? "phone_number" : "email";

    /// <summary>Sends a code and asks for it.</summary>
    public static JsonObject Start(CognitoCall call, UserPool pool, CognitoClient client, CognitoUser user, string factor)
    {
        Count(user.CodesSent, pool.Now, MaxAnHour, CognitoErrors.TooManyRequests);
        pool.Save(user);
        var code = RandomNumberGenerator.GetString("0123456789", 8);
        var medium = MediumOf(factor);
        var to = user.Attributes[AttributeOf(factor)];
        call.Cognito.Delivery.SignInCode(pool, medium, to, code);
        return SignInFlow.Challenge(call, pool, client, user.Username, factor, Delivered(medium, to), code);
    }

    /// <summary>The same answer for somebody who does not exist; no code will be right.</summary>
    public static JsonObject Simulate(CognitoCall call, UserPool pool, CognitoClient client, string username, string factor) =>
        SignInFlow.Challenge(call, pool, client, username, factor, Delivered(MediumOf(factor), username));

    /// <summary>Takes the right code. A wrong one leaves the session open, five times.</summary>
    public static void Check(CognitoCall call, string sessionId, AuthSession session, string code)
    {
        if (session.Secret is { } expected && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(code)))
        {
            return;
        }

        session.Failures++;
        if (session.Failures >= MaxFailures)
        {
            call.Cognito.Sessions.Close(sessionId);
        }

        throw CognitoErrors.WrongCode();
    }

    /// <summary>Counts one message more within the hour.</summary>
    public static void Count(List<DateTimeOffset> sent, DateTimeOffset now, int most, Func<Exception> error)
    {
        sent.RemoveAll(at => at <= now.AddHours(-1));
        if (sent.Count >= most)
        {
            throw error();
        }

        sent.Add(now);
    }

    private static string MediumOf(string factor) => factor == "SMS_OTP" ? "SMS" : "EMAIL";

    private static JsonObject Delivered(string medium, string to) => new()
    {
        ["CODE_DELIVERY_DELIVERY_MEDIUM"] = medium,
        ["CODE_DELIVERY_DESTINATION"] = CognitoDelivery.Masked(medium, to),
    };
}
