using Tidemark.Indicators.Expressions;
using Tidemark.Indicators.Momentum;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Tests.Indicators.Catalog;

namespace Tidemark.Tests.Indicators.Expressions;

public sealed class IndicatorExpressionTests
{
    private static readonly BarColumns Bars = IndicatorBars.Walk(200, 51, 100, 0.01);

    [Fact]
    public void Expression_IndicatorOnAnother_IsFedWithItsDefinedValues()
    {
        var (strength, mean) = (new RelativeStrengthIndex(14), new SimpleMovingAverage(5));
        AssertValues("sma(rsi(14), 5)", bar =>
        {
            strength.Update(bar);
            if (strength.IsWarm) mean.Update(strength.Value);
            return mean.Value;
        });
    }

    [Theory]
    [InlineData("sma(high, 5)")]
    [InlineData("SMA( High ,time_period = 5 )")]
    [InlineData("sma(high, length=5)[0]")]
    [InlineData("sma(high, 5).sma")]
    public void Expression_OnAField_ReadsIt(string text)
    {
        var mean = new SimpleMovingAverage(5);
        AssertValues(text, bar =>
        {
            mean.Update(bar.High);
            return mean.Value;
        });
    }

    [Fact]
    public void Expression_WithLag_IsTheValueOfBarsAgo()
    {
        var closes = Bars.Close.ToArray();
        AssertColumn("close[3]", 3, i => closes[i - 3]);
        AssertColumn("sma(close[3], 2)", 4, i => (closes[i - 3] + closes[i - 4]) / 2);
        AssertColumn("sma(2)[3]", 4, i => (closes[i - 3] + closes[i - 4]) / 2);
    }

    [Fact]
    public void Expression_WithOutput_ChoosesIt()
    {
        AssertColumn("donchian(4).lower", 3, i => Bars.Low.Last(i, 4).Min());
        AssertColumn("donchian(4)[2].lower", 5, i => Bars.Low.Last(i - 2, 4).Min());
        AssertColumn("ma(donchian(4).lower, 1)", 3, i => Bars.Low.Last(i, 4).Min());
        Assert.Equal(3, IndicatorExpression.Parse("donchian(4)").Outputs.Length);
        Assert.Equal("lower", Assert.Single(IndicatorExpression.Parse("donchian(4).lower[1]").Outputs).Name);
    }

    [Fact]
    public void Expression_NoOutputChosen_TakesTheFirst() =>
        AssertColumn("ma(donchian(4), 1)", 3, i => Bars.High.Last(i, 4).Max());

    [Fact]
    public void Expression_OfTwoSeries_TakesBothOrItsOwn()
    {
        AssertColumn("vwma(open, volume, 1)", 0, i => Bars[i].Open);
        AssertColumn("vwma(1)", 0, i => Bars[i].Close);
        AssertColumn("vwma(sma(high, 2), donchian(3).upper, 1)", 2, i => (Bars[i].High + Bars[i - 1].High) / 2);
    }

    [Theory]
    [InlineData("vwap(week, nbDev=2)", "vwap(week, 2)")]
    [InlineData("vwap(1)", "vwap(week, 1)")]
    [InlineData("ma(close, 10, ema)", "ma(close, 10, ema)")]
    [InlineData("ma(10, maType = dema)", "ma(10, dema)")]
    [InlineData("percent_rank(rsi, equal=half)", "percent_rank(rsi(14), 100, half)")]
    [InlineData("keltner ( multiplier=1.5 ) . upper [ 2 ]", "keltner(20, 10, 1.5).upper[2]")]
    [InlineData("hurst(correction=anisLloyd)", "hurst(128, anis-lloyd)")]
    [InlineData("volume", "volume")]
    [InlineData("vpin(50, method=aggressor)", "vpin(50, 50, aggressor, 60)")]
    public void Text_OfAnExpression_WritesEveryParameterAndReadsBack(string text, string expected)
    {
        Assert.Equal(expected, IndicatorExpression.Parse(text).ToString());
        Assert.NotNull(IndicatorExpression.Parse(text).Create());
        Assert.Equal(expected, IndicatorExpression.Parse(expected).ToString());
    }

