namespace Ooak.LocalCloud.Template;

/// <summary>Every resource type and property that LocalCloud takes. A property in parentheses changes nothing on one machine.</summary>
/// <remarks>
/// <para>Inert, and why: tags and descriptions are labels; log retention, deletion protection, point-in-time recovery,
/// encryption and versions guard data that a local run may lose; tracing and metrics have no collector here; TLS settings
/// and price classes belong to the edge; alarms are accepted and not evaluated; a rule always reaches its function, so
/// its dead letters do not occur; code signing, update and deletion policies
/// belong to deployment.</para>
/// <para>A path such as <c>A.B</c> lists one property of a nested object; listing only <c>A</c> takes all below it.</para>
/// </remarks>
internal static class SupportedProperties
{
    public static readonly IReadOnlyDictionary<string, IReadOnlySet<string>> ByType = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal)
    {
        ["AWS::DynamoDB::Table"] = Set("TableName KeySchema AttributeDefinitions GlobalSecondaryIndexes LocalSecondaryIndexes BillingMode StreamSpecification TimeToLiveSpecification (PointInTimeRecoverySpecification) (DeletionProtectionEnabled) (SSESpecification) (Tags) (TableClass) (OnDemandThroughput) (ContributorInsightsSpecification)"),
        ["AWS::Cognito::UserPool"] = Set("UserPoolName Policies UsernameAttributes AliasAttributes AutoVerifiedAttributes AdminCreateUserConfig AccountRecoverySetting Schema MfaConfiguration EnabledMfas UsernameConfiguration WebAuthnRelyingPartyID WebAuthnUserVerification UserAttributeUpdateSettings DeviceConfiguration EmailVerificationMessage EmailVerificationSubject SmsVerificationMessage SmsAuthenticationMessage VerificationMessageTemplate (UserPoolTier) (UserPoolTags) (DeletionProtection) (EmailConfiguration) SmsConfiguration EmailAuthenticationMessage EmailAuthenticationSubject (UserPoolAddOns)"),
        ["AWS::Cognito::UserPoolClient"] = Set("ClientName UserPoolId GenerateSecret ExplicitAuthFlows AccessTokenValidity IdTokenValidity RefreshTokenValidity TokenValidityUnits PreventUserExistenceErrors EnableTokenRevocation RefreshTokenRotation AuthSessionValidity ReadAttributes WriteAttributes (SupportedIdentityProviders) AllowedOAuthFlowsUserPoolClient (EnablePropagateAdditionalUserContextData)"),
        ["AWS::Cognito::UserPoolGroup"] = Set("GroupName UserPoolId Precedence (Description)"),
        ["AWS::Cognito::UserPoolUser"] = Set("Username UserPoolId UserAttributes DesiredDeliveryMediums MessageAction"),
        ["AWS::Cognito::UserPoolUserToGroupAttachment"] = Set("GroupName Username UserPoolId"),
        ["AWS::ApiGatewayV2::Api"] = Set("Name ProtocolType RouteSelectionExpression (Description) (DisableExecuteApiEndpoint) (Tags) (IpAddressType)"),
        ["AWS::ApiGatewayV2::Stage"] = Set("ApiId StageName AutoDeploy StageVariables DefaultRouteSettings.ThrottlingBurstLimit DefaultRouteSettings.ThrottlingRateLimit (DefaultRouteSettings.DetailedMetricsEnabled) (DefaultRouteSettings.DataTraceEnabled) (DefaultRouteSettings.LoggingLevel) RouteSettings (AccessLogSettings) (Description) (Tags)"),
        ["AWS::ApiGatewayV2::Route"] = Set("ApiId RouteKey Target AuthorizationType AuthorizerId AuthorizationScopes RouteResponseSelectionExpression (OperationName)"),
        ["AWS::ApiGatewayV2::RouteResponse"] = Set("ApiId RouteId RouteResponseKey"),
        ["AWS::ApiGatewayV2::Integration"] = Set("ApiId IntegrationType IntegrationUri IntegrationMethod PayloadFormatVersion TimeoutInMillis (Description)"),
        ["AWS::ApiGatewayV2::Authorizer"] = Set("ApiId AuthorizerType IdentitySource JwtConfiguration Name"),
        ["AWS::Lambda::Function"] = Set("FunctionName Code Handler Runtime Role MemorySize Timeout Environment ReservedConcurrentExecutions (Description) (Architectures) (LoggingConfig) (TracingConfig) (EphemeralStorage) (Tags) (Layers) (SnapStart) (RuntimeManagementConfig) RecursiveLoop"),
        ["AWS::Lambda::Permission"] = Set("Action FunctionName Principal SourceArn SourceAccount"),
        ["AWS::Lambda::EventSourceMapping"] = Set("EventSourceArn FunctionName StartingPosition BatchSize MaximumBatchingWindowInSeconds BisectBatchOnFunctionError MaximumRetryAttempts MaximumRecordAgeInSeconds FunctionResponseTypes FilterCriteria DestinationConfig ParallelizationFactor Enabled (Tags) (MetricsConfig)"),
        ["AWS::Lambda::EventInvokeConfig"] = Set("FunctionName Qualifier MaximumRetryAttempts MaximumEventAgeInSeconds DestinationConfig"),
        ["AWS::Lambda::LayerVersion"] = Set("*"),
        ["AWS::IAM::Role"] = Set("RoleName AssumeRolePolicyDocument ManagedPolicyArns Policies (Description) (MaxSessionDuration) (Tags) (Path)"),
        ["AWS::IAM::Policy"] = Set("PolicyName PolicyDocument Roles"),
        ["AWS::IAM::ManagedPolicy"] = Set("ManagedPolicyName PolicyDocument Roles (Description) (Path)"),
        ["AWS::SNS::Topic"] = Set("TopicName (DisplayName) (KmsMasterKeyId) (Tags) (TracingConfig)"),
        ["AWS::SNS::TopicPolicy"] = Set("PolicyDocument Topics"),
        ["AWS::SNS::Subscription"] = Set("TopicArn Protocol Endpoint FilterPolicy FilterPolicyScope RawMessageDelivery RedrivePolicy"),
        ["AWS::SQS::Queue"] = Set("QueueName VisibilityTimeout MessageRetentionPeriod RedrivePolicy (SqsManagedSseEnabled) (KmsMasterKeyId) (Tags)"),
        ["AWS::SQS::QueuePolicy"] = Set("PolicyDocument Queues"),
        ["AWS::S3::Bucket"] = Set("BucketName CorsConfiguration NotificationConfiguration (BucketEncryption) (LifecycleConfiguration) (PublicAccessBlockConfiguration) (OwnershipControls) (VersioningConfiguration) (Tags) (MetricsConfigurations)"),
        ["AWS::S3::BucketPolicy"] = Set("Bucket PolicyDocument"),
        ["AWS::CloudFront::Distribution"] = Set("DistributionConfig.Enabled DistributionConfig.DefaultRootObject DistributionConfig.DefaultCacheBehavior DistributionConfig.CacheBehaviors DistributionConfig.Origins (DistributionConfig.HttpVersion) (DistributionConfig.IPV6Enabled) (DistributionConfig.PriceClass) (DistributionConfig.ViewerCertificate) (DistributionConfig.Aliases) (DistributionConfig.Logging) (DistributionConfig.WebACLId) (DistributionConfig.Comment) (DistributionConfig.Restrictions) (Tags)"),
        ["AWS::CloudFront::OriginAccessControl"] = Set("OriginAccessControlConfig"),
        ["AWS::CloudFront::ResponseHeadersPolicy"] = Set("ResponseHeadersPolicyConfig.Name ResponseHeadersPolicyConfig.Comment ResponseHeadersPolicyConfig.SecurityHeadersConfig ResponseHeadersPolicyConfig.CustomHeadersConfig ResponseHeadersPolicyConfig.CorsConfig ResponseHeadersPolicyConfig.RemoveHeadersConfig (ResponseHeadersPolicyConfig.ServerTimingHeadersConfig)"),
        ["AWS::CloudFront::CachePolicy"] = Set("CachePolicyConfig"),
        ["AWS::CloudFront::OriginRequestPolicy"] = Set("OriginRequestPolicyConfig"),
        ["AWS::CloudFront::Function"] = Set("Name AutoPublish FunctionCode FunctionConfig.Comment FunctionConfig.Runtime"),
        ["AWS::Logs::LogGroup"] = Set("LogGroupName (RetentionInDays) (KmsKeyId) (Tags) (LogGroupClass)"),
        ["AWS::Logs::MetricFilter"] = Set("*"),
        ["AWS::CloudWatch::Alarm"] = Set("*"),
        ["AWS::CloudWatch::Dashboard"] = Set("*"),
        ["AWS::Budgets::Budget"] = Set("*"),
        ["AWS::Events::Rule"] = Set("Name ScheduleExpression EventPattern State Targets.Arn Targets.Id Targets.Input (Targets.RetryPolicy) (Targets.DeadLetterConfig) (Description)"),
        ["AWS::Scheduler::Schedule"] = Set("Name ScheduleExpression ScheduleExpressionTimezone State FlexibleTimeWindow.Mode Target.Arn Target.RoleArn Target.Input Target.DeadLetterConfig.Arn (Target.RetryPolicy) (Description)"),
        ["AWS::CDK::Metadata"] = Set("*"),
        ["Custom::S3BucketNotifications"] = Set("ServiceToken BucketName NotificationConfiguration.LambdaFunctionConfigurations Managed SkipDestinationValidation"),
        ["Custom::S3AutoDeleteObjects"] = Set("ServiceToken BucketName"),
        ["Custom::CDKBucketDeployment"] = Set("ServiceToken SourceBucketNames SourceObjectKeys SourceMarkers DestinationBucketName DestinationBucketKeyPrefix Prune Exclude Include SystemMetadata UserMetadata WaitForDistributionInvalidation DistributionId DistributionPaths OutputObjectKeys"),
    };

    private static HashSet<string> Set(string words) =>
        words.Split(' ').Select(word => word.Trim('(', ')')).ToHashSet(StringComparer.Ordinal);
}
