using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.CloudWatchEvents;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.SNSEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Recordings;

namespace Ooak.Lambdas.Wire;

/// <summary>The events that AWS hands to functions, and their answers.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyRequest))]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyRequest.ProxyRequestContext), TypeInfoPropertyName = "HttpApiRequestContext")]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyResponse))]
[JsonSerializable(typeof(APIGatewayProxyRequest))]
[JsonSerializable(typeof(APIGatewayProxyResponse))]
[JsonSerializable(typeof(DynamoDBEvent))]
[JsonSerializable(typeof(StreamsEventResponse))]
[JsonSerializable(typeof(SNSEvent))]
[JsonSerializable(typeof(CloudWatchEvent<ObjectCreated>))]
[JsonSerializable(typeof(ScheduledRun))]
public sealed partial class EventJson : JsonSerializerContext
{
    internal static SourceGeneratorLambdaJsonSerializer<EventJson> Serializer { get; } = new();
}
