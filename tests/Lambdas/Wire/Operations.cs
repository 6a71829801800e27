using System.Reflection;
using Amazon.ApiGatewayManagementApi;
using Amazon.CognitoIdentityProvider;
using Amazon.SimpleEmailV2;
using Amazon.SimpleNotificationService;

namespace Ooak.Lambdas.Tests.Wire;

/// <summary>A service and its client.</summary>
/// <param name="Name">As tests/Wire/client.mjs names it.</param>
/// <param name="Scope">The service in a signature's scope.</param>
internal sealed record Service(string Name, string Scope, Type Interface)
{
    public static readonly Service Cognito = new("cognito", "cognito-idp", typeof(IAmazonCognitoIdentityProvider));
    public static readonly Service Sns = new("sns", "sns", typeof(IAmazonSimpleNotificationService));
    public static readonly Service Connections = new("connections", "execute-api", typeof(IAmazonApiGatewayManagementApi));

    public static readonly Service Mail = new("mail", "ses", typeof(IAmazonSimpleEmailServiceV2));

    public static IEnumerable<Service> All => [Cognito, Sns, Connections, Mail];

    /// <summary>The operations that the client offers.</summary>
    public IEnumerable<string> Offered => Interface.GetMethods().Where(m => m.Name.EndsWith("Async", StringComparison.Ordinal)).Select(m => m.Name[..^5]);
}

/// <summary>An operation, an input that sets every member, and a response that carries every member.</summary>
internal sealed record Operation(Service Service, string Name, string Input, string Output, bool Signed = true)
{
    public MethodInfo Method { get; } = Service.Interface.GetMethod(Name + "Async") ?? throw new InvalidOperationException($"{Service.Interface} has no {Name}Async.");
    public Type RequestType => Method.GetParameters()[0].ParameterType;
    public Type ResponseType => Method.ReturnType.GetGenericArguments()[0];

    public Canned Response => Service == Service.Sns ? Canned.Xml(200, Output) : Canned.Json(200, Output);

    public override string ToString() => Name;

    public static Operation Named(string name) => All.Single(operation => operation.Name == name);

    private const string Tokens = """{"AccessToken":"a.b.c","ExpiresIn":3600,"IdToken":"i.d","RefreshToken":"r.t","TokenType":"Bearer"}""";

    private const string User =
        """
        "Enabled":true,"UserCreateDate":1769860800.123,"UserLastModifiedDate":1.769860923E9,"Username":"ada","UserStatus":"FORCE_CHANGE_PASSWORD"
        """;

    private const string Attributes = """[{"Name":"email","Value":"ada@example.com"},{"Name":"name","Value":"Ådä 😀"}]""";

