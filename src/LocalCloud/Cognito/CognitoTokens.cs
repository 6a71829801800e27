using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using Ooak.LocalCloud.Aws;

namespace Ooak.LocalCloud.Cognito;

/// <summary>Issues, rotates and revokes tokens.</summary>
/// <remarks>Amazon Cognito Developer Guide, "Understanding user pool JSON web tokens" and "Refresh tokens".</remarks>
internal static class CognitoTokens
{
    private const string Scope = "aws.cognito.signin.user.admin";

    /// <summary>How long a revoked session is remembered, so that its tokens are told apart from invented ones.</summary>
    private static readonly TimeSpan RevokedKept = TimeSpan.FromDays(30);

    /// <summary>A completed sign-in: AuthenticationResult with a new family of refresh tokens.</summary>
    public static JsonObject SignIn(UserPool pool, CognitoClient client, CognitoUser user)
    {
        if (!user.Enabled)
        {
            throw CognitoErrors.Disabled();
        }

        var now = pool.Now;
        user.Families.RemoveAll(f => f.Expires < now || (f.Revoked && f.AuthTime < now - RevokedKept));
        var family = new RefreshFamily { OriginJti = Guid.NewGuid().ToString(), ClientId = client.Id, AuthTime = now, Expires = now + client.RefreshTokenLife };
        user.Families.Add(family);
        var refresh = NewRefreshToken(user, family);
        pool.Save(user);
        return Result(pool, client, user, family, refresh);
    }

    /// <summary>GetTokensFromRefreshToken and REFRESH_TOKEN_AUTH.</summary>
    public static JsonObject Refresh(UserPool pool, CognitoClient client, string token)
    {
        var now = pool.Now;
        var (user, family, stored) = FindRefresh(pool, token) ?? throw CognitoErrors.NotAuthorized("Invalid Refresh Token");
        if (family.ClientId != client.Id)
        {
            throw CognitoErrors.NotAuthorized("Invalid Refresh Token");
        }

        if (!user.Enabled)
        {
            throw CognitoErrors.Disabled();
        }

        if (family.Revoked)
        {
            throw CognitoErrors.NotAuthorized("Refresh Token has been revoked");
        }

        if (family.Expires < now)
        {
            throw CognitoErrors.NotAuthorized("Refresh Token has expired");
        }

        if (client.RotationGrace is not { } grace)
        {
            return Result(pool, client, user, family, null);
        }

        if (stored.Rotated is { } rotated && now > rotated + grace)
        {
            throw new AwsException(400, "RefreshTokenReuseException", "Refresh token has been reused after rotation");
        }

        family.Tokens.RemoveAll(t => t.Rotated is { } at && now > at + grace + TimeSpan.FromDays(1));
        if (stored.Rotated is null)
        {
            family.Tokens[family.Tokens.IndexOf(stored)] = stored with { Rotated = now };
        }

        var next = NewRefreshToken(user, family);
        pool.Save(user);
        return Result(pool, client, user, family, next);
    }

    /// <summary>Revokes the token and all that descend from the same sign-in; an unknown token is no error.</summary>
    public static void Revoke(UserPool pool, CognitoClient client, string token)
    {
        if (FindRefresh(pool, token) is { } found)
        {
            if (found.Family.ClientId != client.Id)
            {
                throw new AwsException(400, "UnauthorizedException", "Token was not issued to this client");
            }

            found.Family.Revoked = true;
            pool.Save(found.User);
        }
    }

    /// <summary>The user behind an access token that is genuine, unexpired and not revoked, and the app client of its sign-in.</summary>
    public static SignedIn SignedIn(UserPool pool, string accessToken)
    {
        var claims = Verified(pool, accessToken) ?? throw CognitoErrors.NotAuthorized("Invalid Access Token");
        if (claims.Str("token_use") != "access")
        {
            throw CognitoErrors.NotAuthorized("Invalid Access Token");
        }

        if (claims["exp"]!.GetValue<long>() <= pool.Now.ToUnixTimeSeconds())
        {
            throw CognitoErrors.NotAuthorized("Access Token has expired");
        }

        var user = pool.Find(claims.Require("username")) ?? throw CognitoErrors.UserNotFound();
        return user.Families.Exists(f => f.OriginJti == claims.Str("origin_jti") && !f.Revoked)
            ? new SignedIn(pool, user, claims.Require("client_id"))
            : throw CognitoErrors.NotAuthorized("Access Token has been revoked");
    }

