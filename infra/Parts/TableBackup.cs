using Amazon.CDK;
using Amazon.CDK.AWS.Backup;
using Amazon.CDK.AWS.Events;
using Constructs;

namespace Ooak.Infra.Parts;

/// <summary>Copies of the table once a night, kept for 35 days in a vault that outlives the stack. Point-in-time recovery is on
/// anyway; this is for organisations whose rules ask for copies that the table's own administrators do not hold.</summary>
internal sealed class TableBackup : Construct
{
    public TableBackup(Construct scope, string id, CallTable table)
        : base(scope, id)
    {
        var vault = new BackupVault(this, "Vault", new BackupVaultProps { RemovalPolicy = RemovalPolicy.RETAIN });
        var plan = new BackupPlan(this, "Plan", new BackupPlanProps { BackupVault = vault });
        plan.AddRule(new BackupPlanRule(new BackupPlanRuleProps
        {
            RuleName = "nightly",
            ScheduleExpression = Schedule.Cron(new CronOptions { Hour = "2", Minute = "0" }),
            DeleteAfter = Duration.Days(35),
        }));
        plan.AddSelection("Table", new BackupSelectionOptions { Resources = [BackupResource.FromDynamoDbTable(table.Table)] });
    }
}
