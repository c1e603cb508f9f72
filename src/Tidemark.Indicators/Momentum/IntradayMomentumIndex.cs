using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Momentum;

/// <summary>
/// The bodies of rising bars as a share of all bodies of the last n bars, 0 to 100; 0 where no bar has a body (TA-Lib has no value there).
/// Warm after n bars.
/// </summary>
/// <remarks>Source: T. S. Chande and S. Kroll, "The New Technical Trader", 1994.</remarks>
/// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
public sealed class IntradayMomentumIndex(int period) : Indicator, IIndicatorDefinition
{
    private ExactWindowSum gains = new(period);
    private ExactWindowSum losses = new(period);
    private int barsWithoutBody;

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "imi",
            Title = "Intraday momentum index",
            Group = IndicatorGroup.Momentum,
            Summary = "The bodies of rising bars as a share of all bodies of the last n bars, 0 to 100.",
            Source = "T. S. Chande and S. Kroll, The New Technical Trader, 1994; TA-Lib IMI",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Period(14)],
            Outputs = [new OutputSpec("imi", OutputScale.Number)],
            Make = (values, _) => new IntradayMomentumIndex(values.Period),
        },
    ];

    public override int WarmUp => period;

    public override void Update(in Bar bar)
    {
        var body = bar.Close - bar.Open;
        var up = gains.Add(body > 0 ? body : 0);
        var down = losses.Add(body > 0 ? 0 : -body);
        barsWithoutBody = body == 0 ? Math.Min(barsWithoutBody + 1, period) : 0;
        if (gains.IsFull) Value = barsWithoutBody == period ? 0 : 100 * (up / (up + down));
    }

    protected override void KeepState(IndicatorState state)
    {
        gains.Keep(state);
        losses.Keep(state);
        state.Keep(ref barsWithoutBody);
    }
}
