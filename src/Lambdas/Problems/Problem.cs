using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Assignments;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Settings;
using Ooak.Lambdas.Targets;

namespace Ooak.Lambdas.Problems;

/// <summary>Refusals as RFC 9457 problem documents. <c>code</c> is stable; <c>detail</c> is for people and may change.</summary>
internal static class Problem
{
    internal static ProblemHttpResult NotFound => Of(404, "not-found", "There is nothing here.");

    internal static ProblemHttpResult Forbidden => Of(403, "forbidden", "Your role does not allow this.");

    internal static ProblemHttpResult AccountErased => Of(410, "account-erased", "This account was erased.");

    internal static ProblemHttpResult AccountDisabled => Of(403, "account-disabled", "This account is disabled. Ask your manager.");

    internal static ProblemHttpResult Unauthorized => Of(401, "unauthorized", "Sign in to use this.");

    internal static ProblemHttpResult PasskeyLimit => Of(409, "passkey-limit", "There are as many passkeys as there can be. Remove one first.");

    internal static ProblemHttpResult SessionExpired => Of(401, "session-expired", "Please sign in again.");

    /// <summary>The same for whoever only knows the code: it was ended on purpose, on all of the person's devices.</summary>
    internal static ProblemHttpResult SignedOut => Of(401, "session-expired", "You were signed out on all devices.", ("signedOut", true));

    internal static ProblemHttpResult InvalidCredentials => Of(401, "invalid-credentials", "The e-mail address or the password is wrong.");

    /// <param name="wait">When it is worth trying again.</param>
    internal static ProblemHttpResult SlowDown(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Of(429, "slow-down", "Too many attempts. Wait a moment and try again.");
    }

    /// <summary>A service asks for patience and does not say how long.</summary>
    internal static ProblemHttpResult SlowDown(HttpContext context) => SlowDown(context, TimeSpan.FromSeconds(5));

    internal static ProblemHttpResult Invalid(Dictionary<string, string[]> errors) =>
        Of(400, "invalid-request", "Some of this is not valid.", ("errors", errors));

    internal static ProblemHttpResult Invalid(string field, string error) => Invalid(new Dictionary<string, string[]> { [field] = [error] });

    internal static ProblemHttpResult VersionConflict(Call current) =>
        Of(409, "version-conflict", "Somebody changed this call meanwhile.", ("call", current));

    internal static ProblemHttpResult VersionConflict(SettingsResponse current) =>
        Of(409, "version-conflict", "Somebody changed the settings meanwhile.", ("settings", current));

    internal static ProblemHttpResult VersionConflict(Assignment current) =>
        Of(409, "version-conflict", "Somebody changed this assignment meanwhile.", ("assignment", current));

    internal static ProblemHttpResult VersionConflict(TargetPlan current) =>
        Of(409, "version-conflict", "Somebody changed this target meanwhile.", ("target", current));

    internal static ProblemHttpResult EmailTaken(Employee? holder) =>
        Of(409, "email-taken", "Somebody has this e-mail address already.", holder is null ? [] : [("employee", holder)]);

    internal static ProblemHttpResult PhoneTaken => Of(409, "phone-taken", "Somebody has this phone number already.");

    internal static ProblemHttpResult LastManager => Of(409, "last-manager", "Nobody else could manage then. Make somebody a manager first.");

    internal static ProblemHttpResult Of(int status, string code, string detail, params (string Name, object Value)[] more)
    {
        var extensions = new Dictionary<string, object?>(1 + more.Length) { ["code"] = code };
        foreach (var (name, value) in more)
        {
            extensions[name] = value;
        }

        return TypedResults.Problem(detail, statusCode: status, extensions: extensions);
    }
}
