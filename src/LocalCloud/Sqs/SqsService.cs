using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.Sqs;

/// <summary>All queues of the stack.</summary>
internal sealed class SqsService
{
    private readonly List<SqsQueue> _queues;

    public SqsService(Stack stack, string? data)
    {
        _queues = [.. stack.OfType("AWS::SQS::Queue").Select(q => new SqsQueue(q, data))];
        foreach (var queue in _queues)
        {
            if (queue.Resource.Obj("RedrivePolicy").Str("deadLetterTargetArn") is { } arn)
            {
                queue.DeadLetterQueue = FindByArn(arn);
            }
        }
    }

    public IEnumerable<SqsQueue> Queues => _queues;

    public SqsQueue? FindByArn(string arn) => _queues.Find(q => q.Arn == arn);

    /// <summary>A queue URL is known by its last segment, whatever host a tool was given.</summary>
    public SqsQueue? FindByUrl(string url) => _queues.Find(q => q.Name == url.Split('/')[^1]);
}
