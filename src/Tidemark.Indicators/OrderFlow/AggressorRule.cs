using Tidemark.Indicators.State;

namespace Tidemark.Indicators.OrderFlow;

/// <summary>
/// The side that took: what the venue says, else by the tick test: a buyer where the price rose, a seller where it fell, the same as before
/// where it stood still (a buyer at the very first).
/// </summary>
/// <remarks>Source of the tick test: C. Lee and M. Ready, "Inferring trade direction from intraday data", Journal of Finance 1991.</remarks>
internal struct AggressorRule
{
    private double lastPrice;
    private bool wasSell;

    /// <summary>+1 for a buyer, -1 for a seller.</summary>
    public double SignOf(in Trade trade)
    {
        if (trade.Aggressor is { } side) wasSell = side == Side.Sell;
        else if (trade.Price != lastPrice) wasSell = trade.Price < lastPrice;
        lastPrice = trade.Price;
        return wasSell ? -1 : 1;
    }

    public void Keep(IndicatorState state)
    {
        state.Keep(ref lastPrice);
        state.Keep(ref wasSell);
    }
}
