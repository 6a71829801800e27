using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.CognitoIdentityProvider.Model.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Documents;

namespace Amazon.CognitoIdentityProvider.Model;

public class StartWebAuthnRegistrationRequest : AmazonWebServiceRequest
{
    public string? AccessToken { get; set; }
}

public class StartWebAuthnRegistrationResponse : AmazonWebServiceResponse
{
    /// <summary>PublicKeyCredentialCreationOptionsJSON (https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialcreationoptionsjson).</summary>
    [JsonIgnore]
    public Document CredentialCreationOptions { get; set; }

    [JsonInclude]
    [JsonPropertyName(nameof(CredentialCreationOptions))]
    internal JsonElement? CredentialCreationOptionsJson
    {
        get => Documents.ToJson(CredentialCreationOptions);
        set => CredentialCreationOptions = Documents.FromJson(value);
    }
}

public class CompleteWebAuthnRegistrationRequest : AmazonWebServiceRequest
{
    public string? AccessToken { get; set; }

    /// <summary>RegistrationResponseJSON (https://www.w3.org/TR/webauthn-3/#dictdef-registrationresponsejson).</summary>
    [JsonIgnore]
    public Document Credential { get; set; }

    [JsonInclude]
    [JsonPropertyName(nameof(Credential))]
    internal JsonElement? CredentialJson
    {
        get => Documents.ToJson(Credential);
        set => Credential = Documents.FromJson(value);
    }
}

public class CompleteWebAuthnRegistrationResponse : AmazonWebServiceResponse;

public class ListWebAuthnCredentialsRequest : AmazonWebServiceRequest
{
    public string? AccessToken { get; set; }

    /// <summary>1 to 20.</summary>
    public int? MaxResults { get; set; }
    public string? NextToken { get; set; }
}

public class ListWebAuthnCredentialsResponse : AmazonWebServiceResponse
{
    public List<WebAuthnCredentialDescription>? Credentials { get; set; }
    public string? NextToken { get; set; }
}

public class WebAuthnCredentialDescription
{
    /// <summary><c>platform</c> or <c>cross-platform</c>.</summary>
    public string? AuthenticatorAttachment { get; set; }
    public List<string>? AuthenticatorTransports { get; set; }
    public DateTime? CreatedAt { get; set; }

    /// <summary>Base64url.</summary>
    public string? CredentialId { get; set; }
    public string? FriendlyCredentialName { get; set; }
    public string? RelyingPartyId { get; set; }
}

public class DeleteWebAuthnCredentialRequest : AmazonWebServiceRequest
{
    public string? AccessToken { get; set; }
    public string? CredentialId { get; set; }
}

public class DeleteWebAuthnCredentialResponse : AmazonWebServiceResponse;
