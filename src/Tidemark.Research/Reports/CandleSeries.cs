namespace Tidemark.Research.Reports;

/// <summary>Bars brought down to a number that a page can hold, and the fills of each candle.</summary>
internal sealed class CandleSeries
{
    private CandleSeries(int barsPerCandle, int count)
    {
        BarsPerCandle = barsPerCandle;
        Times = new long[count];
        Open = new double[count];
        High = new double[count];
        Low = new double[count];
        Close = new double[count];
    }

    /// <summary>How many bars make a candle; 1 when the bars themselves are shown.</summary>
    public int BarsPerCandle { get; }

    /// <summary>Open times in nanoseconds.</summary>
    public long[] Times { get; }

    public double[] Open { get; }

    public double[] High { get; }

    public double[] Low { get; }

    public double[] Close { get; }

    public int Count => Times.Length;

    public IReadOnlyList<CandleFills> Fills { get; private init; } = [];

    /// <param name="bars">The bars to show.</param>
    /// <param name="limit">The most candles.</param>
    /// <param name="fills">Fills of this instrument, ascending in time.</param>
    public static CandleSeries Of(BarColumns bars, int limit, IReadOnlyList<Fill> fills)
    {
        var perCandle = Math.Max((int)Math.Ceiling(bars.Count / (double)limit), 1);
        var count = (bars.Count + perCandle - 1) / perCandle;
        var series = new CandleSeries(perCandle, count) { Fills = CandleFills.Of(fills, bars, perCandle) };
        ReadOnlySpan<double> highs = bars.High.Span, lows = bars.Low.Span;
        for (var candle = 0; candle < count; candle++)
        {
            var start = candle * perCandle;
            var end = Math.Min(start + perCandle, bars.Count);
            series.Times[candle] = bars.OpenTimes.Span[start];
            series.Open[candle] = bars.Open.Span[start];
            series.Close[candle] = bars.Close.Span[end - 1];
            double high = highs[start], low = lows[start];
            for (var i = start + 1; i < end; i++)
            {
                high = Math.Max(high, highs[i]);
                low = Math.Min(low, lows[i]);
            }
            (series.High[candle], series.Low[candle]) = (high, low);
        }
        return series;
    }
}
