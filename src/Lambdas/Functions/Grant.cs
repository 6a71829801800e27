namespace Ooak.Lambdas.Functions;

/// <summary>What a grant is about.</summary>
public enum Resource
{
    Table,
    UserPool,
    Topic,
    WebSocketConnections,
    Recordings,
    PushKeys,
    Exports,
    Mail,
}

/// <summary>IAM actions on one of the stack's resources.</summary>
public sealed record Grant(Resource Resource, params string[] Actions);

/// <summary>DynamoDB actions. Transactions are allowed by the actions they are made of.</summary>
public static class Table
{
    public static Grant Get => new(Resource.Table, "dynamodb:GetItem");
    public static Grant BatchGet => new(Resource.Table, "dynamodb:BatchGetItem");
    public static Grant Query => new(Resource.Table, "dynamodb:Query");
    public static Grant Put => new(Resource.Table, "dynamodb:PutItem");
    public static Grant Update => new(Resource.Table, "dynamodb:UpdateItem");
    public static Grant Delete => new(Resource.Table, "dynamodb:DeleteItem");
}

/// <summary>Cognito actions. Sign-in, challenge, refresh and revocation are unauthenticated calls, guarded by the client's secret;
/// what people do to their own account is guarded by their access token.</summary>
public static class UserPool
{
    public static Grant ReadClient => new(Resource.UserPool, "cognito-idp:DescribeUserPoolClient");
    public static Grant CreateUser => new(Resource.UserPool, "cognito-idp:AdminCreateUser");
    public static Grant GetUser => new(Resource.UserPool, "cognito-idp:AdminGetUser");
    public static Grant UpdateAttributes => new(Resource.UserPool, "cognito-idp:AdminUpdateUserAttributes");
    public static Grant DeleteAttributes => new(Resource.UserPool, "cognito-idp:AdminDeleteUserAttributes");
    public static Grant AddToGroup => new(Resource.UserPool, "cognito-idp:AdminAddUserToGroup");
    public static Grant RemoveFromGroup => new(Resource.UserPool, "cognito-idp:AdminRemoveUserFromGroup");
    public static Grant DeleteUser => new(Resource.UserPool, "cognito-idp:AdminDeleteUser");
    public static Grant SignOutUser => new(Resource.UserPool, "cognito-idp:AdminUserGlobalSignOut");
}

/// <summary>SNS actions.</summary>
public static class Topic
{
    public static Grant Publish => new(Resource.Topic, "sns:Publish");
}

/// <summary>S3 actions on the recordings, under their prefix only.</summary>
public static class Recordings
{
    public static Grant Get => new(Resource.Recordings, "s3:GetObject");
    public static Grant Put => new(Resource.Recordings, "s3:PutObject");
    public static Grant Delete => new(Resource.Recordings, "s3:DeleteObject");

    /// <summary>Without it, S3 answers 403 instead of 404 for what is not there.</summary>
    public static Grant List => new(Resource.Recordings, "s3:ListBucket");
}

/// <summary>S3 actions on the private keys by which push services know us.</summary>
public static class PushKeys
{
    /// <summary>For the one function that signs.</summary>
    public static Grant Get => new(Resource.PushKeys, "s3:GetObject");
    public static Grant Put => new(Resource.PushKeys, "s3:PutObject");
}

/// <summary>S3 actions on exported files. Parts are put as objects are.</summary>
public static class Exports
{
    public static Grant Get => new(Resource.Exports, "s3:GetObject");
    public static Grant Put => new(Resource.Exports, "s3:PutObject");
}

/// <summary>SES actions, in the name of the organisation's own address.</summary>
public static class Mail
{
    public static Grant Send => new(Resource.Mail, "ses:SendEmail");
}

/// <summary>Messages to open dashboards.</summary>
public static class WebSocketConnections
{
    public static Grant Post => new(Resource.WebSocketConnections, "POST");
    public static Grant Close => new(Resource.WebSocketConnections, "DELETE");
}
