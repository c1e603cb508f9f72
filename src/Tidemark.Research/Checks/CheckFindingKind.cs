namespace Tidemark.Research.Checks;

/// <summary>In which way a strategy cannot be trusted.</summary>
public enum CheckFindingKind : byte
{
    /// <summary>Two runs on the same bars decide differently: chance, a clock, or memory that outlives a run.</summary>
    NotDeterministic,

    /// <summary>Leaving away later bars changes what was decided or computed before.</summary>
    SeesTheEnd,

    /// <summary>Changing later bars changes what was decided or computed before.</summary>
    SeesTheFuture,

    /// <summary>The batch form of an indicator differs from the streaming one.</summary>
    BatchDiffers,

    /// <summary>An indicator depends on what the account holds.</summary>
    DependsOnPortfolio,

    /// <summary>An indicator has values before the warm-up that it declares.</summary>
    WarmUpIsWrong,

    /// <summary>The source uses what a strategy must not use: clocks, chance, files, the network, threads, memory shared between runs.</summary>
    ForbiddenInSource,

    /// <summary>A warning: values still depend on where the data began, long after the warm-up.</summary>
    RemembersTheStart,

    /// <summary>A warning: an indicator never had a value, long after its warm-up.</summary>
    NeverDefined,
}
