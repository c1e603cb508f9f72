using Tidemark.Indicators;
using Tidemark.Indicators.Bands;
using Tidemark.Indicators.Momentum;
using Tidemark.Indicators.SeriesStatistics;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Indicators;

/// <summary>Prices that moved and then stand still: no residue of rounding may pass for a result.</summary>
public sealed class StandstillTests
{
    private const int Period = 14;

    [Theory]
    [InlineData(3)]
    [InlineData(14)]
    [InlineData(20)]
    public void Spreads_WindowOfEqualPrices_AreExactlyZero(int barsOfMovement)
    {
        var (variance, deviation, bands) = (new Variance(Period), new StandardDeviation(Period), new BollingerBands(Period));
        var (correlation, beta, intraday) = (new Correlation(Period), new Beta(Period), new IntradayMomentumIndex(Period));
        Indicator[] all = [variance, deviation, bands, correlation, beta, intraday];
        var random = new SeededRandom(4, "standstill");
        var price = 61_234.56;
        for (var i = 0; i < barsOfMovement + 3 * Period; i++)
        {
            var open = price;
            if (i < barsOfMovement) price *= Math.Exp(0.02 * random.NextNormal());
            var bar = new Bar(new Instant(i), open, Math.Max(open, price) * 1.001, Math.Min(open, price) * 0.999, price, 1);
            foreach (var indicator in all) indicator.Update(bar);
            // One bar more: the first one that stands still opened where the last move ended, and changes are one fewer than prices.
            if (i < barsOfMovement + Period) continue;
            Assert.Equal(0, variance.Value);
            Assert.Equal(0, deviation.Value);
            Assert.Equal(bands.Upper, bands.Lower);
            Assert.Equal(0, correlation.Value);
            Assert.Equal(0, beta.Value);
            Assert.Equal(0, intraday.Value);
        }
    }
}
