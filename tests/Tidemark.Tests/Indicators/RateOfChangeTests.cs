using Tidemark.Indicators.Momentum;

namespace Tidemark.Tests.Indicators;

public sealed class RateOfChangeTests
{
    [Fact]
    public void Value_AfterNPlusOneBars_IsTheReturnOverN()
    {
        var indicator = new RateOfChange(2);
        double[] closes = [10, 11, 12, 22, 6];
        double[] expected = [double.NaN, double.NaN, 12.0 / 10 - 1, 22.0 / 11 - 1, 6.0 / 12 - 1];
        for (var index = 0; index < closes.Length; index++)
        {
            indicator.Update(Bar.Create(new Instant(index), closes[index], closes[index], closes[index], closes[index], 1));
            Assert.Equal(expected[index], indicator.Value);
        }
        Assert.Equal(3, indicator.WarmUp);
    }
}
