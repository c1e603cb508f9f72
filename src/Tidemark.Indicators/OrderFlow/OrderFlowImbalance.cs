using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.OrderFlow;

/// <summary>
/// Volume that buyers took less volume that sellers took, as a share of both (-1 to 1) and in base currency, over the last n prints or
/// over the prints of the last seconds. By number it is defined from the n-th print on, by time from the first. Where the venue does not
/// say who took, the tick test decides.
/// </summary>
/// <remarks>
/// By time, a print leaves when it is as old as the window. Between prints nothing changes: the value is that of the last print.
/// Source: T. Chordia, R. Roll and A. Subrahmanyam, "Order imbalance, liquidity, and market returns", Journal of Financial Economics
/// 2002.
/// </remarks>
public sealed class OrderFlowImbalance : TradeIndicator, IIndicatorDefinition
{
    private readonly PrintWindow window;
    private AggressorRule rule;
    private DoubleDouble net;
    private DoubleDouble total;
    private double netVolume = double.NaN;

    /// <param name="prints">Prints in the window; ignored where <paramref name="span"/> is positive.</param>
    /// <param name="span">The time that the window covers; zero to count prints.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public OrderFlowImbalance(int prints, Duration span = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(prints, 1);
        window = new PrintWindow(span > Duration.Zero ? int.MaxValue : prints, span > Duration.Zero ? span : new Duration(long.MaxValue));
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "order_flow_imbalance",
            Title = "Order-flow imbalance of trades",
            Group = IndicatorGroup.OrderFlow,
            Aliases = ["ofi", "trade-imbalance"],
            Summary = "Volume that buyers took less volume that sellers took, over the last prints or seconds.",
            Source = "T. Chordia, R. Roll, A. Subrahmanyam, Order imbalance, liquidity, and market returns, JFE 2002",
            Input = IndicatorInput.Trades,
            Parameters =
            [
                ParameterSpec.Period(100, minimum: 1, name: "trades", description: "prints in the window"),
                ParameterSpec.Number("seconds", 0, 0, 1e8, "seconds that the window covers; 0 to count prints instead"),
            ],
            Outputs = [new OutputSpec("imbalance", OutputScale.Number, "share of all volume, -1 to 1"), new OutputSpec("net", OutputScale.Volume, "bought less sold, in base currency")],
            Make = (values, _) => new OrderFlowImbalance(values.Whole("trades"), new Duration((long)(values["seconds"] * Instant.NanosecondsPerSecond))),
        },
    ];

    public override int OutputCount => 2;

    /// <summary>Bought less sold, in base currency.</summary>
    public double Net => netVolume;

    public override double Output(int index) => index switch
    {
        0 => Value,
        1 => netVolume,
        _ => throw NoOutput(index),
    };

    public override void Update(in Trade trade)
    {
        var signed = rule.SignOf(trade) * trade.Quantity;
        while (window.MustLeave(trade.Time)) Count(-window.Leave(), isLeaving: true);
        window.Enter(trade.Time, signed);
        Count(signed, isLeaving: false);
        if (!window.IsDefined) return;
        netVolume = net.Value;
        Value = total.Value > 0 ? Math.Clamp(net.Value / total.Value, -1, 1) : 0;
    }

    protected override void KeepState(IndicatorState state)
    {
        window.Keep(state);
        rule.Keep(state);
        net.Keep(state);
        total.Keep(state);
        state.Keep(ref netVolume);
    }

    private void Count(double signed, bool isLeaving)
    {
        net.Add(signed);
        total.Add(isLeaving ? -Math.Abs(signed) : Math.Abs(signed));
    }
}
