using System.Globalization;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Functions;

/// <summary>The gateway has checked the token; a token outlives a sign-out, a demotion and a dismissal, so the caller's
/// profile decides, read anew at each request.</summary>
internal sealed class CallerMiddleware(RequestDelegate next, Audience audience)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (audience == Audience.Anyone)
        {
            await next(context);
            return;
        }

        // Access tokens only: an ID token has another token_use and no client_id.
        var sub = context.User.FindFirst("sub")?.Value;
        if (sub is null || context.User.FindFirst("token_use")?.Value != "access")
        {
            await Problem.Unauthorized.ExecuteAsync(context);
            return;
        }

        var employees = context.RequestServices.GetRequiredService<EmployeeStore>();
        var stored = await employees.FindAsync(sub, context.RequestAborted);
        if (stored is not { Employee: { Status: EmployeeStatus.Active } employee })
        {
            // Only what says so was erased: a profile that a restored table lacks must not make a phone forget its calls.
            if (stored is null && await employees.FindErasedAsync(sub, context.RequestAborted) is not null)
            {
                await Problem.AccountErased.ExecuteAsync(context);
                return;
            }

            await Problem.AccountDisabled.ExecuteAsync(context);
            return;
        }

        // Signed out everywhere after this token was issued; whoever has a session still gets a new token by it.
        if (!(IssuedAt(context) > stored.SignedOutAt))
        {
            await Problem.Unauthorized.ExecuteAsync(context);
            return;
        }

        if (audience == Audience.Manager && employee.Role != Role.Manager)
        {
            await Problem.Forbidden.ExecuteAsync(context);
            return;
        }

        context.Features.Set(new Caller(employee));
        await next(context);
    }

    // Seconds since 1970. The gateway hands claims over as text, a large number possibly with an exponent.
    private static double? IssuedAt(HttpContext context) =>
        double.TryParse(context.User.FindFirst("iat")?.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}
