using Ooak.EndToEnd.Tests;
using Ooak.LocalCloud.DynamoDb;

[assembly: AssemblyFixture(typeof(Tables.End))]

namespace Ooak.EndToEnd.Tests;

/// <summary>The one DynamoDB Local of all stacks that keep nothing on disk: starting one takes as much as a whole test does there.</summary>
internal static class Tables
{
    private static readonly Lazy<Task<DynamoDbLocal>> Shared = new(() => DynamoDbLocal.StartSharedAsync(Repository.DynamoDbLocal));

    public static Task<DynamoDbLocal> SharedAsync() => Shared.Value;

    /// <summary>Stops it after the last test.</summary>
    public sealed class End : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (Shared.IsValueCreated)
            {
                await (await Shared.Value).DisposeAsync();
            }
        }
    }
}
