using System.Security.Cryptography;
using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.RuntimeSupport;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Realtime;

/// <summary>Opens a WebSocket: through our CloudFront, from our own pages, with a fresh ticket.</summary>
public sealed class Connect : IEventFunction
{
    public static FunctionSpec Spec => On.WebSocket("$connect").Uses(Table.Delete, Table.Put, Table.Get);

    public static LambdaBootstrap Bootstrap(IServiceProvider services)
    {
        var connections = services.GetRequiredService<ConnectionStore>();
        var employees = services.GetRequiredService<EmployeeStore>();
        var settings = services.GetRequiredService<FunctionSettings>();
        return EventLoop.Of<APIGatewayProxyRequest, APIGatewayProxyResponse>((request, _) => HandleAsync(request, connections, employees, settings[FunctionSettings.OriginVerify]));
    }

    internal static async Task<APIGatewayProxyResponse> HandleAsync(
        APIGatewayProxyRequest request,
        ConnectionStore connections,
        EmployeeStore employees,
        string originVerify)
    {
        if (!IsOurs(request, originVerify))
        {
            return new() { StatusCode = 403 };
        }

        string? ticket = null;
        request.QueryStringParameters?.TryGetValue("ticket", out ticket);
        if (ticket is not { Length: > 0 and <= 100 } || await connections.RedeemAsync(ticket, CancellationToken.None) is not { } viewer)
        {
            return new() { StatusCode = 401 };
        }

        // First the connection, then the person: whoever disables somebody writes the profile first and looks for connections
        // then, so that one of the two sees the other.
        var connectionId = request.RequestContext.ConnectionId!;
        await connections.AddAsync(connectionId, viewer, CancellationToken.None);
        if (await employees.FindAsync(viewer.EmployeeId, CancellationToken.None) is not { Employee.Status: EmployeeStatus.Active } person
            || person.Employee.Role != viewer.Role
            || person.SignedOutAt >= viewer.IssuedAt)
        {
            await connections.RemoveAsync(connectionId, CancellationToken.None);
            return new() { StatusCode = 401 };
        }

        return new() { StatusCode = 200 };
    }

    // CloudFront adds the secret header, and its function the host that the viewer asked for.
    private static bool IsOurs(APIGatewayProxyRequest request, string originVerify) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Header(request, "x-origin-verify")), Encoding.UTF8.GetBytes(originVerify))
        && Uri.TryCreate(Header(request, "origin"), UriKind.Absolute, out var origin)
        && origin.Authority == Header(request, "x-forwarded-host");

    private static string Header(APIGatewayProxyRequest request, string name) =>
        request.Headers?.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value ?? "";
}
