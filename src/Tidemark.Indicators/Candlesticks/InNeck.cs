using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// In-neck, bearish: a long black candle; a white one that opens below its low and closes at its close or slightly above (the same price).
/// </summary>
public sealed class InNeck : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstEqual;
    private readonly CandleAverage firstLong;

    public InNeck()
        : base(history: 1)
    {
        firstEqual = Average(CandleSetting.Equal, ago: 1);
        firstLong = Average(CandleSetting.BodyLong, ago: 1);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlinneck", "In-neck",
            "A white candle opens below a long black one and closes just at its close: bearish.",
            () => new InNeck(), "in-neck"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(1);
        ref readonly var second = ref Ago(0);
        return Bear(first.IsBlack && first.Body > firstLong.Value
            && second.IsWhite && second.Open < first.Low
            && second.Close <= first.Close + firstEqual.Value && second.Close >= first.Close);
    }
}
