using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.MovingAverages;

namespace Tidemark.Tests.Indicators;

public sealed class VariablePeriodMovingAverageTests
{
    [Fact]
    public void Create_ShortestLongerThanLongest_NamesBoth()
    {
        var descriptor = IndicatorCatalog.Standard.Find("MAVP");
        var values = descriptor.ParseParameters([KeyValuePair.Create("minPeriod", "9"), KeyValuePair.Create("maxPeriod", "4")]);
        var failure = Assert.Throws<BadInputException>(() => descriptor.Create(values));
        Assert.Contains("minPeriod is 9, which is longer than maxPeriod, 4", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_KaufmanAveragesOfAnyPeriod_IsRefusedForItsMemory() =>
        Assert.Throws<ArgumentException>(() => new VariablePeriodMovingAverage(2, 100_000, MovingAverageKind.Kama));

    [Fact]
    public void Update_PeriodsBeyondTheRange_AreCutToIt()
    {
        var average = new VariablePeriodMovingAverage(2, 4, MovingAverageKind.Wma);
        foreach (var value in new double[] { 9, 1, 2, 4 }) average.Update(value, -5);
        Assert.Equal((2 * 4 + 2) / 3.0, average.Value, 1e-12);
        average.Update(8, 1e300);
        Assert.Equal((4 * 8 + 3 * 4 + 2 * 2 + 1) / 10.0, average.Value, 1e-12);
        average.Update(8, 3.9);
        Assert.Equal((3 * 8 + 2 * 8 + 4) / 6.0, average.Value, 1e-12);
    }
}
