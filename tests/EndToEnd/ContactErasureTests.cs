using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.DependencyInjection;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Erasure;
using Ooak.Lambdas.Functions;

namespace Ooak.EndToEnd.Tests;

/// <summary>The erasure of a contact when there is more than one run has time for.</summary>
[Collection(nameof(SharedCloud))]
public sealed class ContactErasureTests(SharedCloud shared)
{
    private readonly TestCloud _cloud = shared.Cloud;

    [Fact]
    public async Task Goes_on_within_the_calls_of_one_person_where_the_time_was_up()
    {
        var people = new List<string>();
        foreach (var n in Enumerable.Range(1, 2))
        {
            people.Add((await _cloud.AsAsync($"employee{n}@ooak.test")).EmployeeId);
        }

        await using var filled = await FilledTable.CreateAsync(_cloud, 3_000, people, await _cloud.ItemsAsync("employee", "settings"));
        var number = (await NumbersAsync(filled)).GroupBy(known => known).MaxBy(calls => calls.Count())!.Key;
        await using var services = FunctionServices.Add(new ServiceCollection().AddLogging())
            .AddSingleton<IAmazonDynamoDB>(_cloud.DynamoDb)
            .AddSingleton(filled.Settings)
            .BuildServiceProvider();
        var erasure = services.GetRequiredService<ContactErasure>();

        // No time at all: each run still looks through a portion of everybody whose turn it is.
        var steps = new List<ErasureStep>();
        for (var rest = await erasure.RunAsync(new(null, number, null), TimeSpan.Zero, default); rest is not null; rest = await erasure.RunAsync(rest, TimeSpan.Zero, default))
        {
            steps.Add(rest);
            steps.Count.ShouldBeLessThan(100);
        }

        // 1,500 items a person, 500 at a time.
        steps.Where(step => step.Within is not null).Select(step => (step.Within, step.Position)).Distinct().Count().ShouldBeGreaterThanOrEqualTo(2);
        var left = await NumbersAsync(filled);
        left.ShouldNotContain(number);
        left.Count.ShouldBeGreaterThan(2_900);
    }

    private async Task<List<string>> NumbersAsync(FilledTable filled)
    {
        var found = new List<string>();
        var request = new ScanRequest { TableName = filled.Name };
        do
        {
            var page = await _cloud.DynamoDb.ScanAsync(request);
            found.AddRange(page.Items.Select(item => item.Text("contactPhone")).OfType<string>());
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
        return found;
    }
}
