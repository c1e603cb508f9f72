using Tidemark.Indicators.Catalog;
using Tidemark.Tests.Indicators.Catalog;
using Tidemark.Tests.Indicators.Levels;

namespace Tidemark.Tests.Indicators.ChartPatterns;

/// <summary>
/// Patterns drawn as straight moves between turning points (see <see cref="DrawnBars.Path"/>), turning points of two bars on either side,
/// each with one that just fails.
/// </summary>
public sealed class ChartPatternTests
{
    private const double None = double.NaN;

    [Theory]
    [InlineData("doubletop", "95 4:90 10:110 5:104 5:110.5 10:95", 29, -100, 104, 97.5)]
    [InlineData("doublebottom", "105 4:110 10:90 5:96 5:89.5 10:105", 29, 100, 96, 102.5)]
    [InlineData("tripletop", "95 4:90 10:110 5:104 5:110.5 5:103.5 5:110 10:95", 39, -100, 103.5, 96.5)]
    [InlineData("triplebottom", "105 4:110 10:90 5:96 5:89.5 5:96.5 5:90 10:105", 39, 100, 96.5, 103.5)]
    [InlineData("headandshoulders", "95 4:90 10:110 5:104 5:116 5:105 5:110.5 10:95", 38, -100, 105.9, 94.4)]
    [InlineData("inverseheadandshoulders", "105 4:110 10:90 5:96 5:84 5:95 5:89.5 10:105", 38, 100, 94.1, 105.6)]
    [InlineData("ascendingtriangle", "100 4:96 6:110 5:101 5:110.2 5:106 8:114", 30, 100, 110.2, 119.4)]
    [InlineData("descendingtriangle", "100 4:104 6:90 5:99 5:89.8 5:94 8:86", 30, -100, 89.8, 80.6)]
    [InlineData("symmetricaltriangle", "100 4:96 6:112 5:100 5:109 5:104.5 10:114.5", 28, 100, 106.6, 120.85)]
    [InlineData("symmetricaltriangle", "100 4:104 6:88 5:100 5:91 5:95.5 10:85.5", 28, -100, 93.4, 79.15)]
    [InlineData("risingwedge", "103 4:100 5:110 5:105 5:112 5:109.5 5:113.8 10:100", 31, -100, 112.65, 105)]
    [InlineData("fallingwedge", "97 4:100 5:90 5:95 5:88 5:90.5 5:86.2 10:100", 31, 100, 87.35, 95)]
    [InlineData("bullflag", "101 4:100 8:120 4:116 4:119 3:117 6:130", 24, 100, 118.5, 138.5)]
    [InlineData("bearflag", "99 4:100 8:80 4:84 4:81 3:83 6:70", 24, -100, 81.5, 61.5)]
    public void Pattern_DrawnByHand_IsFoundOnTheBarThatBreaksIt(string name, string path, int at, double signal, double breakout, double target)
    {
        var bars = DrawnBars.Path(path);
        var signals = Outputs(name, bars, 0);
        for (var i = 0; i < bars.Length; i++) Assert.Equal(i < 4 ? None : i == at ? signal : 0, signals[i]);
        var (breakouts, targets) = (Outputs(name, bars, 1), Outputs(name, bars, 2));
        Assert.All(breakouts[..at].Concat(targets[..at]), value => Assert.Equal(None, value));
        Assert.All(breakouts[at..], value => Assert.Equal(breakout, value, 1e-9));
        Assert.All(targets[at..], value => Assert.Equal(target, value, 1e-9));
    }

    [Theory]
    [InlineData("doubletop", "95 4:90 10:110 5:104 5:113 10:95")] // tops not level
    [InlineData("doubletop", "115 4:106 10:110 5:104 5:110.5 10:95")] // the price did not come from below
    [InlineData("doubletop", "95 4:90 10:110 5:108.5 5:110.5 10:95")] // not tall enough
    [InlineData("doubletop", "95 4:90 10:110 5:104 5:110.5 3:106 20:106.5 10:95")] // broken too late
    [InlineData("doublebottom", "105 4:110 10:90 5:96 5:87 10:105")]
    [InlineData("tripletop", "95 4:90 10:110 5:104 5:110.5 5:103.5 5:113 10:95")]
    [InlineData("triplebottom", "105 4:110 10:90 5:96 5:89.5 5:96.5 5:87 10:105")]
    [InlineData("headandshoulders", "95 4:90 10:110 5:104 5:116 5:105 5:113 10:95")] // shoulders not level
    [InlineData("headandshoulders", "95 4:90 10:110 5:104 5:109.9 5:105 5:110.5 10:95")] // no head
    [InlineData("headandshoulders", "95 4:90 10:110 5:104 5:116 5:107 5:110.5 10:95")] // armpits not level
    [InlineData("inverseheadandshoulders", "105 4:110 10:90 5:96 5:84 5:95 5:87 10:105")]
    [InlineData("ascendingtriangle", "100 4:96 6:110 5:101 5:112 5:106 8:114")] // highs not level
    [InlineData("descendingtriangle", "100 4:104 6:90 5:99 5:88 5:94 8:86")]
    [InlineData("symmetricaltriangle", "100 4:96 6:112 5:100 5:112.2 5:104.5 10:114.5")] // highs do not fall
    [InlineData("risingwedge", "103 4:100 5:110 5:102 5:116 5:104 5:122 10:100")] // opens instead of closing
    [InlineData("fallingwedge", "97 4:100 5:90 5:98 5:84 5:96 5:78 10:100")]
    [InlineData("bullflag", "101 4:100 8:120 4:109 4:119 3:117 6:130")] // takes back more than half
    [InlineData("bullflag", "101 4:100 8:104.5 4:103.5 4:104 3:103.8 6:110")] // a short pole
    [InlineData("bearflag", "99 4:100 8:80 4:91 4:81 3:83 6:70")]
    public void Pattern_NearMiss_IsNotFound(string name, string path) =>
        Assert.DoesNotContain(Outputs(name, DrawnBars.Path(path), 0), signal => Math.Abs(signal) > 0);

    /// <summary>Turned upside down, a series shows the inverted pattern on the same bars with the opposite sign.</summary>
    [Theory]
    [InlineData("doubletop", "doublebottom")]
    [InlineData("tripletop", "triplebottom")]
    [InlineData("headandshoulders", "inverseheadandshoulders")]
    [InlineData("ascendingtriangle", "descendingtriangle")]
    [InlineData("risingwedge", "fallingwedge")]
    [InlineData("bullflag", "bearflag")]
    public void Pattern_OnAWalkUpsideDown_IsItsInversion(string name, string inversion)
    {
        var walk = IndicatorBars.Walk(40_000, 77, 1e6, 0.006);
        var upright = Enumerable.Range(0, walk.Count).Select(i => walk[i]).ToArray();
        var turned = upright.Select(bar => new Bar(bar.OpenTime, -bar.Open, -bar.Low, -bar.High, -bar.Close, bar.Volume)).ToArray();
        var signals = Outputs(name, upright, 0);
        Assert.Equal(signals.Select(signal => -signal), Outputs(inversion, turned, 0));
        Assert.Contains(signals, signal => Math.Abs(signal) > 0);
    }

    private static double[] Outputs(string name, Bar[] bars, int output)
    {
        var descriptor = IndicatorCatalog.Standard.Find(name);
        return DrawnBars.Outputs(descriptor.Create(ParameterValues.Defaults(descriptor.Parameters).With("strength", 2)), bars, output);
    }
}
