using Tidemark.Engine.Portfolios;
using Tidemark.Research.Results;

namespace Tidemark.Research.Reports;

/// <summary>
/// What was held over time as a share of equity, from the fills: long and short against each other, and both together. A strategy that is
/// in and out would draw a hedge, so each point is the mean of a stretch of bars.
/// </summary>
/// <param name="Net">Longs minus shorts; above 1 is borrowed money.</param>
/// <param name="Gross">Longs plus shorts; null when nothing was ever held short beside a long, so that it says the same.</param>
/// <param name="BarsPerPoint">Bars of the finest interval in a stretch.</param>
internal sealed record ExposureCurve(TimeValueSeries Net, TimeValueSeries? Gross, int BarsPerPoint)
{
    private const int MostPoints = 120;

    /// <summary>Bars looked at in a stretch, evenly spread.</summary>
    private const int LooksPerPoint = 100;

    /// <returns>Null without bars or fills.</returns>
    public static ExposureCurve? Of(RunReport report)
    {
        var equity = report.Result.Equity;
        if (equity.Count == 0 || report.Bars.Count == 0 || report.Result.Fills.Count == 0) return null;
        var count = Math.Min(equity.Count, MostPoints);
        var (times, net, gross) = (new long[count], new double[count], new double[count]);
        var walk = new PositionWalk(report);
        for (var point = 0; point < count; point++)
        {
            var start = (int)((long)equity.Count * point / count);
            var end = (int)((long)equity.Count * (point + 1) / count);
            times[point] = equity.Times.Span[start];
            (net[point], gross[point]) = Mean(equity, walk, start, end);
        }
        return new ExposureCurve(new TimeValueSeries(times, net), walk.IsTwoSided ? new TimeValueSeries(times, gross) : null, (int)Math.Ceiling(equity.Count / (double)count));
    }

    private static (double Net, double Gross) Mean(EquityCurve equity, PositionWalk walk, int start, int end)
    {
        var step = Math.Max((end - start) / LooksPerPoint, 1);
        double net = 0, gross = 0;
        var looks = 0;
        for (var i = start; i < end; i += step)
        {
            var (longs, shorts) = walk.ValueAfter(new Instant(equity.Times.Span[i]));
            var value = equity.Values.Span[i];
            if (!(value > 0)) continue;
            net += (longs - shorts) / value;
            gross += (longs + shorts) / value;
            looks++;
        }
        return looks == 0 ? (double.NaN, double.NaN) : (net / looks, gross / looks);
    }

    /// <summary>Walks once through the fills and values what is held.</summary>
    private sealed class PositionWalk(RunReport report)
    {
        private readonly Fill[] fills = [.. report.Result.Fills.OrderBy(fill => fill.Time)];
        private readonly double[] held = new double[report.Bars.Count];
        private readonly CurrencyView rates = new(report.Result.Currency, report.Description.Instruments, report.Bars);
        private readonly Interval finest = report.Bars.MinBy(bars => bars.Interval.ApproximateNanoseconds)!.Interval;
        private int next;

        /// <summary>Whether longs and shorts were seen held together.</summary>
        public bool IsTwoSided { get; private set; }

        /// <summary>The worth of longs and of shorts, both without sign, at the close of the finest bar that opens at a time.</summary>
        public (double Longs, double Shorts) ValueAfter(Instant openTime)
        {
            var close = finest.CloseOf(openTime);
            for (; next < fills.Length && fills[next].Time < close; next++) Take(fills[next]);
            double longs = 0, shorts = 0;
            for (var instrument = 0; instrument < held.Length; instrument++)
            {
                if (held[instrument] == 0) continue;
                var value = held[instrument] * PriceAt(instrument, close);
                if (value > 0) longs += value;
                else shorts -= value;
            }
            IsTwoSided |= longs > 0 && shorts > 0;
            return (longs, shorts);
        }

        private void Take(Fill fill)
        {
            if (fill.Instrument.Value >= held.Length) return;
            var id = report.Description.Instruments[fill.Instrument.Value];
            // Only a buy brings base currency that a fee can be taken from.
            var quantity = fill.Side == Side.Buy ? fill.Quantity.Value - (fill.FeeAsset == id.Base ? fill.Fee : 0m) : -fill.Quantity.Value;
            var after = held[fill.Instrument.Value] + (double)quantity;
            // What sums of doubles leave behind is no position.
            held[fill.Instrument.Value] = Math.Abs(after) < (double)fill.Quantity.Value * 1e-9 ? 0 : after;
        }

        private double PriceAt(int instrument, Instant close)
        {
            var bars = report.Bars[instrument];
            var last = bars.LowerBound(close) - 1;
            while (last >= 0 && bars.Interval.CloseOf(new Instant(bars.OpenTimes.Span[last])) > close) last--;
            var id = report.Description.Instruments[instrument];
            var price = last >= 0 ? bars.Close.Span[last] : bars.Open.Span[0];
            return price * rates.RateAt(id.Quote, close);
        }
    }
}
