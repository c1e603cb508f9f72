using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Volatility;

namespace Tidemark.Indicators.SeriesStatistics;

/// <summary>
/// Shannon's entropy of the last n changes, in bits: -Σ p log2 p over the shares p of symbols. The symbols are the signs of the changes
/// (up, down, unchanged), or bins of equal width between the smallest and the largest logarithmic return of the window, the largest in
/// the last bin. Beside it the share of the most that so many symbols could have, 0 to 1. Warm after n + 1 bars; 0 where all are alike.
/// </summary>
/// <remarks>
/// Source: C. E. Shannon, "A mathematical theory of communication", 1948. Shares are plain frequencies, so with few values for each
/// symbol the entropy is too low (Miller, 1955). A fair coin has 1 bit of signs, 0.63 of the log2(3) possible.
/// </remarks>
public sealed class RollingEntropy : SeriesIndicator, IIndicatorDefinition
{
    private const int Signs = 3;
    private readonly int period;
    private readonly bool isOfSigns;
    private readonly double[] changes;
    private readonly int[] counts;
    private double previous = double.NaN;
    private int next;
    private int count;
    private double relative = double.NaN;

    private RollingEntropy(int period, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        this.period = period;
        isOfSigns = bins == 0;
        changes = new double[period];
        counts = new int[isOfSigns ? Signs : bins];
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "entropy",
            Title = "Rolling Shannon entropy",
            Group = IndicatorGroup.Statistics,
            Aliases = ["shannon-entropy"],
            Summary = "How evenly the last n changes spread over up, down and unchanged, or over bins of return, in bits.",
            Source = "C. E. Shannon, A mathematical theory of communication, 1948; plain frequencies",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters =
            [
                ParameterSpec.Period(100, description: "changes in the window"),
                ParameterSpec.Choice("symbols", ["signs", "bins"], 0, "what is counted: signs of changes, or logarithmic returns in bins"),
                new ParameterSpec { Name = "bins", Default = 8, Minimum = 2, Maximum = 1_000, IsWhole = true, Description = "bins of equal width, where returns are counted" },
            ],
            Outputs = [new OutputSpec("entropy", OutputScale.Number, "bits"), new OutputSpec("relative", OutputScale.Number, "share of the most possible")],
            Make = IndicatorDescriptor.Series((values, field) =>
                new RollingEntropy(values.Period, values.Whole("symbols") == 0 ? 0 : values.Whole("bins")) { Source = field }),
        },
    ];

    public override int WarmUp => period + 1;

    public override int OutputCount => 2;

    /// <summary>The entropy as a share of the most that so many symbols could have.</summary>
    public double Relative => relative;

    /// <summary>The entropy of up, down and unchanged among n changes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The period is less than 2.</exception>
    public static RollingEntropy OfSigns(int period) => new(period, 0);

    /// <summary>The entropy of n returns in bins.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The period or the number of bins is less than 2.</exception>
    public static RollingEntropy OfBins(int period, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        return new RollingEntropy(period, bins);
    }

    public override double Output(int index) => index switch
    {
        0 => Value,
        1 => relative,
        _ => throw NoOutput(index),
    };

    public override void Update(double input)
    {
        var before = previous;
        previous = input;
        if (double.IsNaN(before)) return;
        if (isOfSigns) TakeSign(Math.Sign(input - before));
        else Take(LogReturn.Of(input, before));
        if (count < period) return;
        if (!isOfSigns) CountBins();
        Value = Entropy();
        relative = Value / Math.Log2(counts.Length);
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(changes);
        state.Keep(counts);
        state.Keep(ref previous);
        state.Keep(ref next);
        state.Keep(ref count);
        state.Keep(ref relative);
    }

    private void TakeSign(int sign)
    {
        if (count == period) counts[(int)changes[next] + 1]--;
        counts[sign + 1]++;
        Take(sign);
    }

    private void Take(double change)
    {
        changes[next] = change;
        if (count < period) count++;
        if (++next == period) next = 0;
    }

    private void CountBins()
    {
        var (smallest, largest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var change in changes)
        {
            smallest = Math.Min(smallest, change);
            largest = Math.Max(largest, change);
        }
        Array.Clear(counts);
        var width = (largest - smallest) / counts.Length;
        foreach (var change in changes)
            counts[width > 0 ? Math.Min(counts.Length - 1, (int)((change - smallest) / width)) : 0]++;
    }

    private double Entropy()
    {
        var bits = 0.0;
        foreach (var times in counts)
        {
            if (times == 0) continue;
            var share = (double)times / period;
            bits -= share * Math.Log2(share);
        }
        return Math.Max(0, bits);
    }
}
