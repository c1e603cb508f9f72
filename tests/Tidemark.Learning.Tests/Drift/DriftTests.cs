using Tidemark.Learning.Data;
using Tidemark.Learning.Drift;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Drift;

public class DriftTests
{
    private const int Streams = 1000;

    [Theory]
    [InlineData(500, 0.05, 500, false)]
    [InlineData(500, 0.05, 500, true)]
    [InlineData(100, 0.05, 300, false)]
    [InlineData(2000, 0.01, 1000, false)]
    [InlineData(150, 0.05, 1000, true)]
    public void Cusum_StationaryStreams_AlarmLessThanTheRate(int references, double rate, int horizon, bool hasWildTails)
    {
        var alarms = 0;
        for (var stream = 0; stream < Streams; stream++)
        {
            var random = new SeededRandom((ulong)stream, "stream");
            var detector = new CusumDetector(Values(random, references, hasWildTails), rate, horizon);
            if (Values(random, horizon, hasWildTails).Any(value => detector.Add(value) != DriftAlarm.None)) alarms++;
        }
        Assert.True(alarms <= rate * Streams, $"{alarms} of {Streams}");
    }

    [Theory]
    [InlineData(1.0, 1.0, DriftAlarm.Higher, 200)]
    [InlineData(-1.0, 1.0, DriftAlarm.Lower, 200)]
    [InlineData(2.0, 1.0, DriftAlarm.Higher, 60)]
    [InlineData(0.0, 4.0, DriftAlarm.None, 80)]
    [InlineData(0.0, 0.2, DriftAlarm.Narrower, 80)]
    public void Cusum_PlantedShift_IsFoundSoon(double shift, double scale, DriftAlarm expected, int within)
    {
        for (var stream = 0; stream < 200; stream++)
        {
            var random = new SeededRandom((ulong)stream, "stream");
            var detector = new CusumDetector(Values(random, 500, false), 0.01, 1000);
            foreach (var value in Values(random, 100, false)) detector.Add(value);
            detector.Reset();
            var alarm = DriftAlarm.None;
            var steps = 0;
            while (alarm == DriftAlarm.None && steps < within)
            {
                alarm = detector.Add(random.NextNormal() * scale + shift);
                steps++;
            }
            // A wide stream may be far on one side for long enough; any alarm is right.
            if (expected == DriftAlarm.None) Assert.NotEqual(DriftAlarm.None, alarm);
            else Assert.Equal(expected, alarm);
        }
    }

    [Theory]
    [InlineData(500, 0.05, 500, false)]
    [InlineData(100, 0.05, 300, true)]
    [InlineData(30, 0.2, 1000, false)]
    [InlineData(500, 0.01, 1000, false)]
    [InlineData(150, 0.05, 1000, true)]
    public void AdaptiveWindow_StationaryStreams_AlarmLessThanTheRate(int references, double rate, int horizon, bool hasWildTails)
    {
        var alarms = 0;
        for (var stream = 0; stream < Streams; stream++)
        {
            var random = new SeededRandom((ulong)stream, "stream");
            var detector = new AdaptiveWindowDetector(Values(random, references, hasWildTails), rate, horizon);
            if (Values(random, horizon, hasWildTails).Any(value => detector.Add(value) != DriftAlarm.None)) alarms++;
        }
        Assert.True(alarms <= rate * Streams, $"{alarms} of {Streams}");
    }

    [Theory]
    [InlineData(1.0, 1.0, DriftAlarm.Higher, 150)]
    [InlineData(-1.0, 1.0, DriftAlarm.Lower, 150)]
    [InlineData(0.7, 1.0, DriftAlarm.Higher, 350)]
    [InlineData(0.0, 4.0, DriftAlarm.Wider, 150)]
    [InlineData(0.0, 0.2, DriftAlarm.Narrower, 120)]
    public void AdaptiveWindow_PlantedShift_IsFoundSoonAndTheOldForgotten(double shift, double scale, DriftAlarm expected, int within)
    {
        var others = 0;
        for (var stream = 0; stream < 100; stream++)
        {
            var random = new SeededRandom((ulong)stream, "stream");
            var detector = new AdaptiveWindowDetector(Values(random, 100, false), 0.01, 2000);
            foreach (var value in Values(random, 400, false)) detector.Add(value);
            var steps = 0;
            while (detector.Add(random.NextNormal() * scale + shift) == DriftAlarm.None && steps < within) steps++;
            Assert.InRange(steps, 0, within - 1);
            for (var i = 0; i < 300; i++) detector.Add(random.NextNormal() * scale + shift);
            // A spread may change without the level, which then keeps its whole window; of a small shift more of the old stays.
            if (Math.Abs(shift) >= 1) Assert.InRange(detector.Width, 150, 300 + steps + 150);
            if (detector.Add(double.NaN) != expected) others++;
            Assert.Equal((1, 400 + steps + 301), (detector.Missing, detector.Count));
            detector.Reset();
            Assert.Equal((DriftAlarm.None, 1), (detector.Add(0), detector.Width));
        }
        // One in a hundred may have alarmed before, and either chart may see a change first.
        Assert.InRange(others, 0, 5);
    }

