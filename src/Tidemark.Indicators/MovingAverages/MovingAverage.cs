using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.MovingAverages;

/// <summary>
/// A moving average of any kind. A period of 1 gives the values themselves, whatever the kind, as in TA-Lib. Warm when that kind is.
/// </summary>
public sealed class MovingAverage : SeriesIndicator, IIndicatorDefinition
{
    private static readonly ImmutableArray<string> KindNames = [.. Enum.GetNames<MovingAverageKind>().Select(name => name.ToLowerInvariant())];
    private readonly SeriesIndicator average;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive, or there is no such kind.</exception>
    public MovingAverage(MovingAverageKind kind, int period) => average = Of(kind, period);

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "ma",
            Title = "Moving average",
            Group = IndicatorGroup.MovingAverages,
            Aliases = ["moving-average"],
            Summary = "A moving average of any kind: simple, exponential, weighted, double, triple, triangular, Kaufman, MESA or T3.",
            Source = "TA-Lib MA",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters = [ParameterSpec.Period(30, minimum: 1), KindParameter()],
            Outputs = [new OutputSpec("ma", OutputScale.Level)],
            Make = IndicatorDescriptor.Series((values, field) => new MovingAverage(KindIn(values), values.Period) { Source = field }),
        },
    ];

    public override int WarmUp => average.WarmUp;

    /// <summary>Makes one of a kind, fresh. A period of 1 copies its input; of MAMA, other periods mean nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The period is not positive, or there is no such kind.</exception>
    public static SeriesIndicator Of(MovingAverageKind kind, int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        if (period == 1 && Enum.IsDefined(kind)) return new SameValue();
        return kind switch
        {
            MovingAverageKind.Sma => new SimpleMovingAverage(period),
            MovingAverageKind.Ema => new ExponentialMovingAverage(period),
            MovingAverageKind.Wma => new WeightedMovingAverage(period),
            MovingAverageKind.Dema => new DoubleExponentialMovingAverage(period),
            MovingAverageKind.Tema => new TripleExponentialMovingAverage(period),
            MovingAverageKind.Trima => new TriangularMovingAverage(period),
            MovingAverageKind.Kama => new KaufmanAdaptiveMovingAverage(period),
            MovingAverageKind.Mama => new MesaAdaptiveMovingAverage(),
            MovingAverageKind.T3 => new TillsonMovingAverage(period),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "there is no such moving average"),
        };
    }

    /// <summary>The bars that one of a kind needs for its first value.</summary>
    internal static int WarmUpOf(MovingAverageKind kind, int period) => period == 1 ? 1 : kind switch
    {
        MovingAverageKind.Dema => 2 * period - 1,
        MovingAverageKind.Tema => 3 * period - 2,
        MovingAverageKind.Kama => period + 1,
        MovingAverageKind.Mama => 33,
        MovingAverageKind.T3 => 6 * period - 5,
        _ => period,
    };

    /// <summary>One for the values of an oscillator, which jump about: the same, somewhat faster for them.</summary>
    internal static SeriesIndicator OfOscillator(MovingAverageKind kind, int period) =>
        kind == MovingAverageKind.Sma && period > 1 ? new SimpleMovingAverage(period) { IsErratic = true } : Of(kind, period);

    /// <summary>Describes a parameter that chooses a kind.</summary>
    internal static ParameterSpec KindParameter(string name = "maType", MovingAverageKind standard = MovingAverageKind.Sma, string of = "the moving average") =>
        ParameterSpec.Choice(name, KindNames, (int)standard, $"the kind of {of}");

    /// <summary>The kind chosen by such a parameter.</summary>
    internal static MovingAverageKind KindIn(ParameterValues values, string name = "maType") => (MovingAverageKind)values.Whole(name);

    public override void Update(double input)
    {
        average.Update(input);
        Value = average.Value;
    }

    protected override void KeepState(IndicatorState state) => state.Keep(average);
}
