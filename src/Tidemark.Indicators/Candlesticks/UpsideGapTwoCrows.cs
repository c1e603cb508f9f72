using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Upside gap two crows, bearish: a long white candle; a short black one whose body gaps above it; a black one whose body contains the
/// second and that closes above the first.
/// </summary>
public sealed class UpsideGapTwoCrows : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstLong;
    private readonly CandleAverage secondShort;

    public UpsideGapTwoCrows()
        : base(history: 2)
    {
        firstLong = Average(CandleSetting.BodyLong, ago: 2);
        secondShort = Average(CandleSetting.BodyShort, ago: 1);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlupsidegap2crows", "Upside gap two crows",
            "A long white candle and two black ones above a gap, the second engulfing the first: bearish.",
            () => new UpsideGapTwoCrows(), "upside-gap-two-crows"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(2);
        ref readonly var second = ref Ago(1);
        ref readonly var third = ref Ago(0);
        return Bear(first.IsWhite && first.Body > firstLong.Value
            && second.IsBlack && second.Body <= secondShort.Value && second.GapsAbove(first)
            && third.IsBlack && third.Open > second.Open && third.Close < second.Close && third.Close > first.Close);
    }
}
