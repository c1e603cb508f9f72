using Tidemark.Research.Features;
using Tidemark.Research.Predictors;
using Tidemark.Research.Retraining;
using Tidemark.Strategies.Predictive;

namespace Tidemark.Tests.Research.Retraining;

public sealed class ModelDriftTests
{
    private static readonly FeatureSpecification Specification = new() { Name = "test", List = FeatureText.Parse(PlantedModels.Features) };

    [Fact]
    public void Of_AMarketThatStaysAsItWas_IsNoDrift()
    {
        var drift = Drift(PlantedModels.Market(3_000, 3_000), 3_000);
        Assert.Equal((500, 3), (drift.Rows, drift.Features.Features.Length));
        Assert.NotNull(drift.Predictions);
        Assert.False(drift.IsDrift);
    }

    [Fact]
    public void Of_AMarketThatGrowsWild_IsADriftOfItsFeaturesAndPredictions()
    {
        var bars = PlantedModels.Market(3_000, 3_000);
        var wild = BarColumns.FromBars(bars.Interval, [.. Enumerable.Range(0, bars.Count).Select(bar => bar < 2_400 ? bars[bar] : Wild(bars[bar], bar))]);
        var drift = Drift(wild, 3_000);
        Assert.True(drift.Features.Features[0].IsDrift);
        Assert.True(drift.Predictions!.IsDrift);
        // Nothing but what the model learnt from, and too little after it: no verdict.
        Assert.Contains("too few to compare", Assert.Throws<BadInputException>(() => Drift(wild, 1_550)).Message, StringComparison.Ordinal);
        Assert.Null(Drift(wild, 1_950).Predictions);
    }

    private static ModelDrift Drift(BarColumns bars, int count)
    {
        var model = PlantedModels.Train(bars, 1_500);
        var data = new FeatureData { Instrument = InstrumentId.Parse("BTC/USDT@test"), Bars = bars.Slice(0, count) };
        return ModelDrift.Of(model, MarketCard.Of(model.Card.Market)!, Specification, data, 500, 0.05);
    }

    private static Bar Wild(Bar bar, int number)
    {
        var price = bar.Close * (number % 2 == 0 ? 1.03 : 0.97);
        return Bar.Create(bar.OpenTime, price, price * 1.001, price * 0.999, price, 1e6);
    }
}
