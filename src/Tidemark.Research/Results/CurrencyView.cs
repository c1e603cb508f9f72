namespace Tidemark.Research.Results;

/// <summary>
/// The value of assets in the currency of a run at a moment, for sums over fills: directly, or by the last closes before it of the
/// instruments of the run that connect the two, the fewest that do.
/// </summary>
internal sealed class CurrencyView(string currency, IReadOnlyList<InstrumentId> instruments, IReadOnlyList<BarColumns> bars)
{
    /// <summary>Nobody converts through more instruments than this.</summary>
    private const int MostSteps = 3;

    /// <returns>NaN where no instruments of the run connect the asset to the currency, or one of them has no price yet.</returns>
    public double RateAt(string asset, Instant time)
    {
        for (var steps = 0; steps <= MostSteps; steps++)
            if (RateAt(asset, time, steps) is var rate && !double.IsNaN(rate)) return rate;
        return double.NaN;
    }

    private double RateAt(string asset, Instant time, int steps)
    {
        if (asset == currency) return 1;
        if (steps == 0) return double.NaN;
        for (var i = 0; i < instruments.Count; i++)
        {
            var isBase = instruments[i].Base == asset;
            if (!isBase && instruments[i].Quote != asset) continue;
            var price = LastClose(bars[i], time);
            if (double.IsNaN(price)) continue;
            var rate = RateAt(isBase ? instruments[i].Quote : instruments[i].Base, time, steps - 1);
            if (!double.IsNaN(rate)) return isBase ? price * rate : rate / price;
        }
        return double.NaN;
    }

    /// <summary>The close of the last bar that closed at or before a time; of the bar that holds it when there is none.</summary>
    private static double LastClose(BarColumns bars, Instant time)
    {
        var index = bars.LowerBound(new Instant(time.Nanoseconds + 1)) - 1;
        if (index < 0) return double.NaN;
        if (index > 0 && bars.Interval.CloseOf(new Instant(bars.OpenTimes.Span[index])) > time) return bars.Close.Span[index - 1];
        return bars.Open.Span[index];
    }
}