    [Theory]
    [InlineData("", "'', column 1: an indicator or one of open, high, low, close, volume is expected; there is the end")]
    [InlineData("smma(5)", "'smma(5)', column 1: there is no indicator or field 'smma'; did you mean 'sma'")]
    [InlineData("sma(clsoe, 5)", "'sma(clsoe, 5)', column 5: there is no indicator or field 'clsoe'; did you mean 'close'")]
    [InlineData("sma(rsi(14), 5", "'sma(rsi(14), 5', column 15: ')' is missing after the parameters of sma; there is the end")]
    [InlineData("sma(5) + 1", "'sma(5) + 1', column 8: the expression ends before '+'")]
    [InlineData("sma(0)", "'sma(0)', column 5: parameter timePeriod: '0' must be a whole number from 2 to 100000")]
    [InlineData("sma(5, 6)", "'sma(5, 6)', column 8: sma has one parameter, timePeriod; this is one more")]
    [InlineData("sma(perid=5)", "'sma(perid=5)', column 5: sma has no parameter 'perid'; did you mean 'period'?")]
    [InlineData("sma(5, timePeriod=6)", "'sma(5, timePeriod=6)', column 8: parameter timePeriod is given twice")]
    [InlineData("keltner(atrPeriod=5, 20)", "'keltner(atrPeriod=5, 20)', column 22: a value without a name cannot follow one with a name")]
    [InlineData("sma(5, rsi(14))", "'sma(5, rsi(14))', column 8: the series that sma reads stands before its parameters")]
    [InlineData("sma(high, low, 5)", "'sma(high, low, 5)', column 11: sma reads no further series")]
    [InlineData("atr(close, 5)", "'atr(close, 5)', column 5: atr reads whole bars: it cannot stand on another series")]
    [InlineData("vwma(close, 5)", "'vwma(close, 5)', column 6: vwma reads two series: give both or none")]
    [InlineData("sma(vpin(), 5)", "'sma(vpin(), 5)', column 5: vpin(100, 50, bulk, 60) reads trades, so no indicator of bars can stand on it")]
    [InlineData("vpin()[1]", "'vpin()[1]', column 7: an indicator of trades or quotes stands alone: it has no bars to go back")]
    [InlineData("donchian(5).uper", "'donchian(5).uper', column 13: there is no output 'uper'; did you mean 'upper'?")]
    [InlineData("donchian(5).", "'donchian(5).', column 13: the name of an output is expected: upper, middle, lower")]
    [InlineData("close.value", "'close.value', column 6: close is a single number: it has no outputs to choose from")]
    [InlineData("close(5)", "'close(5)', column 1: close is a field of the bar: write it without parentheses")]
    [InlineData("sma(5)[-1]", "'sma(5)[-1]', column 8: '-1' must be a number of bars ago, a whole number from 0 to 100000")]
    [InlineData("sma(5)[1.5]", "'sma(5)[1.5]', column 8: '1.5' must be a number of bars ago, a whole number from 0 to 100000")]
    [InlineData("sma(5)[1", "'sma(5)[1', column 9: ']' is missing after the number of bars; there is the end")]
    [InlineData("ao(34, 5)", "'ao(34, 5)', column 1: ao: fastPeriod must be less than slowPeriod")]
    [InlineData("sma(,5)", "'sma(,5)', column 5: a value is expected for timePeriod; there is ','")]
    public void Parse_WrongText_NamesTheColumnAndTheReason(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<BadInputException>(() => IndicatorExpression.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_TooDeep_IsRefused() =>
        Assert.Contains("inside one another",
            Assert.Throws<BadInputException>(() => IndicatorExpression.Parse(string.Concat(Enumerable.Repeat("sma(", 10_000)))).Message, StringComparison.Ordinal);

    [Fact]
    public void ParseAt_InsideALongerText_EndsBehindTheExpression()
    {
        const string Text = "when sma(rsi(14), 5)[1] > close and so on";
        Assert.Equal("sma(rsi(14), 5)[1]", IndicatorExpression.ParseAt(Text, 5, out var end).ToString());
        Assert.Equal(" > close and so on", Text[end..]);
        Assert.Equal("close", IndicatorExpression.ParseAt(Text, end + 3, out end).ToString());
        Assert.Equal(" and so on", Text[end..]);
    }

    private static void AssertColumn(string text, int firstDefined, Func<int, double> expected)
    {
        Assert.Equal(firstDefined + 1, IndicatorExpression.Parse(text).WarmUp);
        Computed.AssertColumn(Values(text), firstDefined, expected, 1e-12);
    }

    private static void AssertValues(string text, Func<Bar, double> expected)
    {
        var values = Values(text);
        for (var i = 0; i < Bars.Count; i++) Assert.Equal(expected(Bars[i]), values[i]);
        Assert.Equal(Array.FindIndex(values, value => !double.IsNaN(value)) + 1, IndicatorExpression.Parse(text).WarmUp);
    }

    private static double[] Values(string text)
    {
        var indicator = IndicatorExpression.Parse(text).Create();
        var values = new double[Bars.Count];
        indicator.Compute(Tidemark.Indicators.Columns.BarSpans.Of(Bars), new(values, 1, Bars.Count));
        return values;
    }
}
