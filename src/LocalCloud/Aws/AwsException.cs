namespace Ooak.LocalCloud.Aws;

/// <summary>An error of an AWS service: each protocol writes it in its own shape.</summary>
internal sealed class AwsException(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    public static AwsException AccessDenied(Principal who, string action, string resource, string why) =>
        new(403, "AccessDenied", $"User: {who.Arn} is not authorized to perform: {action} on resource: {resource} because {why}");
}
