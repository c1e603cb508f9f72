using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Ladder bottom, bullish: three black candles with ever lower opens and closes; a fourth black one with an upper shadow that is not very
/// short; a white one that opens above the fourth body and closes above its high.
/// </summary>
public sealed class LadderBottom : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage fourthVeryShort;

    public LadderBottom()
        : base(history: 4)
    {
        fourthVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 1);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlladderbottom", "Ladder bottom",
            "Four black candles downwards, then a white one above the last: bullish.",
            () => new LadderBottom(), "ladder-bottom"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(4);
        ref readonly var second = ref Ago(3);
        ref readonly var third = ref Ago(2);
        ref readonly var fourth = ref Ago(1);
        ref readonly var fifth = ref Ago(0);
        return Bull(first.IsBlack && second.IsBlack && third.IsBlack
            && first.Open > second.Open && second.Open > third.Open
            && first.Close > second.Close && second.Close > third.Close
            && fourth.IsBlack && fourth.UpperShadow > fourthVeryShort.Value
            && fifth.IsWhite && fifth.Open > fourth.Open && fifth.Close > fourth.High);
    }
}
