using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Amazon.ApiGatewayManagementApi;
using Amazon.CognitoIdentityProvider;
using Amazon.Runtime;
using Amazon.Runtime.Documents;
using Amazon.SimpleEmailV2;
using Amazon.SimpleNotificationService;

namespace Ooak.Lambdas.Tests.Wire;

/// <summary>The project's clients, driven by an operation's name and its input as JSON.</summary>
internal static class Clients
{
    public const string Region = "eu-north-1";
    public const string AccessKey = "AKIDEXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    public const string SessionToken = "IQoJb3JpZ2luX2VjEXAMPLE//token==";

    private static readonly JsonSerializerOptions Inputs = new() { Converters = { new Base64Stream() } };

    public static AmazonServiceClient Create(Service service, string endpoint, int? retries)
    {
        ClientConfig config = service.Name switch
        {
            "cognito" => new AmazonCognitoIdentityProviderConfig(),
            "sns" => new AmazonSimpleNotificationServiceConfig(),
            "mail" => new AmazonSimpleEmailServiceV2Config(),
            "connections" => new AmazonApiGatewayManagementApiConfig(),
            _ => throw new ArgumentOutOfRangeException(nameof(service)),
        };
        config.ServiceURL = endpoint;
        config.AuthenticationRegion = Region;
        if (retries is { } count)
        {
            config.MaxErrorRetry = count;
        }

        var credentials = new SessionAWSCredentials(AccessKey, SecretKey, SessionToken);
        return config switch
        {
            AmazonCognitoIdentityProviderConfig c => new AmazonCognitoIdentityProviderClient(credentials, c),
            AmazonSimpleNotificationServiceConfig c => new AmazonSimpleNotificationServiceClient(credentials, c),
            AmazonSimpleEmailServiceV2Config c => new AmazonSimpleEmailServiceV2Client(credentials, c),
            var c => new AmazonApiGatewayManagementApiClient(credentials, (AmazonApiGatewayManagementApiConfig)c),
        };
    }

    /// <param name="retries">null: as many as the client makes by itself.</param>
    public static async Task<AmazonWebServiceResponse> CallAsync(string endpoint, Operation operation, JsonNode? input = null, int? retries = 0)
    {
        using var client = Create(operation.Service, endpoint, retries);
        var request = (input ?? JsonNode.Parse(operation.Input)).Deserialize(operation.RequestType, Inputs);
        var call = (Task)operation.Method.Invoke(client, [request, CancellationToken.None])!;
        await call;
        return (AmazonWebServiceResponse)call.GetType().GetProperty("Result")!.GetValue(call)!;
    }

    /// <summary>What the client understood, as JSON: absent is left out, times as ISO 8601.</summary>
    public static JsonNode? Understood(object? value) => value switch
    {
        null => null,
        string text => text,
        bool or int => JsonValue.Create(value),
        ConstantClass constant => constant.Value,
        Document document => Open(document),
        DateTime time => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        IDictionary map => new JsonObject(map.Keys.Cast<string>().Select(key => KeyValuePair.Create(key, Understood(map[key])))),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Understood)]),
        _ => new JsonObject(Members(value.GetType()).Select(p => KeyValuePair.Create(p.Name, Understood(p.GetValue(value)))).Where(p => p.Value is not null)),
    };

    private static JsonNode? Open(Document document) => document.Type switch
    {
        DocumentType.Null => null,
        DocumentType.Bool => document.AsBool(),
        DocumentType.Int => document.AsInt(),
        DocumentType.Long => document.AsLong(),
        DocumentType.Double => document.AsDouble(),
        DocumentType.List => new JsonArray([.. document.AsList().Select(Open)]),
        DocumentType.Dictionary => new JsonObject(document.AsDictionary().Select(p => KeyValuePair.Create(p.Key, Open(p.Value)))),
        _ => document.AsString(),
    };

    /// <summary>The members that the service's model gives a type.</summary>
    public static IEnumerable<PropertyInfo> Members(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

    private sealed class Base64Stream : JsonConverter<MemoryStream>
    {
        public override MemoryStream Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetBytesFromBase64());

        public override void Write(Utf8JsonWriter writer, MemoryStream value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
