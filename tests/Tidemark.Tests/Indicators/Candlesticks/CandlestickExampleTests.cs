using System.Globalization;
using Tidemark.Indicators.Catalog;

namespace Tidemark.Tests.Indicators.Candlesticks;

/// <summary>Patterns drawn by hand after fourteen plain candles (100 to 101, low 99.5, high 101.5), each with one that just fails.</summary>
public sealed class CandlestickExampleTests
{
    private const int PlainCandles = 14;

    private static readonly string[] AllOfTaLib =
    [
        "CDL2CROWS", "CDL3BLACKCROWS", "CDL3INSIDE", "CDL3LINESTRIKE", "CDL3OUTSIDE", "CDL3STARSINSOUTH", "CDL3WHITESOLDIERS", "CDLABANDONEDBABY",
        "CDLADVANCEBLOCK", "CDLBELTHOLD", "CDLBREAKAWAY", "CDLCLOSINGMARUBOZU", "CDLCONCEALBABYSWALL", "CDLCOUNTERATTACK", "CDLDARKCLOUDCOVER",
        "CDLDOJI", "CDLDOJISTAR", "CDLDRAGONFLYDOJI", "CDLENGULFING", "CDLEVENINGDOJISTAR", "CDLEVENINGSTAR", "CDLGAPSIDESIDEWHITE",
        "CDLGRAVESTONEDOJI", "CDLHAMMER", "CDLHANGINGMAN", "CDLHARAMI", "CDLHARAMICROSS", "CDLHIGHWAVE", "CDLHIKKAKE", "CDLHIKKAKEMOD",
        "CDLHOMINGPIGEON", "CDLIDENTICAL3CROWS", "CDLINNECK", "CDLINVERTEDHAMMER", "CDLKICKING", "CDLKICKINGBYLENGTH", "CDLLADDERBOTTOM",
        "CDLLONGLEGGEDDOJI", "CDLLONGLINE", "CDLMARUBOZU", "CDLMATCHINGLOW", "CDLMATHOLD", "CDLMORNINGDOJISTAR", "CDLMORNINGSTAR", "CDLONNECK",
        "CDLPIERCING", "CDLRICKSHAWMAN", "CDLRISEFALL3METHODS", "CDLSEPARATINGLINES", "CDLSHOOTINGSTAR", "CDLSHORTLINE", "CDLSPINNINGTOP",
        "CDLSTALLEDPATTERN", "CDLSTICKSANDWICH", "CDLTAKURI", "CDLTASUKIGAP", "CDLTHRUSTING", "CDLTRISTAR", "CDLUNIQUE3RIVER",
        "CDLUPSIDEGAP2CROWS", "CDLXSIDEGAP3METHODS",
    ];

    [Fact]
    public void Catalog_AllOfTaLib_AreKnown()
    {
        Assert.Equal(61, AllOfTaLib.Distinct().Count());
        Assert.All(AllOfTaLib, name => Assert.Equal(name.ToLowerInvariant(), IndicatorCatalog.Standard.Find(name).Name));
        Assert.Equal(61, IndicatorCatalog.Standard.All.Count(descriptor => descriptor.Group == IndicatorGroup.Candlesticks));
    }

    [Theory]
    [InlineData("abandoned-baby", 0.3)]
    [InlineData("dark-cloud-cover", 0.5)]
    [InlineData("evening-star", 0.3)]
    [InlineData("evening-doji-star", 0.3)]
    [InlineData("mat-hold", 0.5)]
    [InlineData("morning-star", 0.3)]
    [InlineData("morning-doji-star", 0.3)]
    public void Penetration_IsTaLibsUnlessGiven(string name, double expected) =>
        Assert.Equal(expected, Assert.Single(IndicatorCatalog.Standard.Find(name).Parameters).Default);

