using System.Reflection;
using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Auth;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Tests.Identity;

/// <summary>A user pool of which only the app client's secret is known.</summary>
#pragma warning disable CA1852 // The proxy is made as its subtype.
internal class FakeCognito : DispatchProxy
#pragma warning restore CA1852
{
    private string _secret = "";

    public static AppClient Client(string secret)
    {
        Environment.SetEnvironmentVariable(FunctionSettings.UserPoolId, "pool");
        Environment.SetEnvironmentVariable(FunctionSettings.UserPoolClientId, "client");
        var cognito = Create<IAmazonCognitoIdentityProvider, FakeCognito>();
        ((FakeCognito)(object)cognito)._secret = secret;
        return new AppClient(cognito, new FunctionSettings());
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.Name == nameof(IAmazonCognitoIdentityProvider.DescribeUserPoolClientAsync)
        ? Task.FromResult(new DescribeUserPoolClientResponse { UserPoolClient = new() { ClientSecret = _secret } })
        : throw new NotSupportedException(targetMethod?.Name);
}