    public static IReadOnlyList<Operation> All { get; } =
    [
        new(Service.Cognito, "InitiateAuth",
            """
            {"AuthFlow":"USER_AUTH","AuthParameters":{"USERNAME":"ada@example.com","PREFERRED_CHALLENGE":"EMAIL_OTP","SECRET_HASH":"a+b/c="},"ClientId":"c1",
             "ClientMetadata":{"lang":"svenska – å"},"Session":"s1","UserContextData":{"EncodedData":"e1","IpAddress":"203.0.113.7"}}
            """,
            $$"""
            {"AuthenticationResult":{{Tokens}},"AvailableChallenges":["PASSWORD","EMAIL_OTP","SOMETHING_NEW"],"ChallengeName":"SELECT_CHALLENGE",
             "ChallengeParameters":{"USER_ID_FOR_SRP":"ada"},"Session":"s2","SomethingNew":{"a":[1]} }
            """,
            Signed: false),
        new(Service.Cognito, "RespondToAuthChallenge",
            """
            {"ChallengeName":"NEW_PASSWORD_REQUIRED","ChallengeResponses":{"USERNAME":"ada","NEW_PASSWORD":"\"<&>\\é"},"ClientId":"c1",
             "ClientMetadata":{"k":"v"},"Session":"s1","UserContextData":{"EncodedData":"e1","IpAddress":"2001:db8::1"}}
            """,
            $$"""{"AuthenticationResult":{{Tokens}},"ChallengeName":"SOMETHING_NEW","ChallengeParameters":{"a":"b"},"Session":"s2"}""",
            Signed: false),
        new(Service.Cognito, "GetTokensFromRefreshToken",
            """{"ClientId":"c1","ClientMetadata":{"k":"v"},"ClientSecret":"hush","DeviceKey":"d1","RefreshToken":"r.t"}""",
            $$"""{"AuthenticationResult":{{Tokens}} }""",
            Signed: false),
        new(Service.Cognito, "RevokeToken", """{"ClientId":"c1","ClientSecret":"hush","Token":"r.t"}""", "{}", Signed: false),
        new(Service.Cognito, "GetUser", """{"AccessToken":"a.b.c"}""", $$"""{"UserAttributes":{{Attributes}},"Username":"ada"}""", Signed: false),
        new(Service.Cognito, "GlobalSignOut", """{"AccessToken":"a.b.c"}""", "{}", Signed: false),
        new(Service.Cognito, "ForgotPassword",
            """
            {"ClientId":"c1","ClientMetadata":{"k":"v"},"SecretHash":"a+b/c=","UserContextData":{"EncodedData":"e1","IpAddress":"203.0.113.7"},"Username":"ada@example.com"}
            """,
            """{"CodeDeliveryDetails":{"AttributeName":"email","DeliveryMedium":"EMAIL","Destination":"a***@e***"}}""",
            Signed: false),
        new(Service.Cognito, "ConfirmForgotPassword",
            """
            {"ClientId":"c1","ClientMetadata":{"k":"v"},"ConfirmationCode":"012345","Password":"\"<&>\\é","SecretHash":"a+b/c=",
             "UserContextData":{"EncodedData":"e1","IpAddress":"2001:db8::1"},"Username":"ada@example.com"}
            """,
            "{}",
            Signed: false),
        new(Service.Cognito, "StartWebAuthnRegistration",
            """{"AccessToken":"a.b.c"}""",
            """
            {"CredentialCreationOptions":{"rp":{"id":"app.example.com","name":"app"},"user":{"id":"YWRh","name":"ada","displayName":"Ådä 😀"},"challenge":"AAH_",
             "pubKeyCredParams":[{"type":"public-key","alg":-7},{"type":"public-key","alg":-257}],"timeout":60000,"excludeCredentials":[],
             "authenticatorSelection":{"requireResidentKey":true,"residentKey":"required","userVerification":"required"}}}
            """,
            Signed: false),
        new(Service.Cognito, "CompleteWebAuthnRegistration",
            """
            {"AccessToken":"a.b.c","Credential":{"id":"AAH_","rawId":"AAH_","type":"public-key","authenticatorAttachment":"platform","clientExtensionResults":{"credProps":{"rk":true}},
             "response":{"clientDataJSON":"e30","attestationObject":"oA","transports":["internal","hybrid"],"publicKeyAlgorithm":-7,"large":4294967296,"part":0.5,"none":null}}}
            """,
            "{}",
            Signed: false),
        new(Service.Cognito, "ListWebAuthnCredentials",
            """{"AccessToken":"a.b.c","MaxResults":20,"NextToken":"n1"}""",
            """
            {"Credentials":[{"AuthenticatorAttachment":"platform","AuthenticatorTransports":["internal","hybrid"],"CreatedAt":1769860800.123,"CredentialId":"AAH_",
             "FriendlyCredentialName":"Ådä's phone","RelyingPartyId":"app.example.com"}],"NextToken":"n2"}
            """,
            Signed: false),
        new(Service.Cognito, "DeleteWebAuthnCredential", """{"AccessToken":"a.b.c","CredentialId":"AAH_"}""", "{}", Signed: false),
        new(Service.Cognito, "DescribeUserPoolClient",
            """{"ClientId":"c1","UserPoolId":"eu-north-1_x"}""",
            """{"UserPoolClient":{"ClientId":"c1","ClientName":"app","ClientSecret":"hush","UserPoolId":"eu-north-1_x"}}"""),
        new(Service.Cognito, "AdminCreateUser",
            $$"""
            {"DesiredDeliveryMediums":["EMAIL","SMS"],"ForceAliasCreation":false,"MessageAction":"SUPPRESS","TemporaryPassword":"t","UserAttributes":{{Attributes}},
             "Username":"ada","UserPoolId":"eu-north-1_x"}
            """,
            $$"""{"User": { "Attributes":{{Attributes}}, {{User}} } }"""),
        new(Service.Cognito, "AdminSetUserPassword", """{"Password":"p","Permanent":false,"Username":"ada","UserPoolId":"eu-north-1_x"}""", "{}"),
        new(Service.Cognito, "AdminAddUserToGroup", """{"GroupName":"manager","Username":"ada","UserPoolId":"eu-north-1_x"}""", ""),
        new(Service.Cognito, "AdminGetUser", """{"Username":"ada","UserPoolId":"eu-north-1_x"}""", $$"""{"UserAttributes":{{Attributes}}, {{User}} }"""),
        new(Service.Cognito, "AdminListGroupsForUser",
            """{"Limit":10,"NextToken":"n1","Username":"ada","UserPoolId":"eu-north-1_x"}""",
            """{"Groups":[{"Description":"who steers","GroupName":"manager","Precedence":0},{"GroupName":"employee"}],"NextToken":"n2"}"""),
        new(Service.Cognito, "AdminUserGlobalSignOut", """{"Username":"ada","UserPoolId":"eu-north-1_x"}""", "{}"),
        new(Service.Cognito, "AdminUpdateUserAttributes", $$"""{"UserAttributes":{{Attributes}},"Username":"ada","UserPoolId":"eu-north-1_x"}""", "{}"),
        new(Service.Cognito, "AdminDeleteUserAttributes",
            """{"UserAttributeNames":["phone_number","phone_number_verified"],"Username":"ada","UserPoolId":"eu-north-1_x"}""", "{}"),
        new(Service.Cognito, "AdminRemoveUserFromGroup", """{"GroupName":"manager","Username":"ada","UserPoolId":"eu-north-1_x"}""", ""),
        new(Service.Cognito, "AdminDisableUser", """{"Username":"ada","UserPoolId":"eu-north-1_x"}""", "{}"),
        new(Service.Cognito, "AdminEnableUser", """{"Username":"ada","UserPoolId":"eu-north-1_x"}""", "{}"),
        new(Service.Cognito, "AdminDeleteUser", """{"Username":"ada","UserPoolId":"eu-north-1_x"}""", ""),
        new(Service.Sns, "Publish",
            """
            {"TopicArn":"arn:aws:sns:eu-north-1:123456789012:topic","Message":"{\"a\":\"å & = + % \\n 😀\"}\n","Subject":"a subject",
             "MessageAttributes":{"kind":{"DataType":"String","StringValue":"calls"},"list":{"DataType":"String.Array","StringValue":"[\"a\"]"},
             "bytes":{"DataType":"Binary","BinaryValue":"AAH/"}}}
            """,
            """
            <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m-1</MessageId>
            <SequenceNumber>10000000000000003000</SequenceNumber></PublishResult>
            <ResponseMetadata><RequestId>request-7</RequestId></ResponseMetadata></PublishResponse>
            """),
        new(Service.Mail, "SendEmail",
            """
            {"FromEmailAddress":"calls@example.com","Destination":{"ToAddresses":["ada@example.com"]},
             "Content":{"Simple":{"Subject":{"Data":"Week 20 – å","Charset":"UTF-8"},"Body":{"Text":{"Data":"\"<&>\\é\n","Charset":"UTF-8"},"Html":{"Data":"<p>é 😀</p>","Charset":"UTF-8"}}}}}
            """,
            """{"MessageId":"m-1"}"""),
        new(Service.Connections, "PostToConnection", """{"ConnectionId":"L0SM9cOFvHcCIhw=","Data":"eyJ0eXBlIjoiY2FsbHMifQD/"}""", ""),
        new(Service.Connections, "DeleteConnection", """{"ConnectionId":"L0SM9cOFvHcCIhw="}""", ""),
    ];
}
