using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Thrusting, bearish: a long black candle; a white one that opens below its low and closes in its body, above its close by more than the
/// same price but not above the middle.
/// </summary>
public sealed class Thrusting : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstEqual;
    private readonly CandleAverage firstLong;

    public Thrusting()
        : base(history: 1)
    {
        firstEqual = Average(CandleSetting.Equal, ago: 1);
        firstLong = Average(CandleSetting.BodyLong, ago: 1);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlthrusting", "Thrusting",
            "A white candle opens below a long black one and closes below the middle of its body: bearish.",
            () => new Thrusting(), "thrusting"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(1);
        ref readonly var second = ref Ago(0);
        return Bear(first.IsBlack && first.Body > firstLong.Value
            && second.IsWhite && second.Open < first.Low
            && second.Close > first.Close + firstEqual.Value && second.Close <= first.Close + first.Body * 0.5);
    }
}
