using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Auth;

/// <summary>One of the ways in: e-mail and password; e-mail and <paramref name="Method"/>; phone.</summary>
/// <param name="Phone">For a code by text message.</param>
/// <param name="Method"><c>otp</c>: a code by e-mail. <c>passkey</c>.</param>
public sealed record LoginRequest(string? Email, string? Password, string? Phone, string? Method);

/// <summary>The answer to a challenge of POST /auth/login.</summary>
/// <param name="Session">As given; valid for three minutes.</param>
/// <param name="NewPassword">For NEW_PASSWORD_REQUIRED.</param>
/// <param name="Code">For SMS_OTP and EMAIL_OTP.</param>
/// <param name="Credential">For WEB_AUTHN: the AuthenticationResponseJSON of WebAuthn.</param>
public sealed record ChallengeRequest(
    [property: Required] [property: AllowedValues("NEW_PASSWORD_REQUIRED", "SMS_OTP", "EMAIL_OTP", "WEB_AUTHN")] string? Challenge,
    [property: Required] string? Session,
    string? NewPassword,
    string? Code,
    JsonElement? Credential);

/// <param name="AccessToken">For the Authorization header; keep it in memory only.</param>
/// <param name="ExpiresIn">Seconds.</param>
public sealed record SignedIn(string AccessToken, int ExpiresIn, Employee Employee);

/// <summary>One more thing is needed; send it to POST /auth/challenge.</summary>
/// <param name="Session">Opaque.</param>
/// <param name="Destination">Where a code went, masked: made from what was typed, so that it tells nothing.</param>
/// <param name="Options">With WEB_AUTHN.</param>
public sealed record Challenge(
    [property: JsonPropertyName("challenge")] [property: AllowedValues("NEW_PASSWORD_REQUIRED", "SMS_OTP", "EMAIL_OTP", "WEB_AUTHN")] string Name,
    string Session,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Destination = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PasskeyRequestOptions? Options = null);

/// <summary>WebAuthn's PublicKeyCredentialRequestOptionsJSON.</summary>
/// <param name="Challenge">Base64url.</param>
/// <param name="RpId">The site's host.</param>
/// <param name="Timeout">Milliseconds.</param>
public sealed record PasskeyRequestOptions(
    string Challenge,
    string RpId,
    int Timeout,
    [property: AllowedValues("required", "preferred", "discouraged")] string UserVerification,
    IReadOnlyList<PasskeyDescriptor> AllowCredentials);

/// <param name="Id">Base64url.</param>
public sealed record PasskeyDescriptor([property: AllowedValues("public-key")] string Type, string Id);

/// <param name="Everywhere">On all of the person's devices, at once.</param>
public sealed record LogoutRequest(bool Everywhere);

public sealed record ForgotPasswordRequest([property: Required] string? Email);

/// <param name="Code">As it came by e-mail; valid for an hour.</param>
public sealed record ResetPasswordRequest([property: Required] string? Email, [property: Required] string? Code, [property: Required] string? NewPassword);

/// <param name="Options">The PublicKeyCredentialCreationOptionsJSON of WebAuthn.</param>
public sealed record PasskeyOptions(JsonElement Options);

/// <param name="Name">What the person calls it, at most 60 characters.</param>
/// <param name="Credential">The RegistrationResponseJSON of WebAuthn.</param>
public sealed record PasskeyRegistration([property: Required] string? Name, [property: Required] JsonElement? Credential);

/// <param name="Id">The credential's id, base64url.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo, base64url.</param>
/// <param name="Algorithm">COSE: -7 is ES256, -257 is RS256.</param>
public sealed record Passkey(string Id, string Name, Instant CreatedAt, string PublicKey, [property: AllowedValues(-7, -257)] int Algorithm);

public sealed record PasskeyList(IReadOnlyList<Passkey> Passkeys);
