using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.SeriesStatistics;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Momentum;

/// <summary>
/// The mean of three numbers from 0 to 100: Wilder's RSI of the values, Wilder's RSI of the streak (how many values in a row rose, negative
/// for fell, 0 when unchanged; 0 for the first), and the share of the n one-bar returns before that the present one exceeds. Warm when all are.
/// </summary>
/// <remarks>Source: L. Connors and C. Alvarez, "An Introduction to ConnorsRSI", 2012. A return on zero counts as 0.</remarks>
public sealed class ConnorsRsi : SeriesIndicator, IIndicatorDefinition
{
    private readonly RelativeStrengthIndex strength;
    private readonly RelativeStrengthIndex streakStrength;
    private readonly PercentRank rank;
    private double previous = double.NaN;
    private double streak;

    /// <exception cref="ArgumentOutOfRangeException">A period is not positive.</exception>
    public ConnorsRsi(int period, int streakPeriod, int rankPeriod)
    {
        strength = new RelativeStrengthIndex(period);
        streakStrength = new RelativeStrengthIndex(streakPeriod);
        rank = new PercentRank(rankPeriod);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "crsi",
            Title = "Connors RSI",
            Group = IndicatorGroup.Momentum,
            Aliases = ["connors-rsi"],
            Summary = "The mean of a short RSI, the RSI of the streak and the rank of the last return, 0 to 100.",
            Source = "L. Connors, C. Alvarez, An Introduction to ConnorsRSI, 2012",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters =
            [
                ParameterSpec.Period(3, description: "bars of the RSI of values"),
                ParameterSpec.Period(2, name: "streakPeriod", description: "bars of the RSI of streaks"),
                ParameterSpec.Period(100, minimum: 1, name: "rankPeriod", description: "returns that the last one is compared with"),
            ],
            Outputs = [new OutputSpec("crsi", OutputScale.Number)],
            Make = IndicatorDescriptor.Series((values, field) =>
                new ConnorsRsi(values.Period, values.Whole("streakPeriod"), values.Whole("rankPeriod")) { Source = field }),
        },
    ];

    public override int WarmUp => Math.Max(Math.Max(strength.WarmUp, streakStrength.WarmUp), rank.WarmUp + 1);

    public override void Update(double input)
    {
        var before = previous;
        previous = input;
        strength.Update(input);
        if (!double.IsNaN(before))
        {
            streak = input > before ? Math.Max(streak, 0) + 1 : input < before ? Math.Min(streak, 0) - 1 : 0;
            rank.Update(before == 0 ? 0 : input / before - 1);
        }
        streakStrength.Update(streak);
        if (strength.IsWarm && streakStrength.IsWarm && rank.IsWarm) Value = (strength.Value + streakStrength.Value + rank.Value) / 3;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(strength);
        state.Keep(streakStrength);
        state.Keep(rank);
        state.Keep(ref previous);
        state.Keep(ref streak);
    }
}
