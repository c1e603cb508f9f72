namespace Tidemark.Exchange.Markets;

/// <summary>What a market does by recorded data: its trades, one after the other.</summary>
/// <param name="Symbol">As on the wire.</param>
/// <param name="Prints">By their time.</param>
/// <param name="IsContinuous">Whether the price moves evenly from one print to the next, as it must have inside a bar; else it stays.</param>
public sealed record MarketTape(string Symbol, IReadOnlyList<TapePrint> Prints, bool IsContinuous)
{
    private const int PrintsPerBar = 4;

    /// <summary>Its beginning lies as far after a whole one of these as in the data, so that the exchange's bars are those of the data.</summary>
    public Duration Grid { get; init; } = Duration.FromMinutes(1);

    /// <summary>How far that is.</summary>
    public Duration Phase { get; init; }

    /// <exception cref="BadInputException">There are none.</exception>
    public static MarketTape OfTrades(string symbol, IEnumerable<Trade> trades)
    {
        var prints = new List<TapePrint>();
        Instant? first = null;
        foreach (var trade in trades) prints.Add(new TapePrint(trade.Time - (first ??= trade.Time), (decimal)trade.Price, (decimal)trade.Quantity, trade.Aggressor));
        var grid = Duration.FromMinutes(1);
        return prints.Count > 0 ? new MarketTape(symbol, prints, IsContinuous: false) { Phase = new Duration(first!.Value.Nanoseconds % grid.Nanoseconds) } : throw new BadInputException($"{symbol}: there are no trades to replay");
    }

    /// <summary>Each bar is four trades of a quarter of its volume: open, the extreme that lies farther from the close, the other one, close.</summary>
    /// <exception cref="BadInputException">There are none.</exception>
    public static MarketTape OfBars(string symbol, IEnumerable<Bar> bars, Duration interval)
    {
        var prints = new List<TapePrint>();
        var part = interval.Nanoseconds / PrintsPerBar;
        Instant? first = null;
        foreach (var bar in bars)
        {
            var at = bar.OpenTime - (first ??= bar.OpenTime);
            var isRising = bar.Close >= bar.Open;
            var quantity = (decimal)bar.Volume / PrintsPerBar;
            double[] path = [bar.Open, isRising ? bar.Low : bar.High, isRising ? bar.High : bar.Low, bar.Close];
            // The last one lies inside the bar and not at the open of the next.
            for (var i = 0; i < PrintsPerBar; i++) prints.Add(new TapePrint(at + new Duration(part * i + part / 2), (decimal)path[i], quantity, null));
        }
        return prints.Count > 0 ? new MarketTape(symbol, prints, IsContinuous: true) { Grid = interval } : throw new BadInputException($"{symbol}: there are no bars to replay");
    }
}
