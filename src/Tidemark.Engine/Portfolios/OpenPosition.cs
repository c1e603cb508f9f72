namespace Tidemark.Engine.Portfolios;

/// <summary>A position at one moment, for reports.</summary>
/// <param name="Instrument">Its dense index.</param>
/// <param name="Quantity">Signed, in base units; negative is short.</param>
/// <param name="AveragePrice">Mean entry price in quote currency.</param>
/// <param name="MarkPrice">The price it is marked at.</param>
/// <param name="UnrealizedPnl">Profit at the mark before fees of closing, in the currency of the account.</param>
public sealed record OpenPosition(InstrumentIndex Instrument, Quantity Quantity, Price AveragePrice, double MarkPrice, double UnrealizedPnl)
{
    /// <summary>The dense number of the strategy that holds it.</summary>
    public int Strategy { get; init; }

    /// <summary>Profit of the part that was closed already, before fees, in the currency of the account.</summary>
    public decimal RealizedPnl { get; init; }

    /// <summary>Fees of its fills so far, in the currency of the account.</summary>
    public decimal Fees { get; init; }
}
