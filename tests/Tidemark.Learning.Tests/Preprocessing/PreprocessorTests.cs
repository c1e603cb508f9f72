using System.Collections.Immutable;
using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Formats;
using Tidemark.Learning.Preprocessing;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Preprocessing;

public class PreprocessorTests
{
    private static readonly ImmutableArray<string> Names = ["a", "b", "c", "level"];

    public static TheoryData<string> Chains =>
    [
        "drop", "ffill", "ffill:limit=2 | median", "indicate | mean | zscore", "constant:value=-3", "hampel:window=9,threshold=3", "hampel:window=7,threshold=2.5,columns=a+b | robust",
        "winsorise:lower=0.05,upper=0.9 | minmax", "rank", "rank-normal:columns=b", "fracdiff:order=0.4,weight=0.01,width=1000,columns=level | drop", "ffill | fracdiff:order=auto,weight=0.001,width=50,columns=level | zscore:columns=a+level", "",
    ];

    [Theory]
    [MemberData(nameof(Chains))]
    public void Chain_AppliedRowByRow_SavedAndLoaded_IsTheBatch(string text)
    {
        var table = Table(1, 300);
        var fitted = Preprocessor.Parse(text).Fit(table, Names, Rows(20, 200));
        var (batch, isUsable) = fitted.Apply(table);
        var loaded = FittedPreprocessor.Load(Saved(fitted.Save()));
        Assert.Equal(fitted.Columns, loaded.Columns);
        var row = new float[loaded.Columns.Length];
        for (var i = 0; i < table.Rows; i++)
        {
            Assert.Equal(isUsable[i], loaded.Apply(table.Read(i, 1), row));
            Assert.Equal(batch.Read(i, 1).ToArray(), row);
        }
        Assert.Equal(text.Length == 0 ? [] : text.Split(" | "), Preprocessor.Parse(text).Steps.Select(step => step.Text));
    }