    /// <summary>The issuer that a token claims, before anything is verified: finds the pool.</summary>
    public static string? IssuerOf(string token) => Claims(token)?.Str("iss");

    private static JsonObject Result(UserPool pool, CognitoClient client, CognitoUser user, RefreshFamily family, string? refresh)
    {
        var result = new JsonObject
        {
            ["AccessToken"] = AccessToken(pool, client, user, family),
            ["ExpiresIn"] = (int)client.AccessTokenLife.TotalSeconds,
            ["IdToken"] = IdToken(pool, client, user, family),
            ["TokenType"] = "Bearer",
        };
        if (refresh is not null)
        {
            result["RefreshToken"] = refresh;
        }

        return result;
    }

    private static string AccessToken(UserPool pool, CognitoClient client, CognitoUser user, RefreshFamily family)
    {
        var claims = Common(pool, user, family, "access", client.AccessTokenLife);
        claims["client_id"] = client.Id;
        claims["scope"] = Scope;
        claims["username"] = user.Username;
        return pool.Key.Sign(claims);
    }

    private static string IdToken(UserPool pool, CognitoClient client, CognitoUser user, RefreshFamily family)
    {
        var claims = Common(pool, user, family, "id", client.IdTokenLife);
        claims["aud"] = client.Id;
        claims["cognito:username"] = user.Username;
        foreach (var (name, value) in user.Attributes.Where(a => a.Key != "sub"))
        {
            claims[name] = name.EndsWith("_verified", StringComparison.Ordinal) ? value == "true" : value;
        }

        return pool.Key.Sign(claims);
    }

    private static JsonObject Common(UserPool pool, CognitoUser user, RefreshFamily family, string use, TimeSpan life)
    {
        var now = pool.Now;
        var claims = new JsonObject { ["sub"] = user.Sub };
        if (user.Groups.Count > 0)
        {
            claims["cognito:groups"] = new JsonArray([.. user.Groups.Order(StringComparer.Ordinal).Select(g => (JsonNode)g)]);
        }

        claims["iss"] = pool.Issuer;
        claims["origin_jti"] = family.OriginJti;
        claims["event_id"] = Guid.NewGuid().ToString();
        claims["token_use"] = use;
        claims["auth_time"] = family.AuthTime.ToUnixTimeSeconds();
        claims["exp"] = (now + life).ToUnixTimeSeconds();
        claims["iat"] = now.ToUnixTimeSeconds();
        claims["jti"] = Guid.NewGuid().ToString();
        return claims;
    }

    private static string NewRefreshToken(CognitoUser user, RefreshFamily family)
    {
        var token = Base64UrlEncoder.Encode(user.Username) + "." + Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(48));
        family.Tokens.Add(new RefreshToken(HashOf(token), null));
        return token;
    }

    private static (CognitoUser User, RefreshFamily Family, RefreshToken Token)? FindRefresh(UserPool pool, string token)
    {
        string username;
        try
        {
            username = Base64UrlEncoder.Decode(token.Split('.')[0]);
        }
        catch (FormatException)
        {
            return null;
        }

        var hash = HashOf(token);
        return pool.Find(username) is { } user
            ? user.Families.SelectMany(f => f.Tokens.Where(t => t.Hash == hash).Select(t => ((CognitoUser, RefreshFamily, RefreshToken)?)(user, f, t))).FirstOrDefault()
            : null;
    }

    private static JsonObject? Verified(UserPool pool, string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || Claims(token) is not { } claims || claims.Str("iss") != pool.Issuer)
        {
            return null;
        }

        var signature = Base64UrlEncoder.DecodeBytes(parts[2]);
        using var rsa = RSA.Create(((RsaSecurityKey)pool.Key.Public).Parameters);
        return rsa.VerifyData(Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) ? claims : null;
    }

    private static JsonObject? Claims(string token)
    {
        try
        {
            return Json.ParseObject(Base64UrlEncoder.DecodeBytes(token.Split('.')[1]));
        }
        catch (Exception e) when (e is FormatException or JsonException or IndexOutOfRangeException or ArgumentException)
        {
            return null;
        }
    }

    private static string HashOf(string token) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>Who an access token stands for.</summary>
internal sealed record SignedIn(UserPool Pool, CognitoUser User, string ClientId);
