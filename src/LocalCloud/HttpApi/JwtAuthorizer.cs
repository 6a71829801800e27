using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Ooak.LocalCloud.HttpApi;

/// <summary>What the authorizer decided: claims to hand on, or the status and challenge to refuse with.</summary>
internal sealed record JwtDecision(JsonObject? Claims, IReadOnlyList<string>? Scopes, int Status = 200, string? Challenge = null)
{
    public static JwtDecision Refuse(int status, string challenge) => new(null, null, status, challenge);
}

/// <summary>The JWT authorizer of HTTP APIs.</summary>
/// <remarks>
/// API Gateway Developer Guide, "Control access to HTTP APIs with JWT authorizers": kid, iss, aud or client_id, exp, nbf,
/// iat, and scope or scp against the route's scopes. It does not look at token_use, so neither does this.
/// </remarks>
internal sealed class JwtAuthorizer(string issuer, IReadOnlyList<string> audience, Func<string, IEnumerable<SecurityKey>?> keysOfIssuer, TimeProvider clock)
{
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    public async Task<JwtDecision> DecideAsync(string? header, IReadOnlyList<string> routeScopes)
    {
        if (string.IsNullOrEmpty(header))
        {
            return JwtDecision.Refuse(401, "Bearer");
        }

        var token = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : header.Trim();
        if (keysOfIssuer(issuer) is not { } keys)
        {
            return Invalid("OIDC discovery endpoint communication error");
        }

        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = keys,
            ValidIssuer = issuer,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        if (!result.IsValid)
        {
            return Invalid(result.Exception switch
            {
                SecurityTokenSignatureKeyNotFoundException => "unable to find a signing key that matches",
                SecurityTokenInvalidIssuerException => "the token does not have a valid issuer",
                SecurityTokenInvalidSignatureException => "signature verification failed",
                _ => "the token is malformed",
            });
        }

        var claims = Json.ParseObject(Base64UrlEncoder.DecodeBytes(token.Split('.')[1]));
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        if (claims["exp"]?.GetValue<long>() is not { } expires || expires <= now)
        {
            return Invalid("the token has expired");
        }

        if (claims["nbf"]?.GetValue<long>() > now || claims["iat"]?.GetValue<long>() > now)
        {
            return Invalid("the token is not valid yet");
        }

        var aud = claims.ContainsKey("aud") ? claims.Strings("aud") : claims.Strings("client_id");
        if (!aud.Any(audience.Contains))
        {
            return Invalid("the token does not have a valid audience");
        }

        var scopes = claims.Strings("scope").Concat(claims.Strings("scp")).SelectMany(s => s.Split(' ')).ToList();
        if (routeScopes.Count > 0 && !scopes.Exists(routeScopes.Contains))
        {
            var wanted = string.Join(' ', routeScopes);
            return JwtDecision.Refuse(403, $"Bearer scope=\"{wanted}\" error=\"insufficient_scope\" error_description=\"the token does not have sufficient scope\"");
        }

        return new JwtDecision(Render(claims), routeScopes.Count > 0 ? [.. scopes.Where(routeScopes.Contains)] : null);
    }

    /// <summary>Every claim becomes text; an array becomes <c>[a b]</c>.</summary>
    private static JsonObject Render(JsonObject claims) => new(claims.Select(claim => KeyValuePair.Create(
        claim.Key,
        (JsonNode?)(claim.Value is JsonArray array ? "[" + string.Join(' ', array.Select(item => item?.ToString())) + "]" : claim.Value?.ToString()))));

    private static JwtDecision Invalid(string why) => JwtDecision.Refuse(401, $"Bearer scope=\"\" error=\"invalid_token\" error_description=\"{why}\"");
}
