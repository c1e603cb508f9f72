namespace Tidemark.Simulation.Contracts;

/// <summary>One step of a venue's margin table.</summary>
/// <param name="NotionalFrom">The value of a position from which it holds, in the money of the contract.</param>
/// <param name="Rate">Maintenance margin as a fraction of the value.</param>
/// <param name="MaximumLeverage">The highest leverage allowed for such a position; null for any.</param>
public sealed record MaintenanceTier(decimal NotionalFrom, decimal Rate, decimal? MaximumLeverage = null)
{
    /// <summary>Taken off, so that the margin does not jump where one step ends and the next begins (the venue's "maintenance amount").</summary>
    public decimal Deduction { get; init; }
}