    [Theory]
    [InlineData("three-black-crows", -100, "103 103.3 100.95 101|102 102.2 98.95 99|100 100.2 96.95 97", "103 103.3 100.95 101|102 102.2 98.95 99|100 100.2 96.3 97")]
    [InlineData("three-stars-in-the-south", 100, "104 104.1 96 101|102 102.1 97 100.5|100.2 100.25 99.75 99.8", "104 104.1 96 101|102 102.1 95.9 100.5|100.2 100.25 99.75 99.8")]
    [InlineData("abandoned-baby", -100, "100 104.2 99.8 104|105 105.3 104.8 105.1|104 104.5 100.9 101", "100 104.2 99.8 104|105 105.3 104.2 105.1|104 104.1 100.9 101")]
    [InlineData("abandoned-baby", 100, "100 100.2 95.8 96|95 95.2 94.7 95.1|96 99.2 95.5 99", "100 100.2 95.8 96|95 95.2 94.7 95.1|96 97.3 95.5 97.2")]
    [InlineData("breakaway", 100, "104 104.2 100.8 101|100.5 100.6 99.4 99.5|99.5 100 98.8 99|99 99.4 97.9 98|98 100.9 97.9 100.8", "104 104.2 100.8 101|100.5 100.6 99.4 99.5|99.5 100 98.8 99|99 99.4 97.9 98|98 101.3 97.9 101.2")]
    [InlineData("breakaway", -100, "100 103.2 99.8 103|103.5 104.6 103.4 104.5|104.6 105 104.4 104.5|105 106.1 104.8 106|106 106.1 103.1 103.2", "100 103.2 99.8 103|103.5 104.6 103.4 104.5|104.6 105 103.4 104.5|105 106.1 104.8 106|106 106.1 103.1 103.2")]
    [InlineData("concealing-baby-swallow", 100, "104 104.05 100.95 101|101 101.05 97.95 98|97 98.5 95.8 96|98.8 98.9 95 95.2", "104 104.05 100.95 101|101 101.05 97.95 98|97 97.9 95.8 96|98.8 98.9 95 95.2")]
    [InlineData("kicking", 100, "101 101.05 97.95 98|102 104.05 101.95 104", "101 101.05 97.95 98|102 104.05 101.05 104")]
    [InlineData("kicking", -100, "101 104.05 100.95 104|100 100.05 97.95 98", "101 104.05 100.95 104|100 101 97.95 98")]
    [InlineData("kicking-by-length", -100, "101 101.05 97.95 98|102 104.05 101.95 104", "101 101.05 97.95 98|102 104.05 101.05 104")]
    [InlineData("kicking-by-length", 100, "101 101.05 97.95 98|102 106.05 101.95 106", "101 101.05 97.95 98|102 106.9 101.95 106")]
    [InlineData("mat-hold", 100, "100 105.2 99.8 105|106 106.2 105.4 105.6|105.2 105.4 104.6 104.8|105 105.1 104.5 104.6|104.8 107.1 104.7 107", "100 105.2 99.8 105|106 106.2 105.4 105.6|105.2 105.4 104.6 104.8|105 105.1 104.5 104.6|104.8 106.3 104.7 106.1")]
    public void Pattern_DrawnByHand_IsFound_AndANearMissIsNot(string name, double expected, string drawn, string nearMiss)
    {
        Assert.Equal(expected, LastValue(name, drawn));
        Assert.Equal(0, LastValue(name, nearMiss));
    }

    [Fact]
    public void MatHold_DeeperThanThePenetration_IsNone()
    {
        const string Drawn = "100 105.2 99.8 105|106 106.2 105.4 105.6|105.2 105.4 104.6 104.8|105 105.1 104.5 104.6|104.8 107.1 104.7 107";
        Assert.Equal(100, LastValue("mat-hold", Drawn, 0.1));
        Assert.Equal(0, LastValue("mat-hold", Drawn, 0.05));
    }

    [Fact]
    public void Engulfing_OneEqualEnd_IsEighty_AndTwoAreNone()
    {
        Assert.Equal(100, LastValue("engulfing", "103 103 102 102|101 104 101 104"));
        Assert.Equal(80, LastValue("engulfing", "103 103 102 102|102 104 102 104"));
        Assert.Equal(-80, LastValue("engulfing", "102 103 102 103|104 104 102 102"));
        Assert.Equal(0, LastValue("engulfing", "103 103 102 102|102 103 102 103"));
    }

    [Fact]
    public void Harami_OneEqualEnd_IsEighty()
    {
        Assert.Equal(-100, LastValue("harami", "100 104 100 104|102 102.5 102 102.5"));
        Assert.Equal(-80, LastValue("harami", "100 104 100 104|103.5 104 103.5 104"));
        Assert.Equal(0, LastValue("harami", "100 104 100 104|103.6 104.1 103.6 104.1"));
    }

    [Fact]
    public void Hikkake_ConfirmedWithinThreeBars_IsTwice_AndOnlyOnce()
    {
        const string Trap = "100 105 95 101|100 103 97 101|100 102 96 98";
        Assert.Equal(100, LastValue("hikkake", Trap));
        Assert.Equal(200, LastValue("hikkake", Trap + "|98 101.9 96.1 98|98 103.6 95.9 103.5"));
        Assert.Equal(0, LastValue("hikkake", Trap + "|98 103.6 95.9 103.5|98 104 95 103.5"));
        Assert.Equal(0, LastValue("hikkake", Trap + "|98 102 96 98|98 102 96 98|98 102 96 98|98 103.6 95.9 103.5"));
    }

    /// <param name="name">The pattern.</param>
    /// <param name="drawn">Candles as open, high, low and close.</param>
    /// <param name="penetration">The parameter of that name, where it is not the default.</param>
    private static double LastValue(string name, string drawn, double? penetration = null)
    {
        var descriptor = IndicatorCatalog.Standard.Find(name);
        var indicator = descriptor.Create(penetration is { } value ? ParameterValues.Defaults(descriptor.Parameters).With("penetration", value) : null);
        for (var i = 0; i < PlainCandles; i++) indicator.Update(new Bar(new Instant(i), 100, 101.5, 99.5, 101, 1));
        foreach (var candle in drawn.Split('|'))
        {
            var prices = candle.Split(' ').Select(price => double.Parse(price, CultureInfo.InvariantCulture)).ToArray();
            indicator.Update(new Bar(new Instant(PlainCandles), prices[0], prices[1], prices[2], prices[3], 1));
        }
        return indicator.Value;
    }
}
