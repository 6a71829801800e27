using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Reports;

/// <summary>What a run needs of the jobs.</summary>
internal interface IExportJobs
{
    /// <summary>Makes this step the caller's alone; null: it is done, or somebody is at it.</summary>
    Task<ExportJob?> TryTakeAsync(ExportStep step, CancellationToken cancellation);

    /// <summary>False: another run has taken the step over meanwhile.</summary>
    Task<bool> TrySaveAsync(ExportJob taken, ExportJob next, CancellationToken cancellation);
}

/// <summary>Jobs as items of the manager who asked.</summary>
internal sealed class ExportJobs(DataTable table, TimeProvider time) : IExportJobs
{
    /// <summary>The job and what the audit trail says of it, together. False: a job of this id is there already.</summary>
    public async Task<bool> TryCreateAsync(ExportJob job, AuditEntry entry, CancellationToken cancellation)
    {
        var put = new Put { TableName = table.Name, Item = job.ToItem(), ConditionExpression = "attribute_not_exists(pk)" };
        try
        {
            await table.Client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [new() { Put = put }, entry.ToWrite(table.Name)] }, cancellation);
            return true;
        }
        catch (TransactionCanceledException e) when (e.CancellationReasons[0].Code == "ConditionalCheckFailed")
        {
            return false;
        }
    }

    public async Task<ExportJob?> FindAsync(string ownerId, string jobId, CancellationToken cancellation) =>
        await table.GetAsync(Keys.Employee(ownerId), Keys.Export(jobId), cancellation) is { } item ? ExportJob.FromItem(item) : null;

    public async Task<ExportJob?> TryTakeAsync(ExportStep step, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        try
        {
            var answer = await table.Client.UpdateItemAsync(
                new UpdateItemRequest
                {
                    TableName = table.Name,
                    Key = Item.Key(Keys.Employee(step.OwnerId), Keys.Export(step.JobId)),
                    UpdateExpression = "SET #lease = :until",
                    ConditionExpression = "#state = :running AND #step = :step AND (attribute_not_exists(#lease) OR #lease < :now)",
                    ExpressionAttributeNames = new() { ["#lease"] = ExportJob.LeaseName, ["#state"] = ExportJob.StateName, ["#step"] = ExportJob.StepName },
                    ExpressionAttributeValues = new()
                    {
                        [":until"] = Item.N((now + ExportJob.RunTime).ToUnixTimeMilliseconds()),
                        [":now"] = Item.N(now.ToUnixTimeMilliseconds()),
                        [":running"] = Item.S(ExportJob.Running),
                        [":step"] = Item.N(step.Step),
                    },
                    ReturnValues = "ALL_NEW",
                },
                cancellation);
            return ExportJob.FromItem(answer.Attributes);
        }
        catch (ConditionalCheckFailedException)
        {
            return null;
        }
    }

    public async Task<bool> TrySaveAsync(ExportJob taken, ExportJob next, CancellationToken cancellation)
    {
        try
        {
            await table.Client.PutItemAsync(
                new PutItemRequest
                {
                    TableName = table.Name,
                    Item = (next with { Lease = 0 }).ToItem(),
                    ConditionExpression = "#step = :step AND #lease = :mine",
                    ExpressionAttributeNames = new() { ["#lease"] = ExportJob.LeaseName, ["#step"] = ExportJob.StepName },
                    ExpressionAttributeValues = new() { [":mine"] = Item.N(taken.Lease), [":step"] = Item.N(taken.Step) },
                },
                cancellation);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }
}
