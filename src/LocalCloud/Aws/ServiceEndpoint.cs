using Ooak.LocalCloud.Cognito;
using Ooak.LocalCloud.DynamoDb;
using Ooak.LocalCloud.Faults;
using Ooak.LocalCloud.S3;
using Ooak.LocalCloud.Ses;
using Ooak.LocalCloud.Sns;
using Ooak.LocalCloud.Sqs;

namespace Ooak.LocalCloud.Aws;

/// <summary>The one address of all AWS services: finds the service by the signature's scope, verifies, and hands over.</summary>
internal sealed class ServiceEndpoint(
    SigV4 signatures, DynamoDbEndpoint dynamoDb, S3Endpoint s3, CognitoEndpoint cognito, SnsEndpoint sns, SqsEndpoint sqs, SesEndpoint ses, FaultPlan faults)
{
    public async Task<WireResponse> HandleAsync(WireRequest request, CancellationToken cancellation)
    {
        var service = SigV4.ServiceOf(request) ?? (CognitoEndpoint.Claims(request) ? "cognito-idp" : s3.Claims(request) ? "s3" : null);
        if (service is null)
        {
            return ServiceErrors.Write(request, "", new AwsException(403, "MissingAuthenticationTokenException", "Missing Authentication Token"));
        }

        try
        {
            var fault = faults.ServiceError(service, request.Body);
            if (fault is { Kill: KillMoment.Never })
            {
                throw Asked(service, fault);
            }

            var call = SigV4.IsSigned(request) ? signatures.Verify(request) : null;
            var who = call?.Principal ?? Principal.Anonymous;
            if (fault is null)
            {
                return await HandAsync(service, request, call, who, cancellation);
            }

            if (fault.Kill == KillMoment.After)
            {
                await HandAsync(service, request, call, who, cancellation);
            }

            if (call?.Environment is not { } environment)
            {
                throw Asked(service, fault);
            }

            // The dying caller gets no answer: the request ends with its connection.
            faults.KillCaller(environment);
            await Task.Delay(Timeout.Infinite, cancellation);
            throw new OperationCanceledException(cancellation);
        }
        catch (AwsException e)
        {
            return ServiceErrors.Write(request, service, e);
        }
    }

    private async Task<WireResponse> HandAsync(string service, WireRequest request, SignedCall? call, Principal who, CancellationToken cancellation) => service switch
    {
        "dynamodb" => await dynamoDb.HandleAsync(request, who, cancellation),
        "s3" => s3.Handle(request, call),
        "cognito-idp" => cognito.Handle(request, who),
        "sns" => sns.Handle(request, who),
        "sqs" => await sqs.HandleAsync(request, who, cancellation),
        "ses" => ses.Handle(request, who),
        "sts" => throw new AwsException(501, "NotImplemented", "LocalCloud has no STS."),
        _ => throw new AwsException(400, "UnknownService", $"LocalCloud does not run the service {service}."),
    };

    private static AwsException Asked(string service, ServiceFault fault) =>
        new(fault.Status, ServiceErrors.FaultCode(service, fault.Status), "A fault that was asked for.");
}
