using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Stalled pattern (deliberation), bearish: three white candles with ever higher closes; the first and second long; the second with a very
/// short upper shadow, opening above the first open, within or near the first body; the third short, its open not lower than the second
/// close less its own body (nearly).
/// </summary>
public sealed class StalledPattern : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstLong;
    private readonly CandleAverage secondLong;
    private readonly CandleAverage thirdShort;
    private readonly CandleAverage secondVeryShort;
    private readonly CandleAverage firstNear;
    private readonly CandleAverage secondNear;

    public StalledPattern()
        : base(history: 2)
    {
        firstLong = Average(CandleSetting.BodyLong, ago: 2);
        secondLong = Average(CandleSetting.BodyLong, ago: 1);
        thirdShort = Average(CandleSetting.BodyShort, ago: 0);
        secondVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 1);
        firstNear = Average(CandleSetting.Near, ago: 2);
        secondNear = Average(CandleSetting.Near, ago: 1);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlstalledpattern", "Stalled pattern",
            "Two long white candles and a small one on their shoulder: bearish.",
            () => new StalledPattern(), "stalled-pattern", "deliberation"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(2);
        ref readonly var second = ref Ago(1);
        ref readonly var third = ref Ago(0);
        return Bear(first.IsWhite && second.IsWhite && third.IsWhite
            && third.Close > second.Close && second.Close > first.Close
            && first.Body > firstLong.Value
            && second.Body > secondLong.Value && second.UpperShadow < secondVeryShort.Value
            && second.Open > first.Open && second.Open <= first.Close + firstNear.Value
            && third.Body < thirdShort.Value
            && third.Open >= second.Close - third.Body - secondNear.Value);
    }
}
