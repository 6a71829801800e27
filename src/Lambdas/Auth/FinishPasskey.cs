using System.Buffers.Text;
using System.Text.Json;
using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Auth;

/// <summary>Finishes the registration of a passkey. 400 <c>passkey-refused</c>: begin again; 409 <c>passkey-limit</c>. The same
/// answer sent twice, because its reply was lost, is one passkey.</summary>
public sealed class FinishPasskey : IHttpFunction
{
    private const int MaximumName = 60;
    private const int MaximumCredential = 32 * 1024;

    public static FunctionSpec Spec => HttpEndpoint.Put("/auth/passkeys").For(Audience.Employee)
        .Uses(Table.Get, Table.Query, Table.Put, Table.Delete);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPut(Spec.Route(), Handle).Produces<Passkey>();

    private static async Task<IResult> Handle(
        PasskeyRegistration request,
        HttpContext context,
        Caller caller,
        PasskeyAccounts accounts,
        PasskeyStore store,
        TimeProvider time)
    {
        if (Check(request) is { Count: > 0 } errors)
        {
            return Problem.Invalid(errors);
        }

        if (AttestedPasskey.Read(request.Credential!.Value) is not { } attested)
        {
            return Refused;
        }

        var cancellation = context.RequestAborted;
        var token = PasskeyAccounts.TokenOf(context);
        var passkey = new Passkey(attested.Id, request.Name!.Trim(), time.GetUtcNow(), Base64Url.EncodeToString(attested.PublicKey), attested.Algorithm);
        try
        {
            var known = await store.OfAsync(caller.Id, cancellation);
            if (known.Find(other => other.Id == passkey.Id) is { } earlier && (await accounts.ListAsync(token, cancellation)).Contains(earlier.Id))
            {
                return earlier.PublicKey == passkey.PublicKey ? TypedResults.Ok(earlier) : Refused;
            }

            // First here, then at Cognito: a passkey that signs in is always one that people can see, and remove.
            var isNew = await store.TryAddAsync(caller.Id, passkey, cancellation);
            if (await TryCompleteAsync(accounts, token, request.Credential!.Value, cancellation) is { } refusal)
            {
                if (isNew)
                {
                    await store.RemoveAsync(caller.Id, passkey.Id, cancellation);
                }

                return refusal;
            }

            return TypedResults.Ok(passkey);
        }
        catch (TooManyRequestsException)
        {
            return Problem.SlowDown(context);
        }
    }

    private static IResult Refused => Problem.Of(400, "passkey-refused", "This passkey was not accepted. Please begin again.");

    private static async Task<IResult?> TryCompleteAsync(PasskeyAccounts accounts, string token, JsonElement credential, CancellationToken cancellation)
    {
        try
        {
            await accounts.CompleteAsync(token, credential, cancellation);
            return null;
        }
        catch (LimitExceededException)
        {
            return Problem.PasskeyLimit;
        }
        catch (NotAuthorizedException)
        {
            return Problem.Unauthorized;
        }
        catch (AmazonCognitoIdentityProviderException e) when (e is InvalidParameterException or WebAuthnChallengeNotFoundException or WebAuthnClientMismatchException
            or WebAuthnCredentialNotSupportedException or WebAuthnOriginNotAllowedException or WebAuthnRelyingPartyMismatchException)
        {
            return Refused;
        }
    }

    private static Dictionary<string, string[]> Check(PasskeyRegistration request)
    {
        var errors = new Dictionary<string, string[]>();
        if (request.Name?.Trim() is not { Length: > 0 and <= MaximumName } name || name.Any(char.IsControl))
        {
            errors["name"] = [$"1 to {MaximumName} characters in one line."];
        }

        if (request.Credential is not { ValueKind: JsonValueKind.Object } credential || credential.GetRawText().Length > MaximumCredential)
        {
            errors["credential"] = ["The new passkey as JSON."];
        }

        return errors;
    }
}
