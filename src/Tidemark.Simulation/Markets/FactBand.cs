namespace Tidemark.Simulation.Markets;

/// <summary>One measured fact beside the band in which it should lie.</summary>
/// <param name="Name">Stable camelCase name.</param>
/// <param name="Label">For people.</param>
/// <param name="Value">As measured on the generated series; NaN where it is too short.</param>
/// <param name="Reference">As measured on the real series; NaN without one.</param>
/// <param name="Low">The lower end of the band.</param>
/// <param name="High">The upper end of the band.</param>
public sealed record FactBand(string Name, string Label, double Value, double Reference, double Low, double High)
{
    /// <summary>Whether the value could be measured.</summary>
    public bool IsMeasured => double.IsFinite(Value);

    public bool IsInside => Value >= Low && Value <= High;
}