    [Theory]
    [InlineData(DistributionTest.PopulationStability, 150, 0.05, 1000, 100, true)]
    [InlineData(DistributionTest.PopulationStability, 500, 0.01, 1000, 100, false)]
    [InlineData(DistributionTest.PopulationStability, 500, 0.05, 500, 50, false)]
    [InlineData(DistributionTest.KolmogorovSmirnov, 150, 0.05, 1000, 100, true)]
    [InlineData(DistributionTest.KolmogorovSmirnov, 500, 0.01, 1000, 100, false)]
    [InlineData(DistributionTest.KolmogorovSmirnov, 100, 0.2, 600, 50, false)]
    public void Distribution_StationaryStreams_AlarmLessThanTheRate(DistributionTest test, int references, double rate, int horizon, int window, bool hasWildTails)
    {
        var alarms = 0;
        for (var stream = 0; stream < Streams; stream++)
        {
            var random = new SeededRandom((ulong)stream, "stream");
            var detector = new DistributionDetector(Values(random, references, hasWildTails), rate, horizon, test, window);
            if (Values(random, horizon, hasWildTails).Any(value => detector.Add(value) != DriftAlarm.None)) alarms++;
        }
        Assert.True(alarms <= rate * Streams, $"{alarms} of {Streams}");
    }

    [Theory]
    [InlineData(DistributionTest.PopulationStability, 1.0, 1.0, DriftAlarm.Higher)]
    [InlineData(DistributionTest.PopulationStability, 0.0, 4.0, DriftAlarm.Wider)]
    [InlineData(DistributionTest.KolmogorovSmirnov, 1.0, 1.0, DriftAlarm.Higher)]
    [InlineData(DistributionTest.KolmogorovSmirnov, -1.0, 1.0, DriftAlarm.Lower)]
    [InlineData(DistributionTest.KolmogorovSmirnov, 0.0, 0.2, DriftAlarm.Narrower)]
    public void Distribution_PlantedShift_IsFoundAtTheNextLook(DistributionTest test, double shift, double scale, DriftAlarm expected)
    {
        var found = 0;
        for (var stream = 0; stream < 100; stream++)
        {
            var random = new SeededRandom((ulong)stream, "stream");
            var detector = new DistributionDetector(Values(random, 300, false), 0.01, 1000, test);
            foreach (var value in Values(random, 100, false)) detector.Add(value);
            detector.Reset();
            for (var i = 0; i < 100; i++) detector.Add(random.NextNormal() * scale + shift);
            if (detector.Add(double.NaN) == expected) found++;
            Assert.Equal((1, 100), (detector.Missing, detector.Count));
        }
        Assert.InRange(found, 97, 100);
    }

