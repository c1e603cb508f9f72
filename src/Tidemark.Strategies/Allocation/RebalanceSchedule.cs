namespace Tidemark.Strategies.Allocation;

/// <summary>On which days weights are brought back to their targets.</summary>
public enum RebalanceSchedule : byte
{
    /// <summary>By bands only.</summary>
    Never,
    Daily,

    /// <summary>Mondays.</summary>
    Weekly,

    /// <summary>The first day of the month.</summary>
    Monthly,
}