    /// <summary>Whatever lies outside the training rows is not learnt from, and what lies after a row does not change it.</summary>
    [Theory]
    [MemberData(nameof(Chains))]
    public void Chain_LearnsFromTrainingRowsAlone_AndNeverLooksAhead(string text)
    {
        var (table, other) = (Table(1, 300), Table(1, 300, changedFrom: 200));
        var rows = Rows(20, 200);
        var (whole, _) = Preprocessor.Parse(text).Fit(table, Names, rows).Apply(table);
        var (changed, _) = Preprocessor.Parse(text).Fit(other, Names, rows).Apply(other);
        for (var row = 0; row < 200; row++) Assert.Equal(whole.Read(row, 1).ToArray(), changed.Read(row, 1).ToArray());
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public void Chain_Streaming_AllocatesNothing(string text)
    {
        var table = Table(1, 300);
        var fitted = Preprocessor.Parse(text).Fit(table, Names, Rows(0, 200));
        var row = new float[fitted.Columns.Length];
        for (var i = 0; i < 150; i++) fitted.Apply(table.Read(i, 1), row);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 150; i < 300; i++) fitted.Apply(table.Read(i, 1), row);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void ForwardFill_StandsInForSoManyRows()
    {
        var filled = Column("ffill:limit=2", float.NaN, 1, float.NaN, float.NaN, float.NaN, 5, float.NaN);
        Assert.Equal([float.NaN, 1, 1, 1, float.NaN, 5, 5], filled);
    }

    [Fact]
    public void Fills_TakeTheCentreOfTheTrainingRows()
    {
        Assert.Equal([1, 2, 9, 4], Column("mean", 1, 2, 9, float.NaN));
        Assert.Equal([1, 2, 9, 2], Column("median", 1, 2, 9, float.PositiveInfinity));
        Assert.Equal([0, 0], Column("median", float.NaN, float.NaN));
    }

    [Fact]
    public void Indicators_AreAddedWhereTrainingValuesAreMissing()
    {
        var table = new FeatureTable(new float[] { 1, 2, float.NaN, 3, 4, 5 }, 2);
        var fitted = Preprocessor.Parse("indicate | constant:value=0").Fit(table, ["x", "y"], new[] { 0, 1, 2 });
        Assert.Equal(["x", "y", "x_missing"], fitted.Columns);
        Assert.Equal([1, 2, 0, 0, 3, 1, 4, 5, 0], fitted.Apply(table).Table.Read(0, 3).ToArray());
    }

    [Fact]
    public void Drop_SaysWhichRowsMayBeUsed()
    {
        var table = new FeatureTable(new[] { 1, float.NaN, 3 }, 1);
        Assert.Equal([true, false, true], Preprocessor.Parse("drop").Fit(table, ["x"], new[] { 0 }).Apply(table).IsUsable);
    }

    [Fact]
    public void Scaling_IsOfTheTrainingRows()
    {
        Assert.Equal([-1, 1, 3], Of("zscore", [0, 1], 1, 3, 5));
        Assert.Equal([-1, 0, 1, 48], Of("robust", [0, 1, 2], 1, 2, 3, 50));
        Assert.Equal([0, 1, 2], Of("minmax", [0, 1], 1, 3, 5));
        Assert.Equal([0, 0.5f, 1, 1, 0, 0.25f], Of("rank", [0, 1, 2], 1, 2, 3, 9, -4, 1.5f));
        Assert.Equal([0, 0, 5], Of("zscore", [0, 1], 4, 4, 9));
        Assert.Equal([0.5f, 0.5f, 1, 0], Of("rank", [0, 1], 4, 4, 9, 1));
        Assert.Equal(0, Of("rank-normal", [0, 1, 2], 1, 2, 3)[1], 6);
    }

    [Fact]
    public void Winsorising_CutsAtQuantiles()
    {
        var values = Enumerable.Range(0, 101).Select(i => (float)i).ToArray();
        var cut = Column("winsorise:lower=0.1,upper=0.9", values);
        Assert.Equal((10, 90, 50), (cut[0], cut[100], cut[50]));
    }

    [Fact]
    public void Hampel_IsThePlainFormula()
    {
        var random = new SeededRandom(3, "hampel");
        var values = Enumerable.Range(0, 400).Select(i => i % 37 == 5 ? 40f : i % 11 == 3 ? float.NaN : (float)random.NextNormal()).ToArray();
        var filtered = Column("hampel:window=10,threshold=3", values);
        for (var i = 0; i < values.Length; i++)
        {
            var window = values.Take(i + 1).TakeLast(10).Where(float.IsFinite).Select(value => (double)value).ToArray();
            var median = Median(window);
            var deviation = 1.4826 * Median([.. window.Select(value => Math.Abs(value - median))]);
            var expected = float.IsNaN(values[i]) || window.Length < 3 || Math.Abs(values[i] - median) <= 3 * deviation ? values[i] : (float)median;
            Assert.Equal(expected, filtered[i], 1e-6f);
        }
        Assert.True(filtered.Count(value => value > 30) < 2);
    }

    [Fact]
    public void FractionalDifferences_AreThePlainFormula()
    {
        // Of the binomial series of (1 - B)^d.
        Assert.Equal([1, -0.4, -0.12, -0.064, -0.0416], FractionalDifferencing.Weights(0.4, 0.04, 100).Select(weight => Math.Round(weight, 12)));
        Assert.Equal([1, -1], FractionalDifferencing.Weights(1, 1e-6, 100));
        Assert.Equal([1], FractionalDifferencing.Weights(0, 1e-6, 100));
        Assert.Equal([float.NaN, 2, 3, float.NaN, float.NaN, 4], Column("fracdiff:order=1", 1, 3, 6, float.NaN, 7, 11));
    }

    [Fact]
    public void FractionalOrder_OfAWalkIsLarge_AndOfNoiseNone()
    {
        var random = new SeededRandom(11, "walk");
        var (noise, walk, sum) = (new double[800], new double[800], 0.0);
        for (var i = 0; i < 800; i++) (noise[i], walk[i]) = (random.NextNormal(), sum += random.NextNormal());
        var step = new FractionalDifferencing { WidestWindow = 100, SmallestWeight = 1e-3 };
        Assert.Equal(0, step.Smallest(noise));
        Assert.InRange(step.Smallest(walk), 0.1, 1);
        Assert.Equal(0, step.Smallest(new double[200]));
    }

    [Theory]
    [InlineData("zscores")]
    [InlineData("hampel:windw=3")]
    [InlineData("winsorise:lower=0.9,upper=0.1")]
    [InlineData("zscore:columns=nothing")]
    [InlineData("hampel:window=2")]
    [InlineData("fracdiff:order=3")]
    [InlineData("ffill:limit=0")]
    public void Chain_ThatMakesNoSense_IsRefused(string text) => Assert.ThrowsAny<ArgumentException>(() => Preprocessor.Parse(text).Fit(Table(1, 50), Names, Rows(0, 20)));

    [Fact]
    public void Load_OfADamagedState_IsRefused()
    {
        var fitted = Preprocessor.Parse("median | zscore | rank").Fit(Table(1, 50), Names, Rows(0, 20));
        var state = fitted.Save();
        foreach (var name in state.Tensors.Keys)
            Assert.Throws<InvalidDataException>(() => FittedPreprocessor.Load(state with { Tensors = state.Tensors.Where(pair => pair.Key != name).ToDictionary() }));
        Assert.Throws<InvalidDataException>(() => FittedPreprocessor.Load(state with { Kind = "gbm" }));
        Assert.Throws<InvalidDataException>(() => FittedPreprocessor.Load(state with { Settings = [] }));
        Assert.Throws<ArgumentException>(() => fitted.Apply(new float[3], new float[4]));
        Assert.Throws<ArgumentException>(() => Preprocessor.Parse("mean").Fit(Table(1, 50), Names, []));
    }

    private static ModelState Saved(ModelState state)
    {
        using var file = new MemoryStream();
        Safetensors.Write(file, state);
        file.Position = 0;
        return Safetensors.Read(file, "preprocessing");
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values.Length % 2 == 1 ? values[values.Length / 2] : 0.5 * (values[values.Length / 2 - 1] + values[values.Length / 2]);
    }

    private static float[] Column(string text, params float[] values) => Of(text, [.. Enumerable.Range(0, values.Length)], values);

    private static float[] Of(string text, int[] rows, params float[] values)
    {
        var table = new FeatureTable(values, 1);
        return Preprocessor.Parse(text).Fit(table, ["x"], rows).Apply(table).Table.Read(0, values.Length).ToArray();
    }

    private static int[] Rows(int first, int end) => [.. Enumerable.Range(first, end - first).Where(row => row % 3 != 1)];

    private static FeatureTable Table(ulong seed, int rows, int changedFrom = int.MaxValue)
    {
        var (random, values, level) = (new SeededRandom(seed, "table"), new float[rows * 4], 100.0);
        for (var row = 0; row < rows; row++)
        {
            var isChanged = row >= changedFrom;
            level *= Math.Exp(0.02 * random.NextNormal());
            for (var column = 0; column < 3; column++)
            {
                var value = (column + 1) * random.NextNormal() * (random.NextInt(40) == 0 ? 20 : 1) + column;
                values[row * 4 + column] = random.NextInt(12) == 0 ? float.NaN : (float)(isChanged ? 100 - 7 * value : value);
            }
            values[row * 4 + 3] = (float)(isChanged ? 3 * level : level);
        }
        return new FeatureTable(values, 4);
    }
}
