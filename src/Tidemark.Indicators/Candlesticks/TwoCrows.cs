using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Two crows, bearish: a long white candle; a black one whose body gaps above it; a black one that opens within the second body and closes
/// within the first.
/// </summary>
public sealed class TwoCrows : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstLong;

    public TwoCrows()
        : base(history: 2)
    {
        firstLong = Average(CandleSetting.BodyLong, ago: 2);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdl2crows", "Two crows",
            "A long white candle, a black one gapping above it, and a black one that falls back into the first body: bearish.",
            () => new TwoCrows(), "two-crows"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(2);
        ref readonly var second = ref Ago(1);
        ref readonly var third = ref Ago(0);
        return Bear(first.IsWhite && first.Body > firstLong.Value
            && second.IsBlack && second.GapsAbove(first)
            && third.IsBlack && third.Open < second.Open && third.Open > second.Close
            && third.Close > first.Open && third.Close < first.Close);
    }
}
