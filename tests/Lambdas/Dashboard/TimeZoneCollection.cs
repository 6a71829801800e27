namespace Ooak.Lambdas.Tests.Dashboard;

/// <summary>Tests that set the time zone share the process's environment, so they take turns.</summary>
[CollectionDefinition(Name)]
public sealed class TimeZoneCollection
{
    public const string Name = "time zone";
}
