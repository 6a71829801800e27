using System.Text;
using Amazon.ApiGatewayManagementApi;
using Amazon.ApiGatewayManagementApi.Model;
using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;

namespace Ooak.Lambdas.TestFunction;

/// <summary>One call of each client, made as a function makes them: with nothing but its environment.</summary>
internal static class ClientsFunction
{
    internal static async Task RunAsync()
    {
        using var sns = new AmazonSimpleNotificationServiceClient();
        await sns.PublishAsync(new PublishRequest { TopicArn = "arn:aws:sns:eu-north-1:123456789012:topic", Message = "hello" });
        using var connections = new AmazonApiGatewayManagementApiClient();
        await connections.PostToConnectionAsync(new PostToConnectionRequest
        {
            ConnectionId = "abc=",
            Data = new MemoryStream(Encoding.UTF8.GetBytes("hello")),
        });
        using var cognito = new AmazonCognitoIdentityProviderClient();
        await cognito.AdminGetUserAsync(new AdminGetUserRequest { UserPoolId = "eu-north-1_x", Username = "ada" });
    }
}
