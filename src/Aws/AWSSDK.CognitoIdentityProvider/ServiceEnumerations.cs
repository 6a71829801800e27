using System.Text.Json.Serialization;
using Amazon.CognitoIdentityProvider.Model.Internal;
using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider;

[JsonConverter(typeof(JsonText))]
public class AuthFlowType(string value) : ConstantClass(value)
{
    public static readonly AuthFlowType USER_AUTH = new("USER_AUTH");
    public static readonly AuthFlowType USER_PASSWORD_AUTH = new("USER_PASSWORD_AUTH");
    public static readonly AuthFlowType REFRESH_TOKEN_AUTH = new("REFRESH_TOKEN_AUTH");

    public static implicit operator AuthFlowType(string value) => new(value);

    public static AuthFlowType FindValue(string value) => FindValue<AuthFlowType>(value);

    internal sealed class JsonText() : ConstantConverter<AuthFlowType>(value => new AuthFlowType(value));
}

[JsonConverter(typeof(JsonText))]
public class ChallengeNameType(string value) : ConstantClass(value)
{
    public static readonly ChallengeNameType NEW_PASSWORD_REQUIRED = new("NEW_PASSWORD_REQUIRED");
    public static readonly ChallengeNameType SMS_OTP = new("SMS_OTP");
    public static readonly ChallengeNameType EMAIL_OTP = new("EMAIL_OTP");
    public static readonly ChallengeNameType WEB_AUTHN = new("WEB_AUTHN");
    public static readonly ChallengeNameType PASSWORD = new("PASSWORD");
    public static readonly ChallengeNameType SELECT_CHALLENGE = new("SELECT_CHALLENGE");

    public static implicit operator ChallengeNameType(string value) => new(value);

    public static ChallengeNameType FindValue(string value) => FindValue<ChallengeNameType>(value);

    internal sealed class JsonText() : ConstantConverter<ChallengeNameType>(value => new ChallengeNameType(value));
}

[JsonConverter(typeof(JsonText))]
public class MessageActionType(string value) : ConstantClass(value)
{
    public static readonly MessageActionType RESEND = new("RESEND");
    public static readonly MessageActionType SUPPRESS = new("SUPPRESS");

    public static implicit operator MessageActionType(string value) => new(value);

    public static MessageActionType FindValue(string value) => FindValue<MessageActionType>(value);

    internal sealed class JsonText() : ConstantConverter<MessageActionType>(value => new MessageActionType(value));
}

[JsonConverter(typeof(JsonText))]
public class DeliveryMediumType(string value) : ConstantClass(value)
{
    public static readonly DeliveryMediumType EMAIL = new("EMAIL");
    public static readonly DeliveryMediumType SMS = new("SMS");

    public static implicit operator DeliveryMediumType(string value) => new(value);

    public static DeliveryMediumType FindValue(string value) => FindValue<DeliveryMediumType>(value);

    internal sealed class JsonText() : ConstantConverter<DeliveryMediumType>(value => new DeliveryMediumType(value));
}

[JsonConverter(typeof(JsonText))]
public class UserStatusType(string value) : ConstantClass(value)
{
    public static readonly UserStatusType UNCONFIRMED = new("UNCONFIRMED");
    public static readonly UserStatusType CONFIRMED = new("CONFIRMED");
    public static readonly UserStatusType RESET_REQUIRED = new("RESET_REQUIRED");
    public static readonly UserStatusType FORCE_CHANGE_PASSWORD = new("FORCE_CHANGE_PASSWORD");
    public static readonly UserStatusType EXTERNAL_PROVIDER = new("EXTERNAL_PROVIDER");
    public static readonly UserStatusType ARCHIVED = new("ARCHIVED");
    public static readonly UserStatusType COMPROMISED = new("COMPROMISED");
    public static readonly UserStatusType UNKNOWN = new("UNKNOWN");

    public static implicit operator UserStatusType(string value) => new(value);

    public static UserStatusType FindValue(string value) => FindValue<UserStatusType>(value);

    internal sealed class JsonText() : ConstantConverter<UserStatusType>(value => new UserStatusType(value));
}
