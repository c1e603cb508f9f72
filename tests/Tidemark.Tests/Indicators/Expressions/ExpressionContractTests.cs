using Tidemark.Indicators.Expressions;
using Tidemark.Indicators.State;
using Tidemark.Tests.Indicators.Catalog;

namespace Tidemark.Tests.Indicators.Expressions;

/// <summary>What every indicator promises, of indicators on indicators.</summary>
[Collection(Allocated.Alone)]
public sealed class ExpressionContractTests
{
    public static TheoryData<string> Texts =>
    [
        "close", "volume[2]", "sma(rsi(14), 5)", "ema(ema(ema(high, 5), 5), 5)[3]", "zscore(donchian(10).lower, 20)", "hma(atr(5), 9)",
        "keltner(12, 7, 1.5)", "keltner(12, 7, 1.5)[4]", "keltner(12, 7, 1.5).lower[4]", "vwma(rsi(7), atr(20), 8)", "tsi(cmf(10), 6, 4, 3).signal",
        "entropy(anchored_vwap(1704240000000).upper, 20)", "percent_rank(sma(volume, 3)[2], 30, half)", "vwma(high[1], low, 4)",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Expression_AnyBars_KeepsTheContract(string text)
    {
        var expression = IndicatorExpression.Parse(text);
        foreach (var (kind, bars) in IndicatorBars.All)
        {
            var whole = Streamed(expression, bars, []);
            Assert.Equal(whole, Streamed(expression, bars, [0, 1, bars.Count / 3, bars.Count / 2, bars.Count - 1]));
            Assert.Equal(whole[..(bars.Count / 2)], Streamed(expression, bars.Slice(0, bars.Count / 2), []));
            var first = expression.WarmUp - 1;
            for (var i = 0; i < bars.Count; i++)
                Assert.All(whole[i], value =>
                {
                    Assert.False(double.IsInfinity(value), $"infinite at {i} on {kind}");
                    if (i < first) Assert.True(double.IsNaN(value), $"defined at {i} on {kind}");
                    else if (!text.Contains("anchored", StringComparison.Ordinal)) Assert.False(double.IsNaN(value), $"not defined at {i} on {kind}");
                });
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Batch_AnyBars_IsStreaming(string text)
    {
        var bars = IndicatorBars.Walk(300, 52, 100, 0.01);
        var expression = IndicatorExpression.Parse(text);
        var outputs = expression.Outputs.Length;
        var flat = new double[outputs * bars.Count];
        expression.Create().Compute(Tidemark.Indicators.Columns.BarSpans.Of(bars), new(flat, outputs, bars.Count));
        var streamed = Streamed(expression, bars, []);
        for (var i = 0; i < bars.Count; i++)
            for (var output = 0; output < outputs; output++) Assert.Equal(streamed[i][output], flat[output * bars.Count + i]);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Update_OnceWarm_AllocatesNothing(string text)
    {
        var indicator = IndicatorExpression.Parse(text).Create();
        var bars = IndicatorBars.Walk(500, 53, 100, 0.01);
        FeedAll();
        Assert.Equal(0, Allocated.By(FeedAll));

        void FeedAll()
        {
            for (var i = 0; i < bars.Count; i++) indicator.Update(bars[i]);
        }
    }

    private static double[][] Streamed(IndicatorExpression expression, BarColumns bars, int[] restarts)
    {
        var indicator = expression.Create();
        var rows = new double[bars.Count][];
        for (var i = 0; i < bars.Count; i++)
        {
            if (restarts.Contains(i))
            {
                var bytes = IndicatorState.Save(indicator);
                indicator = expression.Create();
                IndicatorState.Load(indicator, bytes);
            }
            indicator.Update(bars[i]);
            rows[i] = [.. Enumerable.Range(0, indicator.OutputCount).Select(indicator.Output)];
        }
        return rows;
    }
}
