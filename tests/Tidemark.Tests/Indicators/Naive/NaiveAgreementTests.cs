using Tidemark.Indicators.MovingAverages;

namespace Tidemark.Tests.Indicators.Naive;

/// <summary>
/// Indicators against second implementations written from the definitions, over series and parameters that the reference results do not
/// have: other periods, every kind of moving average, the smallest periods, fast and slow exchanged.
/// </summary>
public sealed class NaiveAgreementTests
{
    private const double Tight = 1e-9;
    private const double Loose = 1e-7;

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 12).Select(seed => (ulong)seed)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void MovingAverages_EveryKindAndPeriod_AgreeWithTheirDefinitions(ulong seed)
    {
        var c = new NaiveComparison(seed);
        foreach (var kind in Enum.GetValues<MovingAverageKind>())
            foreach (var period in new[] { 1, 2, 3, 4, c.Whole(5, 40) })
                c.AssertEqual("ma", [("timePeriod", period), ("maType", (int)kind)], Tight, NaiveAverages.Ma(kind, c.Close, period));
        var (t3Period, factor) = (c.Whole(2, 15), c.Number(0, 1));
        c.AssertEqual("t3", [("timePeriod", t3Period), ("vFactor", factor)], Tight, NaiveAverages.T3(c.Close, t3Period, factor));
        var (fast, slow) = (c.Number(0.01, 0.99), c.Number(0.01, 0.99));
        var (mama, fama) = NaiveCycles.Mama(c.Close, fast, slow);
        c.AssertEqual("mama", [("fastLimit", fast), ("slowLimit", slow)], Tight, mama, fama);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void VariablePeriod_EveryKind_IsTheAverageOfThatPeriodStartedLate(ulong seed)
    {
        var c = new NaiveComparison(seed);
        var volumes = c.Bars.Volume.ToArray();
        foreach (var kind in Enum.GetValues<MovingAverageKind>())
        {
            var shortest = c.Whole(2, 6);
            var longest = shortest + c.Whole(0, 20);
            var start = NaiveAverages.Lookback(kind, longest);
            var byPeriod = Enumerable.Range(shortest, longest - shortest + 1).ToDictionary(period => period,
                period => NaiveAverages.Ma(kind, NaiveAverages.From(c.Close, start - NaiveAverages.Lookback(kind, period)), period));
            var expected = NaiveAverages.Undefined(c.Close);
            for (var i = start; i < expected.Length; i++) expected[i] = byPeriod[Math.Clamp((int)volumes[i], shortest, longest)][i];
            c.AssertEqual("mavp", [("minPeriod", shortest), ("maxPeriod", longest), ("maType", (int)kind)], Tight, expected);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Macd_AnyPeriodsAndKinds_AgreesWithItsDefinition(ulong seed)
    {
        var c = new NaiveComparison(seed);
        var (fast, slow, signal) = (c.Whole(2, 30), c.Whole(2, 30), c.Whole(1, 12));
        var (shorter, longer) = (Math.Min(fast, slow), Math.Max(fast, slow));
        c.AssertEqual("macd", [("fastPeriod", fast), ("slowPeriod", slow), ("signalPeriod", signal)], Tight,
            NaiveOscillators.Macd(NaiveAverages.Ema(NaiveAverages.From(c.Close, longer - shorter), shorter), NaiveAverages.Ema(c.Close, longer), line => NaiveAverages.Ema(line, signal)));
        c.AssertEqual("macdfix", [("signalPeriod", signal)], Tight,
            NaiveOscillators.Macd(NaiveAverages.Ema(NaiveAverages.From(c.Close, 14), 12, 0.15), NaiveAverages.Ema(c.Close, 26, 0.075), line => NaiveAverages.Ema(line, signal)));
        for (var round = 0; round < 12; round++)
        {
            var (f, s, g) = ((c.Whole(2, 20), c.Kind<MovingAverageKind>()), (c.Whole(2, 20), c.Kind<MovingAverageKind>()), (c.Whole(1, 12), c.Kind<MovingAverageKind>()));
            c.AssertEqual("macdext",
                [("fastPeriod", f.Item1), ("fastMaType", (int)f.Item2), ("slowPeriod", s.Item1), ("slowMaType", (int)s.Item2), ("signalPeriod", g.Item1), ("signalMaType", (int)g.Item2)],
                Tight, NaiveOscillators.MacdExt(c.Close, f, s, g));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void PriceOscillators_AnyPeriodsAndKinds_AgreeWithTheirDefinitions(ulong seed)
    {
        var c = new NaiveComparison(seed);
        foreach (var kind in Enum.GetValues<MovingAverageKind>())
        {
            var (fast, slow) = (c.Whole(2, 20), c.Whole(2, 20));
            var (quick, steady) = (NaiveAverages.Ma(kind, c.Close, Math.Min(fast, slow)), NaiveAverages.Ma(kind, c.Close, Math.Max(fast, slow)));
            (string, double)[] parameters = [("fastPeriod", fast), ("slowPeriod", slow), ("maType", (int)kind)];
            c.AssertEqual("apo", parameters, Tight, NaiveOscillators.Zip(quick, steady, (f, s) => f - s));
            c.AssertEqual("ppo", parameters, Tight, NaiveOscillators.Zip(quick, steady, (f, s) => 100 * (f / s - 1)));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Stochastics_AnyPeriodsAndKinds_AgreeWithTheirDefinitions(ulong seed)
    {
        var c = new NaiveComparison(seed);
        for (var round = 0; round < 8; round++)
        {
            var (k, slowing, d) = (c.Whole(1, 20), c.Whole(1, 6), c.Whole(1, 6));
            var (kind, dKind) = (c.Kind<MovingAverageKind>(), c.Kind<MovingAverageKind>());
            var fastK = NaiveOscillators.FastK(c.High, c.Low, c.Close, k);
            var slowK = NaiveAverages.Ma(kind, fastK, slowing);
            var slowD = NaiveAverages.Ma(dKind, slowK, d);
            c.AssertEqual("stoch",
                [("fastKPeriod", k), ("slowKPeriod", slowing), ("slowKMaType", (int)kind), ("slowDPeriod", d), ("slowDMaType", (int)dKind)],
                Tight, NaiveAverages.From(slowK, NaiveAverages.First(slowD)), slowD);
            var fastD = NaiveAverages.Ma(kind, fastK, d);
            c.AssertEqual("stochf", [("fastKPeriod", k), ("fastDPeriod", d), ("fastDMaType", (int)kind)], Tight, NaiveAverages.From(fastK, NaiveAverages.First(fastD)), fastD);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void BollingerBands_AnyKindAndUnequalDeviations_AgreeWithTheirDefinition(ulong seed)
    {
        var c = new NaiveComparison(seed);
        foreach (var kind in Enum.GetValues<MovingAverageKind>())
        {
            var (period, up, down) = (c.Whole(2, 40), c.Number(-1, 4), c.Number(-1, 4));
            var deviation = NaiveOscillators.Deviation(c.Close, period);
            var middle = NaiveAverages.From(NaiveAverages.Ma(kind, c.Close, period), period - 1);
            c.AssertEqual("bbands", [("timePeriod", period), ("nbDevUp", up), ("nbDevDn", down), ("maType", (int)kind)], Loose,
                NaiveOscillators.Zip(middle, deviation, (m, s) => m + up * s), middle, NaiveOscillators.Zip(middle, deviation, (m, s) => m - down * s));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Cycles_OtherSeries_AgreeWithTheBook(ulong seed)
    {
        var c = new NaiveComparison(seed);
        var shortStart = NaiveCycles.Measure(c.Close, 12);
        c.AssertEqual("ht_dcperiod", [], Tight, NaiveAverages.From(shortStart.SmoothPeriod, 32));
        c.AssertEqual("ht_phasor", [], Tight, NaiveAverages.From(shortStart.InPhase, 32), NaiveAverages.From(shortStart.Quadrature, 32));
        var cycle = NaiveCycles.Measure(c.Close, 37);
        var phase = NaiveCycles.Phase(cycle, 37);
        c.AssertEqual("ht_dcphase", [], Tight, NaiveAverages.From(phase, 63));
        c.AssertEqual("ht_sine", [], Tight,
            NaiveAverages.From([.. phase.Select(p => Math.Sin(p * Math.PI / 180))], 63), NaiveAverages.From([.. phase.Select(p => Math.Sin((p + 45) * Math.PI / 180))], 63));
        c.AssertEqual("ht_trendline", [], Tight, NaiveAverages.From(NaiveCycles.Trendline(c.Close, cycle, 37), 63));
        c.AssertEqual("ht_trendmode", [], Tight, NaiveCycles.TrendMode(c.Close));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void DirectionalMovement_SmallAndLargePeriods_AgreesWithWilder(ulong seed)
    {
        var c = new NaiveComparison(seed);
        foreach (var n in new[] { 1, 2, 3, c.Whole(4, 30) })
        {
            var sums = NaiveTrend.Sums(c.High, c.Low, c.Close, n);
            var scale = n == 1 ? 1 : 100;
            var first = Math.Max(n - 1, 1);
            c.AssertEqual("plus_dm", [("timePeriod", n)], Tight, NaiveAverages.From(sums.Plus, first));
            c.AssertEqual("minus_dm", [("timePeriod", n)], Tight, NaiveAverages.From(sums.Minus, first));
            c.AssertEqual("plus_di", [("timePeriod", n)], Tight, NaiveAverages.From(NaiveOscillators.Zip(sums.Plus, sums.Range, (p, r) => scale * p / r), n));
            c.AssertEqual("minus_di", [("timePeriod", n)], Tight, NaiveAverages.From(NaiveOscillators.Zip(sums.Minus, sums.Range, (m, r) => scale * m / r), n));
            if (n == 1) continue;
            var adx = NaiveTrend.Adx(sums, n);
            c.AssertEqual("dx", [("timePeriod", n)], Tight, NaiveTrend.Dx(sums, n));
            c.AssertEqual("adx", [("timePeriod", n)], Tight, adx);
            c.AssertEqual("adxr", [("timePeriod", n)], Tight, [.. adx.Select((value, i) => i < n - 1 ? double.NaN : (value + adx[i - n + 1]) / 2)]);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ParabolicStop_AnySettings_AgreesWithWilder(ulong seed)
    {
        var c = new NaiveComparison(seed);
        var (acceleration, maximum) = (c.Number(0, 0.1), c.Number(0.01, 0.4));
        double[] side = [acceleration, acceleration, maximum];
        var stops = NaiveTrend.SarExt(c.High, c.Low, new(0, 0, side, side));
        c.AssertEqual("sar", [("acceleration", acceleration), ("maximum", maximum)], Tight, [.. stops.Select(Math.Abs)]);
        foreach (var start in new[] { 0, 0.9 * c.Low[0], -1.1 * c.High[0] })
        {
            double[] longSide = [c.Number(0, 0.2), c.Number(0, 0.1), c.Number(0.01, 0.3)];
            double[] shortSide = [c.Number(0, 0.2), c.Number(0, 0.1), c.Number(0.01, 0.3)];
            var offset = c.Number(0, 0.01);
            c.AssertEqual("sarext",
                [
                    ("startValue", start), ("offsetOnReverse", offset),
                    ("accelerationInitLong", longSide[0]), ("accelerationLong", longSide[1]), ("accelerationMaxLong", longSide[2]),
                    ("accelerationInitShort", shortSide[0]), ("accelerationShort", shortSide[1]), ("accelerationMaxShort", shortSide[2]),
                ],
                Tight, NaiveTrend.SarExt(c.High, c.Low, new(start, offset, longSide, shortSide)));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Statistics_AnyPeriods_AgreeWithTheirDefinitions(ulong seed)
    {
        var c = new NaiveComparison(seed);
        int[] periods = [c.Whole(1, 30), c.Whole(1, 30), c.Whole(1, 30)];
        c.AssertEqual("ultosc", [("timePeriod1", periods[0]), ("timePeriod2", periods[1]), ("timePeriod3", periods[2])], Tight, NaiveOscillators.UltOsc(c.High, c.Low, c.Close, periods));
        foreach (var n in new[] { 2, 3, c.Whole(4, 60) })
        {
            c.AssertEqual("correl", [("timePeriod", n)], Loose, NaiveOscillators.Correl(c.High, c.Low, n));
            c.AssertEqual("beta", [("timePeriod", n)], Loose, NaiveOscillators.Beta(c.High, c.Low, n));
            c.AssertEqual("stddev", [("timePeriod", n), ("nbDev", 2.5)], Loose, [.. NaiveOscillators.Deviation(c.Close, n).Select(value => 2.5 * value)]);
            var lines = Enumerable.Range(0, c.Bars.Count).Select(i => i < n - 1 ? (Intercept: double.NaN, Slope: double.NaN) : NaiveOscillators.Line(c.Close[(i - n + 1)..(i + 1)])).ToArray();
            c.AssertEqual("linearreg", [("timePeriod", n)], Loose, [.. lines.Select(line => line.Intercept + line.Slope * (n - 1))]);
            c.AssertEqual("tsf", [("timePeriod", n)], Loose, [.. lines.Select(line => line.Intercept + line.Slope * n)]);
            c.AssertEqual("linearreg_intercept", [("timePeriod", n)], Loose, [.. lines.Select(line => line.Intercept)]);
            c.AssertEqual("linearreg_slope", [("timePeriod", n)], Loose, [.. lines.Select(line => line.Slope)]);
            c.AssertEqual("linearreg_angle", [("timePeriod", n)], Loose, [.. lines.Select(line => Math.Atan(line.Slope) * 180 / Math.PI)]);
        }
    }
}
