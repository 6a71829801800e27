using Amazon.CDK;
using Amazon.CDK.AWS.Cognito;
using Amazon.CDK.AWS.IAM;
using Constructs;

namespace Ooak.Infra.Parts;

/// <summary>The user pool: nobody signs up, managers invite. Only our functions can sign people in, because the client has a secret.</summary>
internal sealed class Identity : Construct
{
    private static readonly string[] FirstFactors = ["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"];
    private static readonly string[] FirstFactorsWithSms = [.. FirstFactors, "SMS_OTP"];
    private const string SmsExternalId = "ooak-call-manager";
    private static readonly string[] Flows = ["ALLOW_USER_AUTH"];

    public Identity(Construct scope, string id, StackSettings settings, Site site)
        : base(scope, id)
    {
        Pool = new UserPool(this, "Users", new UserPoolProps
        {
            SelfSignUpEnabled = false,

            // Aliases, so that one person signs in by e-mail or by phone; fixed for the pool's life.
            SignInAliases = new SignInAliases { Username = true, Email = true, Phone = true },
            AutoVerify = new AutoVerifiedAttrs { Email = true },
            StandardAttributes = new StandardAttributes { Email = new StandardAttribute { Required = true, Mutable = true } },
            PasswordPolicy = new PasswordPolicy
            {
                MinLength = 12,
                RequireLowercase = true,
                RequireUppercase = true,
                RequireDigits = true,
                RequireSymbols = false,
                TempPasswordValidity = Duration.Days(7),
            },
            AccountRecovery = AccountRecovery.EMAIL_ONLY,
            Mfa = Mfa.OFF,
            DeletionProtection = true,
            RemovalPolicy = RemovalPolicy.RETAIN,
            UserInvitation = new UserInvitationConfig
            {
                EmailSubject = "Your access to OOAK Call Manager Pro",
                EmailBody = $"Open {site.Url} on your phone and sign in with this e-mail address. The password {{####}} works for seven days; you will choose your own when you sign in. If no password is given here, choose “Email me a code”. (Your account's own name, which you will not need: {{username}}.)",
            },
            EnableSmsRole = settings.SmsEnabled ? null : false,
            SmsRole = settings.SmsEnabled ? SmsRole() : null,
            SmsRoleExternalId = settings.SmsEnabled ? SmsExternalId : null,
        });
        var pool = (CfnUserPool)Pool.Node.DefaultChild!;
        pool.AddPropertyOverride("UserPoolTier", "ESSENTIALS");
        pool.AddPropertyOverride("Policies.SignInPolicy.AllowedFirstAuthFactors", settings.SmsEnabled ? FirstFactorsWithSms : FirstFactors);
        pool.AddPropertyOverride("WebAuthnRelyingPartyID", site.Domain);
        pool.AddPropertyOverride("WebAuthnUserVerification", "required");

        Client = new UserPoolClient(this, "Client", new UserPoolClientProps
        {
            UserPool = Pool,
            UserPoolClientName = "ooak",
            GenerateSecret = true,
            DisableOAuth = true,
            PreventUserExistenceErrors = true,
            EnableTokenRevocation = true,
            AccessTokenValidity = Duration.Minutes(15),
            IdTokenValidity = Duration.Minutes(15),
            RefreshTokenValidity = Duration.Days(365),
            AuthSessionValidity = Duration.Minutes(3),
        });
        var client = (CfnUserPoolClient)Client.Node.DefaultChild!;
        client.AddPropertyOverride("ExplicitAuthFlows", Flows);
        client.AddPropertyOverride("RefreshTokenRotation", new Dictionary<string, object>
        {
            ["Feature"] = "ENABLED",
            ["RetryGracePeriodSeconds"] = 60,
        });

        AddGroup("employee", 2);
        var managers = AddGroup("manager", 1);
        if (settings.FirstManagerEmail is { } email)
        {
            InviteFirstManager(email, managers);
        }
    }

    public UserPool Pool { get; }
    public UserPoolClient Client { get; }

    public string Issuer => Fn.Join("", ["https://cognito-idp.", Aws.REGION, ".", Aws.URL_SUFFIX, "/", Pool.UserPoolId]);

    // Text messages go to numbers, which are no resources: the service allows them on all or none.
    private Role SmsRole() => new(this, "Sms", new RoleProps
    {
        AssumedBy = new ServicePrincipal("cognito-idp.amazonaws.com", new ServicePrincipalOpts
        {
            Conditions = new Dictionary<string, object>
            {
                ["StringEquals"] = new Dictionary<string, object> { ["sts:ExternalId"] = SmsExternalId, ["aws:SourceAccount"] = Aws.ACCOUNT_ID },
            },
        }),
        InlinePolicies = new Dictionary<string, PolicyDocument>
        {
            ["Send"] = new(new PolicyDocumentProps
            {
                Statements = [new PolicyStatement(new PolicyStatementProps { Effect = Effect.ALLOW, Actions = ["sns:Publish"], Resources = ["*"] })],
            }),
        },
    });

    private CfnUserPoolGroup AddGroup(string name, double precedence) => new(this, $"Group-{name}", new CfnUserPoolGroupProps
    {
        UserPoolId = Pool.UserPoolId,
        GroupName = name,
        Precedence = precedence,
    });

    private void InviteFirstManager(string email, CfnUserPoolGroup managers)
    {
        var user = new CfnUserPoolUser(this, "FirstManager", new CfnUserPoolUserProps
        {
            UserPoolId = Pool.UserPoolId,
            Username = "first-manager",
            DesiredDeliveryMediums = ["EMAIL"],
            UserAttributes = new[]
            {
                new CfnUserPoolUser.AttributeTypeProperty { Name = "email", Value = email },
                new CfnUserPoolUser.AttributeTypeProperty { Name = "email_verified", Value = "true" },
            },
        });
        var membership = new CfnUserPoolUserToGroupAttachment(this, "FirstManagerGroup", new CfnUserPoolUserToGroupAttachmentProps
        {
            UserPoolId = Pool.UserPoolId,
            GroupName = managers.Ref,
            Username = user.Ref,
        });
        membership.AddDependency(managers);
        membership.AddDependency(user);
    }
}
