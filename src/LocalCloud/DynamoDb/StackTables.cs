using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.DynamoDb;

/// <summary>The tables of one stack: in a DynamoDB Local of its own, or in a shared one under an access key of its own.</summary>
internal sealed class StackTables : IAsyncDisposable
{
    private readonly Stack _stack;
    private readonly DynamoDbLocal? _own;

    private StackTables(Stack stack, DynamoDbLocal? own, DynamoDbClient client) => (_stack, _own, Client) = (stack, own, client);

    public DynamoDbClient Client { get; }

    /// <summary>Starts DynamoDB Local where none is shared; the tables are there once <see cref="ReadyAsync"/> has completed.</summary>
    public static StackTables Start(Stack stack, LocalCloudOptions options, int port)
    {
        if (options.SharedDynamoDbLocal is not { } shared)
        {
            var own = DynamoDbLocal.Start(options, port);
            return new StackTables(stack, own, new DynamoDbClient(own.Address, options.Region));
        }

        return options.Data is null
            ? new StackTables(stack, null, new DynamoDbClient(shared.Address, options.Region, $"LOCAL{Guid.NewGuid():N}"))
            : throw new LocalCloudException("a shared DynamoDB Local keeps nothing on disk; leave out its option or Data");
    }

    public async Task ReadyAsync(CancellationToken cancellation)
    {
        if (_own is not null)
        {
            await _own.ReadyAsync(cancellation);
        }

        await TableProvisioning.ApplyAsync(_stack, Client, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_own is not null)
        {
            await _own.DisposeAsync();
        }
        else
        {
            await TableProvisioning.RemoveAsync(_stack, Client);
        }

        Client.Dispose();
    }
}
