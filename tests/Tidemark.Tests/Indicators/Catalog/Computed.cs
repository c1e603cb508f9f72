using Tidemark.Indicators.Catalog;

namespace Tidemark.Tests.Indicators.Catalog;

/// <summary>Columns of an indicator by name, and what tests compare them with.</summary>
internal static class Computed
{
    /// <summary>The outputs of an indicator over bars.</summary>
    public static double[][] Of(string name, BarColumns bars, params (string Name, double Value)[] parameters)
    {
        var descriptor = IndicatorCatalog.Standard.Find(name);
        var values = parameters.Aggregate(ParameterValues.Defaults(descriptor.Parameters), (all, parameter) => all.With(parameter.Name, parameter.Value));
        var flat = new IndicatorCase(descriptor, values).Batch(bars);
        return [.. Enumerable.Range(0, descriptor.Outputs.Length).Select(output => flat[(output * bars.Count)..((output + 1) * bars.Count)])];
    }

    /// <summary>Bars from (open, high, low, close, volume), an hour each.</summary>
    public static BarColumns Bars(params (double Open, double High, double Low, double Close, double Volume)[] bars) =>
        BarColumns.FromBars(Interval.Hours(1), [.. bars.Select((bar, index) =>
            Bar.Create(Instant.FromDate(2024, 1, 1) + Duration.FromHours(index), bar.Open, bar.High, bar.Low, bar.Close, bar.Volume))]);

    /// <summary>Bars of one price and volume each.</summary>
    public static BarColumns Closes(params double[] closes) => Bars([.. closes.Select(close => (close, close, close, close, 1.0))]);

    /// <summary>Every value of a column against a function of the bar's index, which is asked from the first defined value on.</summary>
    public static void AssertColumn(double[] actual, int firstDefined, Func<int, double> expected, double tolerance = 1e-9)
    {
        for (var i = 0; i < actual.Length; i++)
        {
            if (i < firstDefined)
            {
                Assert.True(double.IsNaN(actual[i]), $"{actual[i]} at {i}, before the first value");
                continue;
            }
            var wanted = expected(i);
            Assert.True(Math.Abs(actual[i] - wanted) <= tolerance * Math.Max(1e-300, Math.Abs(wanted)) + 1e-13, $"{actual[i]:R} at {i}, expected {wanted:R}");
        }
    }

    /// <summary>The last n values up to an index.</summary>
    public static double[] Last(this ReadOnlyMemory<double> column, int index, int count) => column.Slice(index + 1 - count, count).ToArray();

    public static double Mean(this double[] values) => values.Sum() / values.Length;

    /// <summary>Mean squared distance from the mean, over n or (sample) n - 1.</summary>
    public static double Variance(this double[] values, bool isSample)
    {
        var mean = values.Mean();
        return values.Sum(value => (value - mean) * (value - mean)) / (isSample ? values.Length - 1 : values.Length);
    }

    /// <summary>Wilder's true range of every bar but the first, which has none.</summary>
    public static double[] TrueRanges(BarColumns bars) =>
        [.. Enumerable.Range(0, bars.Count).Select(i => i == 0
            ? double.NaN
            : Math.Max(bars[i].High, bars[i - 1].Close) - Math.Min(bars[i].Low, bars[i - 1].Close))];

    /// <summary>Wilder's average true range by its definition.</summary>
    public static double[] AverageTrueRanges(BarColumns bars, int period)
    {
        var ranges = TrueRanges(bars);
        var result = Enumerable.Repeat(double.NaN, bars.Count).ToArray();
        if (bars.Count <= period) return result;
        result[period] = ranges[1..(period + 1)].Mean();
        for (var i = period + 1; i < bars.Count; i++) result[i] = (result[i - 1] * (period - 1) + ranges[i]) / period;
        return result;
    }

    /// <summary>An exponential mean of a column, seeded by the plain mean of its first n defined values.</summary>
    public static double[] ExponentialMeans(double[] values, int period)
    {
        var result = Enumerable.Repeat(double.NaN, values.Length).ToArray();
        var first = Array.FindIndex(values, value => !double.IsNaN(value));
        if (first < 0 || first + period > values.Length) return result;
        result[first + period - 1] = values[first..(first + period)].Mean();
        for (var i = first + period; i < values.Length; i++) result[i] = result[i - 1] + 2.0 / (period + 1) * (values[i] - result[i - 1]);
        return result;
    }

    /// <summary>A plain mean of the last n values of a column.</summary>
    public static double[] Means(double[] values, int period) =>
        [.. values.Select((_, i) => i + 1 < period ? double.NaN : values[(i + 1 - period)..(i + 1)].Mean())];
}
