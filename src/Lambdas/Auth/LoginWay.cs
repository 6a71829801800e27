using Ooak.Lambdas.Employees;

namespace Ooak.Lambdas.Auth;

/// <summary>Which of the ways in a login asks for.</summary>
/// <param name="Factor">Of <see cref="Challenges"/>.</param>
/// <param name="Account">E-mail address or phone number, normalised.</param>
internal sealed record LoginWay(string Factor, string Account, string? Password)
{
    internal const int MaximumPassword = 256;

    /// <summary>The way, or what is wrong.</summary>
    internal static (LoginWay? Way, Dictionary<string, string[]> Errors) Read(LoginRequest request) => request switch
    {
        { Phone: not null, Email: null, Password: null, Method: null } =>
            Of(Challenges.SmsCode, PhoneNumber.Normalise(request.Phone), "phone", "A number with its country, such as +44 20 7946 0000."),
        { Phone: not null } => Wrong("phone", "One way to sign in at a time."),
        { Method: not null, Password: not null } => Wrong("method", "One way to sign in at a time."),
        { Method: "otp" } => ByEmail(Challenges.EmailCode, request),
        { Method: "passkey" } => ByEmail(Challenges.Passkey, request),
        { Method: not null } => Wrong("method", "otp or passkey."),
        { Password: { Length: > 0 and <= MaximumPassword } } => ByEmail(Challenges.Password, request),
        _ when EmailAddress.Normalise(request.Email) is null => ByEmail(Challenges.Password, request),
        _ => Wrong("password", "The password is needed."),
    };

    private static (LoginWay?, Dictionary<string, string[]>) ByEmail(string factor, LoginRequest request) =>
        Of(factor, EmailAddress.Normalise(request.Email), "email", "An e-mail address such as name@example.com.", request.Password);

    private static (LoginWay?, Dictionary<string, string[]>) Of(string factor, string? account, string field, string error, string? password = null) =>
        account is null ? Wrong(field, error) : (new LoginWay(factor, account, password), []);

    private static (LoginWay?, Dictionary<string, string[]>) Wrong(string field, string error) => (null, new() { [field] = [error] });
}
