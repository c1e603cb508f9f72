using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Volatility;

namespace Tidemark.Indicators.SeriesStatistics;

/// <summary>
/// Hurst's exponent of the last n logarithmic returns by rescaled range: the window is cut into blocks of n, n/2, n/4 ... values (not
/// less than 8, blocks beside one another counted from the newest), each block's R/S is the range of the running sum of distances from its
/// mean over its standard deviation (divided by the number of values), and the exponent is the slope of the least-squares line of
/// ln(mean R/S) on ln(block length). About 0.5 without memory, more for trends that go on, less where they turn. Warm after n + 1 bars;
/// 0.5 where nothing moves.
/// </summary>
/// <remarks>
/// Sources: H. E. Hurst, "Long-term storage capacity of reservoirs", 1951; B. Mandelbrot and J. Wallis, 1969. Plain R/S is too high for
/// short blocks; the correction takes the expected R/S of independent values (A. A. Anis and E. H. Lloyd, "The expected value of the adjusted
/// rescaled Hurst range", 1976) out of each length and adds 0.5 to the slope. Costs a look at the window for each block length at every bar.
/// </remarks>
public sealed class HurstExponent : SeriesIndicator, IIndicatorDefinition
{
    private const int ShortestBlock = 8;
    private const int ShortestWindow = 2 * ShortestBlock;
    private readonly double[] returns;
    private readonly double[] ordered;
    private readonly int[] lengths;
    private readonly double[] logarithms;
    private readonly double[] expected;
    private readonly double offset;
    private double previous = double.NaN;
    private int next;
    private int count;

    /// <param name="period">Returns in the window, at least 16.</param>
    /// <param name="isCorrected">Whether the bias of short blocks is taken out.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is less than 16.</exception>
    public HurstExponent(int period, bool isCorrected = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, ShortestWindow);
        returns = new double[period];
        ordered = new double[period];
        var all = new List<int>();
        for (var length = period; length >= ShortestBlock; length /= 2) all.Add(length);
        lengths = [.. all];
        logarithms = [.. lengths.Select(length => Math.Log(length))];
        expected = [.. lengths.Select(length => isCorrected ? Math.Log(ExpectedRescaledRange(length)) : 0)];
        offset = isCorrected ? 0.5 : 0;
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "hurst",
            Title = "Hurst exponent by rescaled range",
            Group = IndicatorGroup.Statistics,
            Aliases = ["hurst-exponent"],
            Summary = "Whether moves go on (above 0.5) or turn (below), from the rescaled ranges of blocks of the last n returns.",
            Source = "H. E. Hurst, Long-term storage capacity of reservoirs, 1951; correction: A. Anis, E. Lloyd, Biometrika 1976",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters =
            [
                ParameterSpec.Period(128, minimum: ShortestWindow, description: "returns in the window"),
                ParameterSpec.Choice("correction", ["none", "anis-lloyd"], 0, "whether the bias of short blocks is taken out"),
            ],
            Outputs = [new OutputSpec("hurst", OutputScale.Number)],
            Make = IndicatorDescriptor.Series((values, field) => new HurstExponent(values.Period, values.Whole("correction") == 1) { Source = field }),
        },
    ];

    public override int WarmUp => returns.Length + 1;

    public override void Update(double input)
    {
        var before = previous;
        previous = input;
        if (double.IsNaN(before)) return;
        returns[next] = LogReturn.Of(input, before);
        if (++next == returns.Length) next = 0;
        if (count < returns.Length) count++;
        if (count == returns.Length) Value = Exponent();
    }

    /// <summary>The expected rescaled range of independent normal values: Γ((n-1)/2) / (√π Γ(n/2)) Σ √((n-i)/i), i from 1 to n - 1.</summary>
    internal static double ExpectedRescaledRange(int length)
    {
        // g(n) = Γ((n-1)/2) / (√π Γ(n/2)) from g(2) = 1, g(3) = 2/π by g(n + 2) = g(n) (n - 1) / n.
        var ratio = length % 2 == 0 ? 1 : 2 / Math.PI;
        for (var n = length % 2 == 0 ? 2 : 3; n < length; n += 2) ratio *= (n - 1.0) / n;
        var sum = 0.0;
        for (var i = 1; i < length; i++) sum += Math.Sqrt((double)(length - i) / i);
        return ratio * sum;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(returns);
        state.Keep(ref previous);
        state.Keep(ref next);
        state.Keep(ref count);
    }

    private double Exponent()
    {
        returns.AsSpan(next).CopyTo(ordered);
        returns.AsSpan(0, next).CopyTo(ordered.AsSpan(returns.Length - next));
        double sumX = 0, sumY = 0, sumXx = 0, sumXy = 0;
        var points = 0;
        for (var i = 0; i < lengths.Length; i++)
        {
            var ratio = MeanRescaledRange(lengths[i]);
            if (ratio <= 0) continue;
            var x = logarithms[i] - logarithms[0];
            var y = Math.Log(ratio) - expected[i];
            sumX += x;
            sumY += y;
            sumXx += x * x;
            sumXy += x * y;
            points++;
        }
        return points < 2 ? 0.5 : offset + (points * sumXy - sumX * sumY) / (points * sumXx - sumX * sumX);
    }

    /// <summary>The mean over the blocks of a length that move at all; 0 where none does.</summary>
    private double MeanRescaledRange(int length)
    {
        var sum = 0.0;
        var blocks = 0;
        for (var end = ordered.Length; end >= length; end -= length)
        {
            var ratio = RescaledRange(ordered.AsSpan(end - length, length));
            if (ratio <= 0) continue;
            sum += ratio;
            blocks++;
        }
        return blocks == 0 ? 0 : sum / blocks;
    }

    private static double RescaledRange(ReadOnlySpan<double> block)
    {
        var mean = 0.0;
        foreach (var value in block) mean += value;
        mean /= block.Length;
        double running = 0, highest = 0, lowest = 0, squares = 0, largest = 0;
        foreach (var value in block)
        {
            var distance = value - mean;
            running += distance;
            highest = Math.Max(highest, running);
            lowest = Math.Min(lowest, running);
            squares += distance * distance;
            largest = Math.Max(largest, Math.Abs(value));
        }
        var deviation = Math.Sqrt(squares / block.Length);
        // Equal values may differ from their own mean by rounding: that is no movement.
        return deviation > 1e-12 * largest ? (highest - lowest) / deviation : 0;
    }
}
