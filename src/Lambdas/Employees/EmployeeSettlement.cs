using Ooak.Lambdas.Realtime;

namespace Ooak.Lambdas.Employees;

/// <summary>Makes Cognito and open sockets follow a profile whose role or status changed. The profile is the authority and is
/// written first; what is left undone by a crash is done when the change is asked for again.</summary>
internal sealed class EmployeeSettlement(EmployeeStore employees, EmployeeAccounts accounts, ConnectionCloser sockets)
{
    private const int Attempts = 5;

    public async Task<StoredEmployee> SettleAsync(StoredEmployee changed, CancellationToken cancellation)
    {
        var stored = changed;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await ApplyAsync(stored, cancellation);
            if (await employees.TrySettleAsync(stored, cancellation))
            {
                return stored with { Unsettled = null };
            }

            // Somebody changed the person meanwhile; their change may have been overtaken by ours, so it is applied again.
            stored = await employees.FindAsync(stored.Employee.Id, cancellation) ?? throw new InvalidOperationException("A profile disappeared.");
        }

        throw new InvalidOperationException("A profile changes faster than it can be settled.");
    }

    private async Task ApplyAsync(StoredEmployee stored, CancellationToken cancellation)
    {
        await accounts.SignOutAsync(stored.Username, cancellation);
        await sockets.CloseAllAsync(stored.Employee.Id, cancellation);
        await accounts.SetRoleAsync(stored.Username, stored.Employee.Role, cancellation);
    }
}
