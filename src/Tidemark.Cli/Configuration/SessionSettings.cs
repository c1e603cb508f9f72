namespace Tidemark.Cli.Configuration;

/// <summary>What <c>start</c> trades where no option says otherwise.</summary>
internal static class SessionSettings
{
    private const string Name = "session";

    public static readonly Setting<string> Strategy = Setting.Text(Name, "strategy", "ma-cross", "The strategy; './tidemark strategy list' shows them");

    public static readonly Setting<InstrumentId> Instrument = Setting.Parsed(Name, "instrument", "BTC/USDT@synthetic", "What is traded, written BASE/QUOTE@venue", InstrumentId.Parse);

    public static readonly Setting<Interval> BarInterval = Setting.Parsed(Name, "interval", "1m", "Length of the bars that the strategy sees", text => Interval.Parse(text));

    public static readonly Setting<decimal> Cash = Setting.Number(Name, "cash", 100_000, 0.01m, 1_000_000_000_000m, "Cash of a fresh paper account, in the quote currency");

    public static readonly Setting<string> Market = Setting.Text(Name, "market", "auto", "Where prices come from; auto takes live ones where a venue answers", "auto", "live", "simulated");

    public static readonly Setting<decimal> Speed = Setting.Number(Name, "speed", 60, 0.01m, 1_000_000m, "How many times faster than real time a simulated or replayed market runs");

    public static readonly SettingSection Section = new(Name, "Paper trading with './tidemark start'", [Strategy, Instrument, BarInterval, Cash, Market, Speed]);
}
