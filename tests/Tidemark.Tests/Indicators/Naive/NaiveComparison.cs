using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.Columns;
using Tidemark.Statistics.Randomness;
using Tidemark.Tests.Indicators.Catalog;

namespace Tidemark.Tests.Indicators.Naive;

/// <summary>Bars and parameters drawn at random, and the comparison of an indicator of the catalog with expected columns.</summary>
internal sealed class NaiveComparison(ulong seed)
{
    private readonly SeededRandom random = new(seed, "naive comparison");

    public BarColumns Bars { get; } = IndicatorBars.Walk(330, 1000 + seed, seed % 3 == 0 ? 0.3 : 250, seed % 2 == 0 ? 0.01 : 0.03);

    public double[] Open => Bars.Open.ToArray();

    public double[] High => Bars.High.ToArray();

    public double[] Low => Bars.Low.ToArray();

    public double[] Close => Bars.Close.ToArray();

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public int Whole(int low, int high) => low + (int)(random.NextDouble() * (high - low + 1));

    public double Number(double low, double high) => low + random.NextDouble() * (high - low);

    public T Kind<T>()
        where T : struct, Enum => Enum.GetValues<T>()[Whole(0, Enum.GetValues<T>().Length - 1)];

    /// <summary>Asserts that an indicator gives the expected columns, undefined values included.</summary>
    public void AssertEqual(string name, (string Name, double Value)[] parameters, double relative, params double[][] expected)
    {
        var descriptor = IndicatorCatalog.Standard.Find(name);
        var values = ParameterValues.Defaults(descriptor.Parameters);
        foreach (var parameter in parameters) values = values.With(parameter.Name, parameter.Value);
        var indicator = descriptor.Create(values);
        var actual = new double[expected.Length * Bars.Count];
        indicator.Compute(BarSpans.Of(Bars), new OutputColumns(actual, expected.Length, Bars.Count));
        var what = $"{name}({string.Join(", ", parameters.Select(parameter => $"{parameter.Name}={parameter.Value}"))}), seed {seed}";
        Assert.True(expected[0].Any(double.IsFinite), $"{what}: nothing to compare");
        for (var output = 0; output < expected.Length; output++)
        {
            var scale = 1.0;
            for (var i = 0; i < Bars.Count; i++)
            {
                scale = Math.Max(scale, Bars.High.Span[i]);
                var (wanted, got) = (expected[output][i], actual[output * Bars.Count + i]);
                Assert.True(double.IsNaN(wanted) ? double.IsNaN(got) : Math.Abs(got - wanted) <= relative * Math.Max(Math.Abs(wanted), scale),
                    $"{what}, output {output} at {i}: {got:R} instead of {wanted:R}");
            }
        }
    }
}
