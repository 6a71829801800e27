using System.Reflection;
using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Auth;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Tests.Identity;

/// <summary>A user pool that knows its app client's secret and the tokens of the next refreshes, and nothing else.</summary>
#pragma warning disable CA1852 // The proxy is made as its subtype.
internal class FakeCognito : DispatchProxy
#pragma warning restore CA1852
{
    private string _secret = "";
    private Queue<AuthenticationResultType> _refreshed = [];

    /// <param name="refreshed">What refreshing gives, one after the other.</param>
    public static AppClient Client(string secret, params AuthenticationResultType[] refreshed)
    {
        Environment.SetEnvironmentVariable(FunctionSettings.UserPoolId, "pool");
        Environment.SetEnvironmentVariable(FunctionSettings.UserPoolClientId, "client");
        var cognito = Create<IAmazonCognitoIdentityProvider, FakeCognito>();
        var fake = (FakeCognito)(object)cognito;
        (fake._secret, fake._refreshed) = (secret, new(refreshed));
        return new AppClient(cognito, new FunctionSettings());
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.Name switch
    {
        nameof(IAmazonCognitoIdentityProvider.DescribeUserPoolClientAsync) =>
            Task.FromResult(new DescribeUserPoolClientResponse { UserPoolClient = new() { ClientSecret = _secret } }),
        nameof(IAmazonCognitoIdentityProvider.GetTokensFromRefreshTokenAsync) =>
            Task.FromResult(new GetTokensFromRefreshTokenResponse { AuthenticationResult = _refreshed.Dequeue() }),
        var name => throw new NotSupportedException(name),
    };
}
