using System.Text.Json;
using Tidemark.Research.Attribution;
using Tidemark.Research.Backtests;
using Tidemark.Simulation.Backtesting;

namespace Tidemark.Research.Results;

/// <summary>
/// A finished run with its figures: what is printed, written as JSON, kept, and drawn. Made once; the ways to show it share it.
/// </summary>
public sealed class RunReport
{
    /// <summary>The most fills, and the most round trips, that the document of a kept run holds; <c>statistics</c> has their numbers.</summary>
    public const int KeptRows = 10_000;

    private readonly Lazy<RunAttribution?> attribution;

    private RunReport(BacktestResult result, RunDescription description, IReadOnlyList<BarColumns> bars, IReadOnlyList<BarColumns> history, EquityPeriods periods, EquityPeriods days, HoldingCurve? holding)
    {
        Result = result;
        Description = description;
        Bars = bars;
        History = history;
        Periods = periods;
        Days = days;
        Holding = holding;
        Statistics = RunStatistics.Of(result, description, periods, holding, new CurrencyView(result.Currency, description.Instruments, bars));
        RunHash = Results.RunHash.Compute(result.Fills, description.Instruments, result.Equity);
        attribution = new Lazy<RunAttribution?>(() => RunAttribution.Of(this));
    }

    public BacktestResult Result { get; }

    public RunDescription Description { get; }

    /// <summary>The bars by instrument, warm-up included.</summary>
    public IReadOnlyList<BarColumns> Bars { get; }

    public RunStatistics Statistics { get; }

    /// <summary>See <see cref="Results.RunHash"/>.</summary>
    public string RunHash { get; }

    /// <summary>Where the profit came from; null when the account cannot be valued. Counted when first asked for: sweeps do without.</summary>
    public RunAttribution? Attribution => attribution.Value;

    /// <summary>The bars by instrument that were known up to the end of the run, those before the warm-up included.</summary>
    internal IReadOnlyList<BarColumns> History { get; }

    internal EquityPeriods Periods { get; }

    /// <summary>The run in UTC days (longer bars one by one), whatever the basis of the statistics.</summary>
    internal EquityPeriods Days { get; }

    internal HoldingCurve? Holding { get; }

    /// <summary>Computes the figures of a finished backtest.</summary>
    /// <param name="run">The backtest.</param>
    /// <param name="build">The version of the program.</param>
    /// <param name="basis">The returns that the statistics are made of.</param>
    /// <param name="seed">The seed of everything random; null when nothing was.</param>
    public static RunReport Create(BacktestRun run, string build, StatisticsBasis basis = StatisticsBasis.UtcDay, ulong? seed = null) =>
        Create(run.Result, RunDescription.Of(run, build, seed), [.. run.Inputs.Select(input => input.Bars)], basis, [.. run.Inputs.Select(input => input.History)]);

    /// <inheritdoc cref="Create(BacktestRun, string, StatisticsBasis, ulong?)"/>
    /// <param name="result">What came of the run.</param>
    /// <param name="description">What was run.</param>
    /// <param name="bars">The bars by instrument, warm-up included; empty when they are not at hand (no buy-and-hold then).</param>
    /// <param name="basis">The returns that the statistics are made of.</param>
    /// <param name="history">The same with everything known before; <paramref name="bars"/> when null.</param>
    public static RunReport Create(BacktestResult result, RunDescription description, IReadOnlyList<BarColumns> bars, StatisticsBasis basis = StatisticsBasis.UtcDay,
        IReadOnlyList<BarColumns>? history = null)
    {
        var periods = EquityPeriods.Of(result.Equity, basis, description.Interval);
        var days = basis == StatisticsBasis.UtcDay ? periods : EquityPeriods.Of(result.Equity, StatisticsBasis.UtcDay, description.Interval);
        return new RunReport(result, description, bars, history ?? bars, periods, days, HoldingOf(result, description, bars, periods));
    }

    internal HoldingCurve? HoldingOf(EquityPeriods periods) => ReferenceEquals(periods, Periods) ? Holding : HoldingOf(Result, Description, Bars, periods);

    private static HoldingCurve? HoldingOf(BacktestResult result, RunDescription description, IReadOnlyList<BarColumns> bars, EquityPeriods periods)
    {
        var hold = BuyAndHold.Of(result.Equity, [.. description.Traded], bars.Count == 0 ? bars : [.. bars.Take(bars.Count - description.ConversionCount)], result.Currency, result.InitialEquity, description.Fees.Rates.Taker);
        return hold is null ? null : new HoldingCurve(hold.ValuesAt(periods.Sample(result.Equity.Times.Span)), result.InitialEquity);
    }

    /// <summary>Writes the whole document: <c>run</c>, <c>statistics</c>, <c>attribution</c>, <c>fills</c>, <c>roundTrips</c>, <c>openPositions</c>, <c>equity</c>.</summary>
    /// <param name="writer">Flushed now and then, so that long series need no memory.</param>
    /// <param name="detail">How many points of equity.</param>
    /// <param name="id">The id under which the run was kept, or null.</param>
    public void WriteJson(Utf8JsonWriter writer, EquityDetail detail = EquityDetail.Thinned, string? id = null)
    {
        writer.WriteStartObject();
        RunJson.Write(writer, this, id);
        StatisticsJson.Write(writer, Statistics);
        DrawdownTable.WriteJson(writer, this);
        AttributionJson.Write(writer, Attribution);
        TradesJson.WriteFills(writer, Result.Fills, Description.Instruments, Result.Strategies, int.MaxValue);
        TradesJson.WriteRoundTrips(writer, Result.RoundTrips, Description.Instruments, Result.Strategies, int.MaxValue);
        TradesJson.WriteOpenPositions(writer, Result.OpenPositions, Description.Instruments, Result.Strategies);
        EquityJson.Write(writer, Result.Equity, detail);
        writer.WriteEndObject();
    }

    /// <summary>
    /// Writes the document under which the run is kept: the same with a sketch of the equity, at most <see cref="KeptRows"/> fills and
    /// round trips, the moment, and the summary that was printed.
    /// </summary>
    /// <param name="stream">Where to.</param>
    /// <param name="id">The id of the run.</param>
    /// <param name="version">The version of the document.</param>
    /// <param name="keptAt">Now.</param>
    public void WriteKept(Stream stream, string id, int version, Instant keptAt)
    {
        using var writer = new Utf8JsonWriter(stream);
        writer.WriteStartObject();
        writer.WriteNumber("version", version);
        writer.WriteString("keptAt", keptAt.ToString());
        using var summary = new StringWriter { NewLine = "\n" };
        RunSummary.Write(summary, this);
        writer.WriteString("summary", summary.ToString());
        RunJson.Write(writer, this, id);
        StatisticsJson.Write(writer, Statistics);
        DrawdownTable.WriteJson(writer, this);
        AttributionJson.Write(writer, Attribution);
        TradesJson.WriteFills(writer, Result.Fills, Description.Instruments, Result.Strategies, KeptRows);
        TradesJson.WriteRoundTrips(writer, Result.RoundTrips, Description.Instruments, Result.Strategies, KeptRows);
        TradesJson.WriteOpenPositions(writer, Result.OpenPositions, Description.Instruments, Result.Strategies);
        EquityJson.Write(writer, Result.Equity, EquityDetail.Sketch);
        writer.WriteEndObject();
    }
}
