namespace Tidemark.Research.Results;

/// <summary>
/// The value of assets in the currency of a run at a moment, for sums over fills: directly, or by the last close before it of an
/// instrument of the run that connects the two.
/// </summary>
internal sealed class CurrencyView(string currency, IReadOnlyList<InstrumentId> instruments, IReadOnlyList<BarColumns> bars)
{
    /// <returns>NaN where no instrument of the run connects the asset to the currency, or none has a price yet.</returns>
    public double RateAt(string asset, Instant time)
    {
        if (asset == currency) return 1;
        for (var i = 0; i < instruments.Count; i++)
        {
            var isDirect = instruments[i].Base == asset && instruments[i].Quote == currency;
            if (!isDirect && !(instruments[i].Quote == asset && instruments[i].Base == currency)) continue;
            var price = LastClose(bars[i], time);
            if (!double.IsNaN(price)) return isDirect ? price : 1 / price;
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
