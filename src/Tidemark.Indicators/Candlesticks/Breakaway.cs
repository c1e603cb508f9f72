using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Breakaway, bullish after black and bearish after white candles: a long body; a second of the same colour that gaps further; a third (of
/// any colour) and a fourth of the first colour with ever further highs and lows; a fifth of the other colour that closes inside the gap
/// between the first and second bodies.
/// </summary>
public sealed class Breakaway : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstLong;

    public Breakaway()
        : base(history: 4)
    {
        firstLong = Average(CandleSetting.BodyLong, ago: 4);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlbreakaway", "Breakaway",
            "A run that starts with a gap, and a fifth candle that closes back inside that gap.",
            () => new Breakaway(), "breakaway"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(4);
        ref readonly var second = ref Ago(3);
        ref readonly var third = ref Ago(2);
        ref readonly var fourth = ref Ago(1);
        ref readonly var fifth = ref Ago(0);
        return Signed(
            first.Body > firstLong.Value
            && first.Color == second.Color && second.Color == fourth.Color && fourth.Color == -fifth.Color
            && (first.IsBlack
                ? second.GapsBelow(first)
                    && third.High < second.High && third.Low < second.Low && fourth.High < third.High && fourth.Low < third.Low
                    && fifth.Close > second.Open && fifth.Close < first.Close
                : second.GapsAbove(first)
                    && third.High > second.High && third.Low > second.Low && fourth.High > third.High && fourth.Low > third.Low
                    && fifth.Close < second.Open && fifth.Close > first.Close),
            fifth.Color);
    }
}
