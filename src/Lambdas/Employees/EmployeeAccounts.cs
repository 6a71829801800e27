using System.Security.Cryptography;
using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Employees;

/// <summary>Employees as users of the pool. Each step can be made again without harm.</summary>
internal sealed class EmployeeAccounts(IAmazonCognitoIdentityProvider cognito, FunctionSettings settings)
{
    private const string Phone = "phone_number";
    private const string PhoneVerified = "phone_number_verified";
    private const string EmployeeGroup = "employee";
    private const string ManagerGroup = "manager";

    private string Pool => settings[FunctionSettings.UserPoolId];

    /// <summary>Creates the user; Cognito sends the invitation with a temporary password.</summary>
    /// <returns>The <c>sub</c>.</returns>
    /// <exception cref="AliasExistsException">Somebody has this address or number.</exception>
    public async Task<string> CreateAsync(string username, string email, string? phone, CancellationToken cancellation)
    {
        List<AttributeType> attributes = [new() { Name = "email", Value = email }, new() { Name = "email_verified", Value = "true" }];
        if (phone is not null)
        {
            attributes.AddRange(PhoneAttributes(phone));
        }

        var answer = await cognito.AdminCreateUserAsync(
            new AdminCreateUserRequest { UserPoolId = Pool, Username = username, DesiredDeliveryMediums = ["EMAIL"], TemporaryPassword = NewPassword(), UserAttributes = attributes },
            cancellation);
        return SubOf(answer.User!.Attributes);
    }

    /// <summary>Sends the invitation again, with a new temporary password.</summary>
    /// <exception cref="UnsupportedUserStateException">The person has a password of their own already.</exception>
    public Task ResendAsync(string username, CancellationToken cancellation) =>
        cognito.AdminCreateUserAsync(
            new AdminCreateUserRequest { UserPoolId = Pool, Username = username, DesiredDeliveryMediums = ["EMAIL"], TemporaryPassword = NewPassword(), MessageAction = MessageActionType.RESEND },
            cancellation);

    /// <summary>By user name or by what stands for it; null: nobody.</summary>
    public async Task<(string Username, string Sub, bool IsInvited)?> FindAsync(string alias, CancellationToken cancellation)
    {
        try
        {
            var user = await cognito.AdminGetUserAsync(new AdminGetUserRequest { UserPoolId = Pool, Username = alias }, cancellation);
            return (user.Username!, SubOf(user.UserAttributes), user.UserStatus == UserStatusType.FORCE_CHANGE_PASSWORD);
        }
        catch (UserNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The number stands for the user's name from now on; null: none does.</summary>
    /// <exception cref="AliasExistsException">Somebody has this number.</exception>
    public Task SetPhoneAsync(string username, string? phone, CancellationToken cancellation) =>
        phone is not null
            ? cognito.AdminUpdateUserAttributesAsync(
                new AdminUpdateUserAttributesRequest { UserPoolId = Pool, Username = username, UserAttributes = [.. PhoneAttributes(phone)] },
                cancellation)
            : cognito.AdminDeleteUserAttributesAsync(
                new AdminDeleteUserAttributesRequest { UserPoolId = Pool, Username = username, UserAttributeNames = [Phone] },
                cancellation);

    public async Task SetRoleAsync(string username, Role role, CancellationToken cancellation)
    {
        await JoinAsync(username, EmployeeGroup, cancellation);
        if (role == Role.Manager)
        {
            await JoinAsync(username, ManagerGroup, cancellation);
            return;
        }

        await cognito.AdminRemoveUserFromGroupAsync(
            new AdminRemoveUserFromGroupRequest { UserPoolId = Pool, Username = username, GroupName = ManagerGroup },
            cancellation);
    }

    /// <summary>Revokes every refresh token of the person.</summary>
    public Task SignOutAsync(string username, CancellationToken cancellation) =>
        cognito.AdminUserGlobalSignOutAsync(new AdminUserGlobalSignOutRequest { UserPoolId = Pool, Username = username }, cancellation);

    /// <summary>The user is gone, with passkeys and refresh tokens; harmless where there is none.</summary>
    public async Task DeleteAsync(string username, CancellationToken cancellation)
    {
        try
        {
            await cognito.AdminDeleteUserAsync(new AdminDeleteUserRequest { UserPoolId = Pool, Username = username }, cancellation);
        }
        catch (UserNotFoundException)
        {
            // A run before this one did it.
        }
    }

    private Task<AdminAddUserToGroupResponse> JoinAsync(string username, string group, CancellationToken cancellation) =>
        cognito.AdminAddUserToGroupAsync(new AdminAddUserToGroupRequest { UserPoolId = Pool, Username = username, GroupName = group }, cancellation);

    // Verified, so that it stands for the user's name: the manager vouches for it.
    private static AttributeType[] PhoneAttributes(string phone) => [new() { Name = Phone, Value = phone }, new() { Name = PhoneVerified, Value = "true" }];

    // A pool that knows one-time codes makes users without a password unless it is given one. Letters and digits that nobody
    // mistakes for each other; three groups satisfy the pool's rules whatever the fourth is.
    private static string NewPassword() => string.Join(
        '-',
        RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ", 4),
        RandomNumberGenerator.GetString("abcdefghijkmnopqrstuvwxyz", 4),
        RandomNumberGenerator.GetString("23456789", 4),
        RandomNumberGenerator.GetString("abcdefghijkmnopqrstuvwxyz23456789", 4));

    private static string SubOf(List<AttributeType>? attributes) =>
        attributes?.Find(attribute => attribute.Name == "sub")?.Value ?? throw new InvalidOperationException("A user without a sub.");
}
