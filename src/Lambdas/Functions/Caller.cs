using System.Reflection;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Employees;

namespace Ooak.Lambdas.Functions;

/// <summary>The person behind the access token, as the table knows them now.</summary>
public sealed record Caller(Employee Employee)
{
    public string Id => Employee.Id;
    public bool IsManager => Employee.Role == Role.Manager;

    /// <summary>Whose items a request is about: one's own, or, for a manager, those of <paramref name="employeeId"/>.
    /// Null: not to be had, and not to be told apart from absent.</summary>
    public string? Owner(string? employeeId) =>
        employeeId is null || employeeId == Id ? Id : IsManager && Ids.IsEmployeeId(employeeId) ? employeeId : null;

    /// <summary>A private call is nobody's but its owner's, a manager's neither.</summary>
    public bool MaySee(Call call) => !call.Private || call.EmployeeId == Id;

    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult(context.Features.Get<Caller>());
}
