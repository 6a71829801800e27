namespace Ooak.Lambdas.Functions;

/// <summary>Everything that the stack needs to know about one function: what starts it, what it may touch, its size.</summary>
public sealed record FunctionSpec
{
    /// <summary>The value of OOAK_FUNCTION that selects this function in the common artefact.</summary>
    public required string Name { get; init; }

    public required Trigger Trigger { get; init; }

    public IReadOnlyList<Grant> Grants { get; private init; } = [];

    /// <summary>MB.</summary>
    public int MemorySize { get; init; } = 256;

    /// <summary>Seconds.</summary>
    public int Timeout { get; init; } = 10;

    /// <summary>Its own message to the topic may start it again, as often as a long task has steps: Lambda does not stop it.</summary>
    public bool InSteps { get; init; }

    /// <summary>May do these things, and nothing else.</summary>
    public FunctionSpec Uses(params Grant[] grants) => this with { Grants = [.. Grants, .. grants] };
}
