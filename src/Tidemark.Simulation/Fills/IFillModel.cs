namespace Tidemark.Simulation.Fills;

/// <summary>
/// When, and at what price before slippage, a working order fills inside a bar. A bar does not tell the order of its prices, so each
/// model states the path that it assumes. In every model an order takes part from the first bar that opens at or after its arrival.
/// </summary>
public interface IFillModel
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>One sentence for reports: what is assumed.</summary>
    string Assumption { get; }

    /// <summary>Whether a limit order fills when the price only touches it; else the price must go beyond it.</summary>
    bool FillsLimitsOnTouch { get; }

    /// <summary>Whether protective stops are in force during the bar in which their entry filled.</summary>
    bool ProtectsEntryBar { get; }

    /// <summary>The share of a bar's volume that all our orders together may take; null for no limit.</summary>
    decimal? ParticipationCap { get; }
}
