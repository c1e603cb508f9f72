using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Mat hold, bullish: a long white candle; three short ones, the first of them black and gapping above, their upper ends falling, the last
/// two with a part below the first close but not below it by the penetration or more; a white one that opens above the fourth close and
/// closes above the highs of all three.
/// </summary>
public sealed class MatHold : CandlestickPattern, IIndicatorDefinition
{
    private readonly double penetration;
    private readonly CandleAverage firstLong;
    private readonly CandleAverage secondShort;
    private readonly CandleAverage thirdShort;
    private readonly CandleAverage fourthShort;

    /// <param name="penetration">The largest share of the body of the first candle that may be taken back.</param>
    public MatHold(double penetration = 0.5)
        : base(history: 4)
    {
        this.penetration = penetration;
        firstLong = Average(CandleSetting.BodyLong, ago: 4);
        secondShort = Average(CandleSetting.BodyShort, ago: 3);
        thirdShort = Average(CandleSetting.BodyShort, ago: 2);
        fourthShort = Average(CandleSetting.BodyShort, ago: 1);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlmathold", "Mat hold",
            "A long white candle, a rest of three small ones that stays high, and a white one to new highs: bullish.",
            0.5, penetration => new MatHold(penetration), "mat-hold"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(4);
        ref readonly var second = ref Ago(3);
        ref readonly var third = ref Ago(2);
        ref readonly var fourth = ref Ago(1);
        ref readonly var fifth = ref Ago(0);
        var floor = first.Close - first.Body * penetration;
        return Bull(first.Body > firstLong.Value
            && second.Body < secondShort.Value && third.Body < thirdShort.Value && fourth.Body < fourthShort.Value
            && first.IsWhite && second.IsBlack && fifth.IsWhite
            && second.GapsAbove(first)
            && third.BodyBottom < first.Close && fourth.BodyBottom < first.Close
            && third.BodyBottom > floor && fourth.BodyBottom > floor
            && third.BodyTop < second.Open && fourth.BodyTop < third.BodyTop
            && fifth.Open > fourth.Close
            && fifth.Close > Math.Max(Math.Max(second.High, third.High), fourth.High));
    }
}
