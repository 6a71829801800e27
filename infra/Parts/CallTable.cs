using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Constructs;
using Ooak.Lambdas.Data;
using Attribute = Amazon.CDK.AWS.DynamoDB.Attribute;

namespace Ooak.Infra.Parts;

/// <summary>The one table: on demand, recoverable to any second of 35 days, protected from deletion.</summary>
internal sealed class CallTable : Construct
{
    public CallTable(Construct scope, string id)
        : base(scope, id)
    {
        Table = new Table(this, "Table", new TableProps
        {
            PartitionKey = Text(Keys.Partition),
            SortKey = Text(Keys.Sort),
            BillingMode = BillingMode.PAY_PER_REQUEST,
            PointInTimeRecovery = true,
            DeletionProtection = true,
            RemovalPolicy = RemovalPolicy.RETAIN,
            TimeToLiveAttribute = Keys.TimeToLive,
            Stream = StreamViewType.NEW_AND_OLD_IMAGES,
        });
        Table.AddLocalSecondaryIndex(new LocalSecondaryIndexProps { IndexName = Keys.ByStart, SortKey = Text(Keys.Start) });
        Table.AddLocalSecondaryIndex(new LocalSecondaryIndexProps { IndexName = Keys.ByChange, SortKey = Text(Keys.Changed) });
        AddGlobal(Keys.Feed, Keys.Day, Keys.Start);
        AddGlobal(Keys.ByContact, Keys.Contact, Keys.Start);
        AddGlobal(Keys.Directory, Keys.Organisation, Keys.OrganisationSort);
    }

    public Table Table { get; }

    private static Attribute Text(string name) => new() { Name = name, Type = AttributeType.STRING };

    private void AddGlobal(string name, string partition, string sort) => Table.AddGlobalSecondaryIndex(new GlobalSecondaryIndexProps
    {
        IndexName = name,
        PartitionKey = Text(partition),
        SortKey = Text(sort),
    });
}
