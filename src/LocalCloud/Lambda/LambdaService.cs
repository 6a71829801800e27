using Ooak.LocalCloud.Aws.Iam;
using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.Lambda;

/// <summary>All functions of the stack, and who may invoke them.</summary>
internal sealed class LambdaService : IAsyncDisposable
{
    /// <summary>Lambda refuses a larger synchronous event. 6 MB.</summary>
    public const int SyncPayloadLimit = 6 * 1024 * 1024;

    private readonly Dictionary<string, FunctionPool> _pools;
    private readonly ILookup<string, Resource> _permissions;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _reaper;

    public LambdaService(Stack stack, LocalCloudOptions options, FunctionEnvironment environment)
    {
        // The provider of a recognised custom resource never runs here: LocalCloud does its work.
        var providers = stack.Resources.Where(r => r.Type.StartsWith("Custom::", StringComparison.Ordinal)).Select(r => r.Str("ServiceToken")).ToHashSet(StringComparer.Ordinal);
        _pools = stack.OfType("AWS::Lambda::Function")
            .Where(f => !providers.Contains(f.Arn))
            .Select(f => LambdaFunction.From(f, stack, options.MaxFunctionProcesses))
            .ToDictionary(f => f.Name, f => new FunctionPool(f, environment, new FunctionLog(f.LogicalId, options.Data)), StringComparer.Ordinal);
        _permissions = stack.OfType("AWS::Lambda::Permission").ToLookup(p => NameOf(p.Properties.Require("FunctionName")), StringComparer.Ordinal);
        _reaper = ReapAsync(options.FunctionIdleTimeout);
    }

    public IEnumerable<FunctionPool> Functions => _pools.Values;

    /// <summary>The function behind a name, an ARN or API Gateway's invocation ARN.</summary>
    public FunctionPool? Find(string nameOrArn) => _pools.GetValueOrDefault(NameOf(nameOrArn));

    /// <summary>Whether an AWS::Lambda::Permission lets the service invoke on behalf of the source.</summary>
    public bool MayInvoke(FunctionPool function, string service, string sourceArn) =>
        _permissions[function.Function.Name].Any(p =>
            p.Str("Principal") == service
            && p.Str("Action") is "lambda:InvokeFunction" or "lambda:*"
            && (p.Str("SourceArn") is not { } pattern || Statement.Pattern(pattern, System.Text.RegularExpressions.RegexOptions.None).IsMatch(sourceArn)));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _reaper;
        await Task.WhenAll(_pools.Values.Select(pool => pool.DisposeAsync().AsTask()));
        foreach (var pool in _pools.Values)
        {
            pool.Log.Dispose();
        }

        _stopping.Dispose();
    }

    /// <summary>arn:aws:apigateway:…:lambda:path/2015-03-31/functions/arn:…:function:NAME/invocations, arn:…:function:NAME or NAME.</summary>
    private static string NameOf(string text)
    {
        var at = text.LastIndexOf(":function:", StringComparison.Ordinal);
        return at < 0 ? text : text[(at + ":function:".Length)..].Split('/', ':')[0];
    }

    private async Task ReapAsync(TimeSpan limit)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Math.Clamp(limit.TotalSeconds / 4, 0.05, 10)));
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                await Task.WhenAll(_pools.Values.Select(pool => pool.StopIdle(limit)));
            }
        }
        catch (OperationCanceledException)
        {
            // The cloud stops.
        }
    }
}
