using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Employees;

/// <summary>How an invitation ended; a person is set unless the phone number is taken.</summary>
internal enum InviteOutcome
{
    Invited,
    EmailTaken,
    PhoneTaken,
}

/// <summary>Invites people: first the user, then the groups, then the profile. What a crash leaves half done, the next attempt
/// with the same address finishes.</summary>
internal sealed class Inviter(EmployeeStore employees, EmployeeAccounts accounts, TimeProvider time)
{
    /// <param name="invitation">As <see cref="EmployeeRules"/> gave it back.</param>
    /// <param name="by">Who invites.</param>
    public async Task<(InviteOutcome Outcome, Employee? Employee)> InviteAsync(Invitation invitation, string by, CancellationToken cancellation)
    {
        var (email, role) = (invitation.Email!, invitation.Role!.Value);
        var username = Ids.New();
        string sub;
        try
        {
            sub = await accounts.CreateAsync(username, email, invitation.Phone, cancellation);
        }
        catch (Exception e) when (e is AliasExistsException or UsernameExistsException)
        {
            if (await accounts.FindAsync(email, cancellation) is not { } holder)
            {
                return (InviteOutcome.PhoneTaken, null);
            }

            if (await employees.FindAsync(holder.Sub, cancellation) is { } known)
            {
                return (InviteOutcome.EmailTaken, known.Employee);
            }

            if (!await TryTakeOverAsync(holder, invitation, cancellation))
            {
                return (InviteOutcome.PhoneTaken, null);
            }

            (username, sub) = (holder.Username, holder.Sub);
        }

        await accounts.SetRoleAsync(username, role, cancellation);
        var now = time.GetUtcNow();
        var invited = new Employee
        {
            Id = sub,
            Email = email,
            Name = invitation.Name!,
            Phone = invitation.Phone,
            Role = role,
            Team = invitation.Team,
            Status = EmployeeStatus.Invited,
            CreatedAt = now,
            InvitedAt = now,
        };
        var kept = (await employees.EnsureAsync(new StoredEmployee(invited, username), cancellation, EmployeeAudit.Invitation(now, by, invited))).Employee;

        // Two requests for one address at once: both may answer for it only if they asked for the same.
        return (Same(kept, invited) ? InviteOutcome.Invited : InviteOutcome.EmailTaken, kept);
    }

    // A user without a profile: an earlier attempt was cut short. Its invitation may have expired since.
    private async Task<bool> TryTakeOverAsync((string Username, string Sub, bool IsInvited) user, Invitation invitation, CancellationToken cancellation)
    {
        try
        {
            await accounts.SetPhoneAsync(user.Username, invitation.Phone, cancellation);
        }
        catch (AliasExistsException)
        {
            return false;
        }

        if (user.IsInvited)
        {
            await accounts.ResendAsync(user.Username, cancellation);
        }

        return true;
    }

    private static bool Same(Employee one, Employee other) =>
        (one.Name, one.Phone, one.Role, one.Team, one.Status) == (other.Name, other.Phone, other.Role, other.Team, other.Status);
}
