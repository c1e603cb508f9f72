using System.Text.Json;
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

    private RunReport(BacktestResult result, RunDescription description, IReadOnlyList<BarColumns> bars, EquityPeriods periods, HoldingCurve? holding)
    {
        Result = result;
        Description = description;
        Bars = bars;
        Periods = periods;
        Holding = holding;
        Statistics = RunStatistics.Of(result, description, periods, holding, new CurrencyView(result.Currency, description.Instruments, bars));
        RunHash = Results.RunHash.Compute(result.Fills, description.Instruments, result.Equity);
    }

    public BacktestResult Result { get; }

    public RunDescription Description { get; }

    /// <summary>The bars by instrument, warm-up included.</summary>
    public IReadOnlyList<BarColumns> Bars { get; }

    public RunStatistics Statistics { get; }

    /// <summary>See <see cref="Results.RunHash"/>.</summary>
    public string RunHash { get; }

    internal EquityPeriods Periods { get; }

    internal HoldingCurve? Holding { get; }

    /// <summary>Computes the figures of a finished backtest.</summary>
    /// <param name="run">The backtest.</param>
    /// <param name="build">The version of the program.</param>
    /// <param name="basis">The returns that the statistics are made of.</param>
    /// <param name="seed">The seed of everything random; null when nothing was.</param>
    public static RunReport Create(BacktestRun run, string build, StatisticsBasis basis = StatisticsBasis.UtcDay, ulong? seed = null) =>
        Create(run.Result, RunDescription.Of(run, build, seed), [.. run.Inputs.Select(input => input.Bars)], basis);

    /// <inheritdoc cref="Create(BacktestRun, string, StatisticsBasis, ulong?)"/>
    /// <param name="result">What came of the run.</param>
    /// <param name="description">What was run.</param>
    /// <param name="bars">The bars by instrument, warm-up included; empty when they are not at hand (no buy-and-hold then).</param>
    /// <param name="basis">The returns that the statistics are made of.</param>
    public static RunReport Create(BacktestResult result, RunDescription description, IReadOnlyList<BarColumns> bars, StatisticsBasis basis = StatisticsBasis.UtcDay)
    {
        var periods = EquityPeriods.Of(result.Equity, basis, description.Interval);
        var hold = BuyAndHold.Of(result.Equity, description.Instruments, bars, result.Currency, result.InitialEquity, description.Fees.Rates.Taker);
        var holding = hold is null ? null : new HoldingCurve(hold.ValuesAt(periods.Sample(result.Equity.Times.Span)), result.InitialEquity);
        return new RunReport(result, description, bars, periods, holding);
    }

    /// <summary>Writes the whole document: <c>run</c>, <c>statistics</c>, <c>fills</c>, <c>roundTrips</c>, <c>openPositions</c>, <c>equity</c>.</summary>
    /// <param name="writer">Flushed now and then, so that long series need no memory.</param>
    /// <param name="detail">How many points of equity.</param>
    /// <param name="id">The id under which the run was kept, or null.</param>
    public void WriteJson(Utf8JsonWriter writer, EquityDetail detail = EquityDetail.Thinned, string? id = null)
    {
        writer.WriteStartObject();
        RunJson.Write(writer, this, id);
        StatisticsJson.Write(writer, Statistics);
        TradesJson.WriteFills(writer, Result.Fills, Description.Instruments, int.MaxValue);
        TradesJson.WriteRoundTrips(writer, Result.RoundTrips, Description.Instruments, int.MaxValue);
        TradesJson.WriteOpenPositions(writer, Result.OpenPositions, Description.Instruments);
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
        TradesJson.WriteFills(writer, Result.Fills, Description.Instruments, KeptRows);
        TradesJson.WriteRoundTrips(writer, Result.RoundTrips, Description.Instruments, KeptRows);
        TradesJson.WriteOpenPositions(writer, Result.OpenPositions, Description.Instruments);
        EquityJson.Write(writer, Result.Equity, EquityDetail.Sketch);
        writer.WriteEndObject();
    }
}
