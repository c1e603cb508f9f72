using System.Globalization;
using Tidemark.Engine.Journaling;
using Tidemark.Node.Markets;
using Tidemark.Node.Recovery;
using Tidemark.Research.Backtests;
using Tidemark.Simulation.Markets;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Homes;

namespace Tidemark.Cli.Composition;

/// <summary>The source of prices that a session is bound to for life, as settings of its first record and back.</summary>
internal sealed class SessionSource(HomeFolder home)
{
    private const string SourceSetting = "source";
    private const string GeneratedSource = "generated";
    private const string ReplaySource = "replay";
    private const string SeedSetting = "marketSeed";
    private const string StartSetting = "marketStart";
    private const string FromSetting = "replayFrom";
    private const string ToSetting = "replayTo";
    private const string RatesSetting = "replayFundingRates";

    /// <summary>
    /// The smallest seed whose default averages cross upward within ten bars of the start of trading and down again within the hour,
    /// so that a newcomer sees a trade within seconds. What the trades earn played no part.
    /// </summary>
    public const ulong DemonstrationSeed = 31;

    /// <summary>The generated market's calendar: any day would do, a fixed one makes every fresh session the same.</summary>
    public static readonly Instant GeneratedFrom = Instant.FromDate(2024, 1, 1);

    public static bool IsReplay(SessionStartedRecord started) => started.Setting(SourceSetting) == ReplaySource;

    /// <summary>Each instrument has a market of its own.</summary>
    public static IEnumerable<NamedText> OfGenerated(int instruments, Interval interval) =>
    [
        new(SourceSetting, GeneratedSource),
        .. Enumerable.Range(0, instruments).Select(index => new NamedText(SeedSetting, (DemonstrationSeed + (ulong)index).ToString(CultureInfo.InvariantCulture))),
        new(StartSetting, interval.OpenOf(GeneratedFrom).ToString()),
    ];

    /// <summary>The bars of a draft. Without an end they go on with what the catalog gets; what was worked out from all of them (a universe) or came from a file (funding) ends with them.</summary>
    public static IEnumerable<NamedText> OfReplay(BacktestDraft draft, Instant? to)
    {
        yield return new NamedText(SourceSetting, ReplaySource);
        foreach (var bars in draft.Plan.Bars) yield return new NamedText(FromSetting, new Instant(bars.OpenTimes.Span[0]).ToString());
        if (to is null && (draft.Plan.Setup.Universe is not null || draft.Plan.Funding.Count > 0))
            to = draft.Plan.Bars.Max(bars => bars.Interval.CloseOf(new Instant(bars.OpenTimes.Span[^1])));
        if (to is { } end) yield return new NamedText(ToSetting, end.ToString());
        if (draft.Plan.Funding.Count > 0) yield return new NamedText(RatesSetting, draft.Plan.Funding.Count.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The market of a session at its first event.</summary>
    /// <exception cref="BadInputException">The bars are not to be had.</exception>
    /// <exception cref="InvalidDataException">The journal was cut before all of its funding rates were written: nothing has been traded in it.</exception>
    public ISessionMarket MarketOf(SessionInputs session)
    {
        var started = session.Started;
        if (!IsReplay(started)) return Generated(started);
        if (started.FindSetting(RatesSetting) is { } count && int.Parse(count, CultureInfo.InvariantCulture) != session.Funding.Count)
            throw new InvalidDataException("the journal was cut off while the session began, before it could trade; begin a new one with --fresh");
        var setup = started.Setup;
        var catalog = MarketCatalog.Open(home.Path);
        var starts = started.Settings.Where(setting => setting.Name == FromSetting).Select(setting => Instant.Parse(setting.Text)).ToArray();
        var to = started.FindSetting(ToSetting) is { } end ? Instant.Parse(end) : Instant.MaxValue;
        var bars = setup.Instruments.Select((instrument, index) =>
            catalog.Resolve(new BarSpec(instrument.Id, setup.BaseIntervals[index])).Bars.Between(index < starts.Length ? starts[index] : Instant.MinValue, to));
        return new ReplayMarket([.. setup.Instruments.Take(setup.TradedCount).Select(instrument => instrument.Id)], [.. bars], session.Funding);
    }

    private static GeneratedMarket Generated(SessionStartedRecord started)
    {
        var from = Instant.Parse(started.Setting(StartSetting));
        var seeds = started.Settings.Where(setting => setting.Name == SeedSetting).Select(setting => ulong.Parse(setting.Text, CultureInfo.InvariantCulture));
        return new GeneratedMarket([.. seeds.Select(seed => new SyntheticMarketOptions(seed, started.Setup.BaseIntervals[0], from))]);
    }
}
