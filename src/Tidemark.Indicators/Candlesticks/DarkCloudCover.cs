using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Dark cloud cover, bearish: a long white candle; a black one that opens above its high and closes within its body, below its close by
/// more than the penetration.
/// </summary>
public sealed class DarkCloudCover : CandlestickPattern, IIndicatorDefinition
{
    private readonly double penetration;
    private readonly CandleAverage firstLong;

    /// <param name="penetration">The least share of the body of the first candle that is taken back.</param>
    public DarkCloudCover(double penetration = 0.5)
        : base(history: 1)
    {
        this.penetration = penetration;
        firstLong = Average(CandleSetting.BodyLong, ago: 1);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdldarkcloudcover", "Dark cloud cover",
            "A black candle opens above a long white one and closes deep in its body: bearish.",
            0.5, penetration => new DarkCloudCover(penetration), "dark-cloud-cover"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(1);
        ref readonly var second = ref Ago(0);
        return Bear(first.IsWhite && first.Body > firstLong.Value
            && second.IsBlack && second.Open > first.High
            && second.Close > first.Open && second.Close < first.Close - first.Body * penetration);
    }
}
