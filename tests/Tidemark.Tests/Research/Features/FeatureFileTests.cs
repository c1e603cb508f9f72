using Tidemark.Research.Features;
using Tidemark.Storage.Import.Observations;
using Tidemark.Tests.Indicators.Features;
using Tidemark.Tests.Venues;

namespace Tidemark.Tests.Research.Features;

public sealed class FeatureFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Load_OfAWholeFile_KnowsEverything()
    {
        Write("fng.csv", "Date,fng_value,fng_class\n2024-01-01,30,\"Fear, mild\"\n2024-01-02,,none\n2024-01-03,40,Neutral\n");
        var specification = FeatureFile.Load(Write("f.yaml", """
            name: mine
            standard: true
            instruments:
              eth: ETH/USDT@binance
              day: { instrument: own, interval: 1d }
            observations:
              fear: { file: fng.csv, column: fng_value, delay: 1d }
            features:
              - rsi(7)
              - strength: logret(24) - eth.logret(24)
              - name: mood
                formula: observation(fear) / 100
                unit: fraction
                maximumAge: 3d
            """), Interval.Hours(1));
        Assert.Equal("mine", specification.Name);
        Assert.Equal(["rsi_7", "strength", "mood"], specification.List.Names.TakeLast(3));
        Assert.Equal(Duration.FromDays(3), specification.List.Features[^1].MaximumAge);
        Assert.Equal(25, specification.List.Names.Length);
        var rows = ObservationFileReader.Read(specification.Observations.Single());
        Assert.Equal([30, 40], rows.Select(row => row.Observation.Value));
        Assert.Equal(Instant.FromDate(2024, 1, 2), rows[0].Observation.KnownAt);
        Assert.Equal(64, specification.Hash.Length);
    }

    [Theory]
    [InlineData("features:\n  - rsi(14)\n  - name: x\n    formla: close\n", ":4:", "formula")]
    [InlineData("features:\n  - rsi(14)\n  - sma(clsoe)\n", ":3:", "close")]
    [InlineData("featurs:\n  - rsi(14)\n", ":1:", "features")]
    [InlineData("name: x\n", ":1:", "not one feature")]
    [InlineData("features:\n  - observation(fera)\nobservations:\n  fear: fng.csv\n", ":1:", "fear")]
    [InlineData("features:\n  - close\ninstruments:\n  eth: ETHUSDT\n", ":4:", "ETHUSDT")]
    [InlineData("features:\n  - close\nindicators: nothing.cs\n", "nothing.cs", "no such file")]
    public void Load_OfAFileThatIsWrong_NamesLineAndNearestName(string text, string place, string reason)
    {
        var failure = Assert.Throws<BadInputException>(() => FeatureFile.Load(Write("bad.yaml", text), Interval.Hours(1)));
        Assert.Contains(place, failure.Message, StringComparison.Ordinal);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAnIndicatorInCSharp_UsesItByItsName()
    {
        Write("Doubled.cs", """
            using System.Collections.Immutable;

            public sealed class Doubled : SeriesIndicator, IIndicatorDefinition
            {
                public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
                [
                    new() { Name = "doubled", Title = "Doubled", Group = IndicatorGroup.Statistics, Summary = "Twice.", Source = "none", Input = IndicatorInput.Series,
                        DefaultFields = [BarField.Close], Outputs = [new OutputSpec("doubled", OutputScale.Number)], Make = IndicatorDescriptor.Series((_, field) => new Doubled { Source = field }) },
                ];

                public override int WarmUp => 1;

                public override void Update(double input) => Value = 2 * input;

                protected override void KeepState(IndicatorState state) { }
            }
            """);
        var specification = FeatureFile.Load(Write("f.yaml", "indicators: Doubled.cs\nfeatures:\n  - doubled / close\n"), Interval.Hours(1));
        var matrix = specification.List.Compute(new() { Bars = FeatureMarket.Bars(1, 5) });
        Assert.Equal([2, 2, 2, 2, 2], matrix.Values);
    }

    [Fact]
    public void Observations_WithoutAWordOnWhenTheyWereKnown_AreRefused()
    {
        var path = Write("o.csv", "time,value\n2024-01-01,1\n2024-01-02,2\n");
        Assert.Contains("delay", Assert.Throws<BadInputException>(() => ObservationFileReader.Read(new ObservationFile("x", path))).Message, StringComparison.Ordinal);
        var byDate = ObservationFileReader.Read(new ObservationFile("x", path) { ByDate = true });
        Assert.Equal((Instant.FromDate(2024, 1, 1), Instant.FromDate(2024, 1, 2)), (byDate[0].Observation.KnownAt, byDate[0].ReallyKnownAt));
        var known = Write("k.csv", "time,known_at,value\n2024-01-01,2024-01-01T12:00Z,1\n2024-01-02,2024-01-01,2\n");
        Assert.Contains("k.csv:3: ", Assert.Throws<BadInputException>(() => ObservationFileReader.Read(new ObservationFile("x", known))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time;value\n2024-01-01;x\n", ":2: ")]
    [InlineData("time,value\n2024-01-01\n", ":2: ")]
    [InlineData("day,a,b\n2024-01-01,1,2\n", "a, b")]
    [InlineData("value\n1\n", "no column")]
    [InlineData("time,value\n", "no observations")]
    public void Observations_InATableThatIsWrong_AreRefusedWithTheLine(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<BadInputException>(() => ObservationFileReader.Read(new ObservationFile("x", Write("o.csv", text)) { Delay = default(Duration) })).Message, StringComparison.Ordinal);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
