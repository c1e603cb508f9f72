using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// A candlestick pattern: 100 on the bar that completes a bullish one, -100 for a bearish one, 0 otherwise; other values where a pattern
/// says so. The values are TA-Lib's to the last bar, whatever the series.
/// </summary>
/// <remarks>
/// A pattern says which averages it needs for which of its candles, and its condition over the last candles. White is a candle that
/// closes at or above its open, black any other; the words long, short, near, far and same are those of TA-Lib's default candle
/// settings. Undefined until the longest average is full for the oldest candle. Source: TA-Lib 0.6; the patterns are mostly those of
/// G. L. Morris, "Candlestick Charting Explained", 1992, and S. Nison, "Japanese Candlestick Charting Techniques", 1991.
/// </remarks>
public abstract class CandlestickPattern : Indicator
{
    private const int Bullish = 100;
    private const int Remembered = 16; // a power of two above the longest average plus the longest pattern
    private readonly Candle[] candles = new Candle[Remembered];
    private readonly int history;
    private readonly int early;
    private CandleAverage[] averages = [];
    private int longestAverage;
    private int newest = -1;
    private int before = -1;

    /// <param name="history">How many bars before the newest the condition reads, beside its averages.</param>
    /// <param name="early">How many bars before the first value the condition is looked at already, for patterns that remember.</param>
    private protected CandlestickPattern(int history, int early = 0)
    {
        this.history = history;
        this.early = early;
    }

    public sealed override int WarmUp => Lookback + 1;

    private int Lookback => longestAverage + history;

    public sealed override void Update(in Bar bar)
    {
        newest = (newest + 1) % Remembered;
        candles[newest] = new Candle(bar.Open, bar.High, bar.Low, bar.Close);
        var lookback = Lookback;
        if (before < lookback) before++;
        if (before < lookback - early)
        {
            Gather(lookback - early);
            return;
        }
        var found = Recognize();
        if (before == lookback) Value = found;
        foreach (var average in averages) average.Roll(Ago(average.Ago), Ago(average.Ago + average.Period));
    }

    /// <summary>What the newest candles are: usually 100, -100 or 0.</summary>
    private protected abstract int Recognize();

    /// <summary>Asks for the threshold of a setting for one of the pattern's candles; for constructors.</summary>
    private protected CandleAverage Average(CandleSetting setting, int ago)
    {
        var average = new CandleAverage(setting, ago);
        averages = [.. averages, average];
        longestAverage = Math.Max(longestAverage, setting.Period);
        return average;
    }

    /// <summary>A candle by how many bars before the newest it stands.</summary>
    private protected ref readonly Candle Ago(int bars) => ref candles[(newest - bars) & (Remembered - 1)];

    /// <summary>100 where a bullish pattern stands, otherwise 0.</summary>
    private protected static int Bull(bool stands) => stands ? Bullish : 0;

    /// <summary>-100 where a bearish pattern stands, otherwise 0.</summary>
    private protected static int Bear(bool stands) => stands ? -Bullish : 0;

    /// <summary>100 or -100 after the colour of a candle where the pattern stands, otherwise 0.</summary>
    private protected static int Signed(bool stands, int color) => stands ? color * Bullish : 0;

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(ref newest);
        state.Keep(ref before);
        for (var i = 0; i < candles.Length; i++)
        {
            var (open, high, low, close) = candles[i];
            state.Keep(ref open);
            state.Keep(ref high);
            state.Keep(ref low);
            state.Keep(ref close);
            candles[i] = new Candle(open, high, low, close);
        }
        foreach (var average in averages) average.Keep(state);
    }

    /// <summary>Describes a pattern without parameters.</summary>
    private protected static IndicatorDescriptor Describe(string name, string title, string summary, Func<CandlestickPattern> make, params ImmutableArray<string> aliases) =>
        Describe(name, title, summary, [], _ => make(), aliases);

    /// <summary>Describes a pattern that asks how far one candle must reach into another.</summary>
    private protected static IndicatorDescriptor Describe(string name, string title, string summary, double penetration, Func<double, CandlestickPattern> make,
        params ImmutableArray<string> aliases) =>
        Describe(name, title, summary,
            [ParameterSpec.Number("penetration", penetration, 0, double.PositiveInfinity, "how far a candle reaches into the body of the first, as a share of that body")],
            values => make(values["penetration"]), aliases);

    private static IndicatorDescriptor Describe(string name, string title, string summary, ImmutableArray<ParameterSpec> parameters,
        Func<ParameterValues, CandlestickPattern> make, ImmutableArray<string> aliases) => new()
        {
            Name = name,
            Title = title,
            Aliases = aliases,
            Group = IndicatorGroup.Candlesticks,
            Summary = summary,
            Source = $"TA-Lib {name.ToUpperInvariant()}; G. L. Morris, Candlestick Charting Explained, 1992",
            Input = IndicatorInput.Bars,
            Parameters = parameters,
            Outputs = [new OutputSpec(name, OutputScale.Signal, "100 bullish, -100 bearish, 0 none")],
            Make = (values, _) => make(values),
        };

    private void Gather(int first)
    {
        foreach (var average in averages)
            if (before >= first - average.Period) average.Add(Ago(average.Ago));
    }
}
