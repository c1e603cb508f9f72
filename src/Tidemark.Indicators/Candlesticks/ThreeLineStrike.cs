using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Three-line strike, bullish after three white and bearish after three black candles: three candles of one colour with ever higher (lower)
/// closes, the second and third opening within or near the body before; then one of the other colour that opens beyond the third close and
/// closes beyond the first open.
/// </summary>
public sealed class ThreeLineStrike : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstNear;
    private readonly CandleAverage secondNear;

    public ThreeLineStrike()
        : base(history: 3)
    {
        firstNear = Average(CandleSetting.Near, ago: 3);
        secondNear = Average(CandleSetting.Near, ago: 2);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdl3linestrike", "Three-line strike",
            "Three candles in one direction, and a fourth that takes all of it back; read as a continuation.",
            () => new ThreeLineStrike(), "three-line-strike"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(3);
        ref readonly var second = ref Ago(2);
        ref readonly var third = ref Ago(1);
        ref readonly var fourth = ref Ago(0);
        return Signed(
            first.Color == second.Color && second.Color == third.Color && fourth.Color == -third.Color
            && second.Open >= first.BodyBottom - firstNear.Value && second.Open <= first.BodyTop + firstNear.Value
            && third.Open >= second.BodyBottom - secondNear.Value && third.Open <= second.BodyTop + secondNear.Value
            && (third.IsWhite
                ? third.Close > second.Close && second.Close > first.Close && fourth.Open > third.Close && fourth.Close < first.Open
                : third.Close < second.Close && second.Close < first.Close && fourth.Open < third.Close && fourth.Close > first.Open),
            third.Color);
    }
}
