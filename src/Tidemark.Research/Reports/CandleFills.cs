namespace Tidemark.Research.Reports;

/// <summary>The fills inside one candle, bought and sold apart.</summary>
/// <param name="Candle">Index of the candle.</param>
/// <param name="Buys">Number of fills that bought.</param>
/// <param name="BuyPrice">Their mean price by quantity; 0 without one.</param>
/// <param name="Sells">Number of fills that sold.</param>
/// <param name="SellPrice">Their mean price by quantity; 0 without one.</param>
internal sealed record CandleFills(int Candle, int Buys, double BuyPrice, int Sells, double SellPrice)
{
    /// <summary>Fills before the first bar are left out; one inside the last bar belongs to it.</summary>
    public static IReadOnlyList<CandleFills> Of(IReadOnlyList<Fill> fills, BarColumns bars, int barsPerCandle) =>
        [.. fills.Select(fill => (Fill: fill, Candle: CandleOf(fill, bars, barsPerCandle)))
            .Where(pair => pair.Candle >= 0)
            .GroupBy(pair => pair.Candle)
            .OrderBy(group => group.Key)
            .Select(group => Of(group.Key, [.. group.Select(pair => pair.Fill)]))];

    private static int CandleOf(Fill fill, BarColumns bars, int barsPerCandle)
    {
        var bar = bars.LowerBound(new Instant(fill.Time.Nanoseconds + 1)) - 1;
        return bar < 0 ? -1 : bar / barsPerCandle;
    }

    private static CandleFills Of(int candle, Fill[] fills)
    {
        var (buys, buyPrice) = Mean(fills.Where(fill => fill.Side == Side.Buy));
        var (sells, sellPrice) = Mean(fills.Where(fill => fill.Side == Side.Sell));
        return new CandleFills(candle, buys, buyPrice, sells, sellPrice);
    }

    private static (int Count, double Price) Mean(IEnumerable<Fill> fills)
    {
        var count = 0;
        double quantity = 0, notional = 0;
        foreach (var fill in fills)
        {
            count++;
            quantity += (double)fill.Quantity.Value;
            notional += (double)fill.Notional;
        }
        return (count, quantity > 0 ? notional / quantity : 0);
    }
}
