using Tidemark.Tests.Indicators.Catalog;

namespace Tidemark.Tests.Indicators.Momentum;

public sealed class OscillatorTests
{
    private static readonly BarColumns Bars = IndicatorBars.Walk(400, 45, 100, 0.01);
    private static readonly double[] Closes = Bars.Close.ToArray();
    private static readonly double[] Middles = [.. Enumerable.Range(0, Bars.Count).Select(i => (Bars[i].High + Bars[i].Low) / 2)];

    [Fact]
    public void ConnorsRsi_AnyBars_IsTheMeanOfItsThreeParts()
    {
        var streaks = new double[Bars.Count];
        for (var i = 1; i < streaks.Length; i++)
            streaks[i] = Closes[i] > Closes[i - 1] ? Math.Max(0, streaks[i - 1]) + 1 : Closes[i] < Closes[i - 1] ? Math.Min(0, streaks[i - 1]) - 1 : 0;
        var returns = Closes.Select((close, i) => i == 0 ? double.NaN : close / Closes[i - 1] - 1).ToArray();
        var (strength, streakStrength) = (Strength(Closes, 3), Strength(streaks, 2));
        Computed.AssertColumn(Computed.Of("crsi", Bars)[0], 101, i =>
            (strength[i] + streakStrength[i] + returns[(i - 100)..i].Count(value => value < returns[i])) / 3);
    }

    [Fact]
    public void Fisher_AnyBars_IsEhlersFormula()
    {
        var (expected, position) = (new double[Bars.Count], 0.0);
        for (var i = 9; i < Bars.Count; i++)
        {
            var window = Middles[(i - 9)..(i + 1)];
            position = 0.33 * 2 * ((Middles[i] - window.Min()) / (window.Max() - window.Min()) - 0.5) + 0.67 * position;
            if (position > 0.99) position = 0.999;
            if (position < -0.99) position = -0.999;
            expected[i] = 0.5 * Math.Log((1 + position) / (1 - position)) + 0.5 * expected[i - 1];
        }
        var columns = Computed.Of("fisher", Bars);
        Computed.AssertColumn(columns[0], 9, i => expected[i]);
        Computed.AssertColumn(columns[1], 9, i => expected[i - 1]);
    }

    [Fact]
    public void AwesomeOscillator_AnyBars_IsTheDifferenceOfMeans()
    {
        var (fast, slow) = (Computed.Means(Middles, 5), Computed.Means(Middles, 34));
        Computed.AssertColumn(Computed.Of("ao", Bars)[0], 33, i => fast[i] - slow[i], 1e-8);
    }

    [Fact]
    public void TrueStrength_AnyBars_IsItsFormula()
    {
        var changes = Closes.Select((close, i) => i == 0 ? double.NaN : close - Closes[i - 1]).ToArray();
        var up = Computed.ExponentialMeans(Computed.ExponentialMeans(changes, 25), 13);
        var all = Computed.ExponentialMeans(Computed.ExponentialMeans([.. changes.Select(Math.Abs)], 25), 13);
        var index = up.Zip(all, (left, right) => 100 * left / right).ToArray();
        var signal = Computed.ExponentialMeans(index, 7);
        var columns = Computed.Of("tsi", Bars, ("signalPeriod", 7));
        Computed.AssertColumn(columns[0], 43, i => index[i]);
        Computed.AssertColumn(columns[1], 43, i => signal[i]);
    }

    [Fact]
    public void TrueStrength_OnlyRising_IsAHundred() =>
        Assert.Equal(100, Computed.Of("tsi", Computed.Closes([.. Enumerable.Range(1, 60).Select(i => (double)i * i)]))[0][59], 1e-9);

    [Fact]
    public void KnowSureThing_AnyBars_IsPringsSum()
    {
        int[] rates = [10, 15, 20, 30];
        int[] means = [10, 10, 10, 15];
        var sum = Closes.Select((_, i) => Enumerable.Range(0, 4).Sum(part => i + 1 < rates[part] + means[part]
            ? double.NaN
            : (part + 1) * Enumerable.Range(i + 1 - means[part], means[part]).Average(k => 100 * (Closes[k] - Closes[k - rates[part]]) / Closes[k - rates[part]]))).ToArray();
        var columns = Computed.Of("kst", Bars);
        Computed.AssertColumn(columns[0], 52, i => sum[i], 1e-8);
        Computed.AssertColumn(columns[1], 52, i => sum[(i - 8)..(i + 1)].Average(), 1e-8);
    }

    [Fact]
    public void ElderRay_AnyBars_IsHighAndLowLessTheMean()
    {
        var means = Computed.ExponentialMeans(Closes, 13);
        var columns = Computed.Of("elder_ray", Bars);
        Computed.AssertColumn(columns[0], 12, i => Bars[i].High - means[i], 1e-8);
        Computed.AssertColumn(columns[1], 12, i => Bars[i].Low - means[i], 1e-8);
    }

    [Fact]
    public void RelativeVigor_AnyBars_IsEhlersFormula()
    {
        var bodies = Smoothed([.. Enumerable.Range(0, Bars.Count).Select(i => Bars[i].Close - Bars[i].Open)]);
        var ranges = Smoothed([.. Enumerable.Range(0, Bars.Count).Select(i => Bars[i].High - Bars[i].Low)]);
        var index = bodies.Select((_, i) => i < 12 ? double.NaN : bodies[(i - 9)..(i + 1)].Sum() / ranges[(i - 9)..(i + 1)].Sum()).ToArray();
        var signal = Smoothed(index);
        var columns = Computed.Of("rvgi", Bars);
        Computed.AssertColumn(columns[0], 15, i => index[i], 1e-8);
        Computed.AssertColumn(columns[1], 15, i => signal[i], 1e-8);
    }

    private static double[] Smoothed(double[] values) =>
        [.. values.Select((value, i) => i < 3 ? double.NaN : (value + 2 * values[i - 1] + 2 * values[i - 2] + values[i - 3]) / 6)];

    /// <summary>Wilder's index as 100 - 100 / (1 + gains over losses).</summary>
    private static double[] Strength(double[] values, int period)
    {
        var result = Enumerable.Repeat(double.NaN, values.Length).ToArray();
        var changes = values.Select((value, i) => i == 0 ? 0 : value - values[i - 1]).ToArray();
        var gain = changes[1..(period + 1)].Sum(change => Math.Max(change, 0)) / period;
        var loss = changes[1..(period + 1)].Sum(change => Math.Max(-change, 0)) / period;
        for (var i = period; i < values.Length; i++)
        {
            if (i > period)
            {
                gain += (Math.Max(changes[i], 0) - gain) / period;
                loss += (Math.Max(-changes[i], 0) - loss) / period;
            }
            result[i] = 100 - 100 / (1 + gain / loss);
        }
        return result;
    }
}