    /// <summary>Rows that follow each other say less than as many that were drawn: taken for independent they would alarm nearly always.</summary>
    [Theory]
    [InlineData(0.9)]
    [InlineData(0.5)]
    public void Report_OfSeriesWithAMemory_AlarmsLessThanTheRate(double memory)
    {
        var (alarms, careless) = (0, 0);
        for (var stream = 0; stream < Streams; stream++)
        {
            var random = new SeededRandom((ulong)stream, "series");
            var last = 0.0;
            float[] Series(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(last = memory * last + random.NextNormal()))];
            var (before, now) = (new FeatureTable(Series(1500), 1), new FeatureTable(Series(500), 1));
            if (DriftReport.Compute(["a"], before, now, 0.05, isSeries: true).IsDrift) alarms++;
            if (DriftReport.Compute(["a"], before, now, 0.05).IsDrift) careless++;
        }
        Assert.True(alarms <= 0.05 * Streams, $"{alarms} of {Streams}");
        Assert.True(careless > 0.1 * Streams, $"{careless} of {Streams}");
    }

    [Fact]
    public void Cusum_MissingValuesAndWarmUp_AreHandled()
    {
        var random = new SeededRandom(1, "stream");
        var detector = new CusumDetector([.. Values(random, 200, false), double.NaN], 0.01, 100, warmUp: 50);
        for (var i = 0; i < 49; i++)
        {
            Assert.Equal(DriftAlarm.None, detector.Add(double.NaN));
            Assert.Equal(DriftAlarm.None, detector.Add(5));
        }
        Assert.Equal(DriftAlarm.Higher, detector.Add(5));
        Assert.Equal((50, 49), (detector.Count, detector.Missing));
        Assert.Equal(DriftAlarm.Higher, detector.Add(0));
        Assert.Equal(DriftAlarm.Higher, detector.Add(double.PositiveInfinity));
        detector.Reset();
        Assert.Equal(DriftAlarm.None, detector.Add(0));
    }

    [Fact]
    public void Cusum_UselessReference_IsRefused()
    {
        Assert.StartsWith("29 reference values are too few", Assert.Throws<ArgumentException>(() => new CusumDetector([.. Enumerable.Range(0, 29).Select(i => (double)i), double.NaN], 0.01, 100)).Message, StringComparison.Ordinal);
        Assert.StartsWith("all reference values are equal", Assert.Throws<ArgumentException>(() => new CusumDetector(new double[50], 0.01, 100)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new CusumDetector(Values(new SeededRandom(1, "stream"), 50, false), 0, 100));
    }

    [Theory]
    [InlineData(1000, 300, 0.05)]
    [InlineData(300, 300, 0.01)]
    public void TwoSampleTests_OfOneDistribution_AlarmAboutAsOftenAsTheySay(int before, int now, double rate)
    {
        var (stability, distance) = (0, 0);
        for (var trial = 0; trial < Streams; trial++)
        {
            var random = new SeededRandom((ulong)trial, "sample");
            var (first, second) = (Values(random, before, false), Values(random, now, false));
            if (PopulationStability.Compute(first, second) > PopulationStability.Threshold(first, now, rate)) stability++;
            if (KolmogorovSmirnov.Test(first, second).PValue < rate) distance++;
        }
        Assert.InRange(stability, 0, rate * Streams * 1.5);
        Assert.InRange(distance, 0, rate * Streams * 1.5);
    }

    [Fact]
    public void KolmogorovSmirnov_ByHand_Agrees()
    {
        var test = KolmogorovSmirnov.Test([1, 2, 3, 4, double.NaN], [3, 4, 5, 6, 7]);
        Assert.Equal(0.6, test.Distance, 1e-12);
        Assert.Equal(0, KolmogorovSmirnov.Test([1, 1, 2], [2, 1, 1]).Distance);
        Assert.Equal(1, KolmogorovSmirnov.Test([1, 1, 2], [2, 1, 1]).PValue);
        Assert.True(double.IsNaN(KolmogorovSmirnov.Test([double.NaN], [1]).Distance));
        var random = new SeededRandom(2, "sample");
        Assert.True(KolmogorovSmirnov.Test(Values(random, 500, false), [.. Values(random, 500, false).Select(value => value + 0.5)]).PValue < 1e-8);
    }

    [Fact]
    public void Stability_MissingAndConstant_HaveBinsOfTheirOwn()
    {
        var values = Values(new SeededRandom(3, "sample"), 500, false);
        var halfMissing = values.Select((value, i) => i % 2 == 0 ? double.NaN : value).ToArray();
        Assert.True(PopulationStability.Compute(values, halfMissing) > 1);
        Assert.InRange(PopulationStability.Compute(halfMissing, halfMissing), 0, 1e-12);
        Assert.InRange(PopulationStability.Compute(new double[100], new double[80]), 0, 0.01);
        Assert.True(PopulationStability.Compute(new double[100], [.. Enumerable.Repeat(1.0, 80)]) > 1);
        Assert.True(double.IsNaN(PopulationStability.Compute([], [1])));
    }

    [Fact]
    public void Report_OneFeatureOfThree_IsTheOneThatChanged()
    {
        var random = new SeededRandom(4, "table");
        var before = Enumerable.Range(0, 3 * 600).Select(_ => (float)random.NextNormal()).ToArray();
        var now = Enumerable.Range(0, 3 * 300).Select(i => (float)(random.NextNormal() + (i % 3 == 1 ? 0.6 : 0))).ToArray();
        var report = DriftReport.Compute(["a", "b", "c"], new FeatureTable(before, 3), new FeatureTable(now, 3));
        Assert.True(report.IsDrift);
        Assert.Equal([false, true, false], report.Features.Select(feature => feature.IsDrift));
    }

    /// <summary>Normal values, or ratios of them, whose mean does not exist.</summary>
    private static double[] Values(SeededRandom random, int count, bool hasWildTails)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = hasWildTails ? random.NextNormal() / random.NextNormal() : random.NextNormal();
        return values;
    }
}
