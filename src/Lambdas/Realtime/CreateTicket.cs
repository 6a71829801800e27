using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Realtime;

/// <summary>A ticket for <c>/ws?ticket=…</c>: single use, 30 seconds. A WebSocket carries no Authorization header, and a token
/// has no place in a URL.</summary>
public sealed class CreateTicket : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Post("/realtime/ticket").For(Audience.Employee).Uses(Table.Get, Table.Put);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Spec.Route(), Handle);

    private static async Task<Ok<Ticket>> Handle(Caller caller, ConnectionStore connections, CancellationToken cancellation) =>
        TypedResults.Ok(new Ticket(
            await connections.IssueTicketAsync(new Viewer(caller.Id, caller.Employee.Role), cancellation),
            (int)ConnectionStore.TicketLife.TotalSeconds));
}

/// <param name="Value">Opaque.</param>
/// <param name="ExpiresIn">Seconds.</param>
public sealed record Ticket([property: System.Text.Json.Serialization.JsonPropertyName("ticket")] string Value, int ExpiresIn);
