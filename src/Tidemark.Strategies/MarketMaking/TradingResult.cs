using Tidemark.Engine.Portfolios;

namespace Tidemark.Strategies.MarketMaking;

/// <summary>What trading one instrument has brought, counted from fills: money in and out, and what is held at a price. Fees in a third asset are not in it.</summary>
internal sealed class TradingResult
{
    private double flow;

    public void Add(Fill fill, string money)
    {
        var worth = fill.IsInverse ? fill.Quantity.Value / fill.Price.Value : fill.Notional;
        // A long inverse contract gains as one over the price falls.
        var isIn = fill.IsInverse == (fill.Side == Side.Buy);
        flow += (double)(isIn ? worth : -worth) - (fill.FeeAsset == money ? (double)fill.Fee : 0);
    }

    /// <summary>Gain since the start in quote currency, what is held counted at a price.</summary>
    public double At(Position position, double price)
    {
        var held = (double)position.Quantity.Value;
        return position.IsInverse ? (flow - held / price) * price : flow + held * price;
    }
}
