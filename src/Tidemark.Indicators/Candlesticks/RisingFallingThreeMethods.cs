using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Rising (bullish) or falling (bearish) three methods: a long candle; three short ones of the other colour whose bodies reach into the
/// range of the first and whose closes run against it; a long one of the first colour that opens beyond the fourth close and closes beyond
/// the first, in its direction.
/// </summary>
public sealed class RisingFallingThreeMethods : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstLong;
    private readonly CandleAverage secondShort;
    private readonly CandleAverage thirdShort;
    private readonly CandleAverage fourthShort;
    private readonly CandleAverage fifthLong;

    public RisingFallingThreeMethods()
        : base(history: 4)
    {
        firstLong = Average(CandleSetting.BodyLong, ago: 4);
        secondShort = Average(CandleSetting.BodyShort, ago: 3);
        thirdShort = Average(CandleSetting.BodyShort, ago: 2);
        fourthShort = Average(CandleSetting.BodyShort, ago: 1);
        fifthLong = Average(CandleSetting.BodyLong, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlrisefall3methods", "Rising or falling three methods",
            "A long candle, three small ones against it within its range, and a long one that carries on.",
            () => new RisingFallingThreeMethods(), "rising-three-methods", "falling-three-methods"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(4);
        ref readonly var second = ref Ago(3);
        ref readonly var third = ref Ago(2);
        ref readonly var fourth = ref Ago(1);
        ref readonly var fifth = ref Ago(0);
        return Signed(
            first.Body > firstLong.Value && fifth.Body > fifthLong.Value
            && second.Body < secondShort.Value && third.Body < thirdShort.Value && fourth.Body < fourthShort.Value
            && first.Color == -second.Color && second.Color == third.Color && third.Color == fourth.Color && fourth.Color == -fifth.Color
            && ReachesInto(first, second) && ReachesInto(first, third) && ReachesInto(first, fourth)
            && (first.IsWhite
                ? third.Close < second.Close && fourth.Close < third.Close && fifth.Open > fourth.Close && fifth.Close > first.Close
                : third.Close > second.Close && fourth.Close > third.Close && fifth.Open < fourth.Close && fifth.Close < first.Close),
            first.Color);
    }

    private static bool ReachesInto(in Candle first, in Candle other) => other.BodyBottom < first.High && other.BodyTop > first.Low;
}
