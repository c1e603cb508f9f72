using Tidemark.Research.Backtests;
using Tidemark.Simulation.Fees;

namespace Tidemark.Research.Results;

/// <summary>What was run, on what, under which assumptions: everything that a figure must be read beside.</summary>
public sealed record RunDescription
{
    public required string Strategy { get; init; }

    /// <summary>The parameters in force by name, as text.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; }

    /// <summary>The instruments in the order of their index.</summary>
    public required IReadOnlyList<InstrumentId> Instruments { get; init; }

    /// <summary>The universe that said which of them may be entered at which time; null for all at all times.</summary>
    public string? Universe { get; init; }

    /// <summary>How many of the last instruments were there for their prices alone.</summary>
    public int ConversionCount { get; init; }

    /// <summary>The instruments that were traded.</summary>
    public IEnumerable<InstrumentId> Traded => Instruments.Take(Instruments.Count - ConversionCount);

    public required Interval Interval { get; init; }

    /// <summary>Where the bars of each instrument come from: <c>stored 1h bars</c>, <c>1h bars resampled from 1m</c>, <c>file prices.csv</c>.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Whether some of the bars come from no market.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>The open of the first bar traded.</summary>
    public required Instant From { get; init; }

    /// <summary>The close of the last bar.</summary>
    public required Instant To { get; init; }

    /// <summary>Bars before <see cref="From"/> that only warmed indicators up.</summary>
    public int WarmUpBars { get; init; }

    /// <summary>The fees of the first market; of all where there is one.</summary>
    public required FeeSchedule Fees { get; init; }

    /// <summary>The fees of further markets.</summary>
    public IReadOnlyList<MarketFees> OtherFees { get; init; } = [];

    /// <summary>All fees in one line.</summary>
    public string FeesText => OtherFees.Count == 0 ? Fees.ToString() : $"{Fees}; {string.Join("; ", OtherFees)}";

    /// <summary>The slippage model: <c>bps:2</c>.</summary>
    public required string Slippage { get; init; }

    /// <summary>The latency model: <c>none</c>, <c>fixed:50,30</c>.</summary>
    public string Latency { get; init; } = "none";

    public required string FillModel { get; init; }

    /// <summary>What the fill model assumes, in a sentence.</summary>
    public string FillAssumption { get; init; } = "";

    public required AccountKind Account { get; init; }

    /// <summary>What stands behind contract positions, <c>cross</c> or <c>isolated</c>; null without contracts.</summary>
    public string? Margin { get; init; }

    public decimal Leverage { get; init; } = 1m;

    /// <summary>How large positions are: <c>quantity 0.5</c>.</summary>
    public required string Sizing { get; init; }

    /// <summary>The seed of everything random; null when nothing was.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Names the bars by content.</summary>
    public required string DataHash { get; init; }

    /// <summary>The version of the program.</summary>
    public required string Build { get; init; }

    /// <summary>How many settings of models had been measured on the time traded; 0 where no model was asked.</summary>
    public int ModelTrials { get; init; }

    /// <summary>Defaults that were chosen and other things to know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Describes a finished backtest.</summary>
    public static RunDescription Of(BacktestRun run, string build, ulong? seed = null)
    {
        var account = run.Plan.Setup.Accounts[0];
        return new RunDescription
        {
            Strategy = run.Request.Strategy,
            Parameters = run.Parameters,
            Instruments = [.. run.Inputs.Select(input => input.Instrument.Id)],
            Universe = run.Plan.Setup.Universe?.Name,
            ConversionCount = run.Plan.Setup.ConversionCount,
            Interval = run.Inputs[0].Bars.Interval,
            Sources = [.. run.Inputs.Select(input => input.Source)],
            IsSynthetic = run.Inputs.Any(input => input.IsSynthetic),
            From = run.From,
            To = run.To,
            WarmUpBars = run.WarmUpBars,
            Fees = run.Plan.Venue.Fees,
            OtherFees = run.Plan.Venue.OtherFees,
            Slippage = run.Plan.Venue.Slippage.Name,
            Latency = run.Plan.Venue.Latency?.Name ?? "none",
            FillModel = run.Plan.Venue.Fills.Name,
            FillAssumption = run.Plan.Venue.Fills.Assumption,
            Account = account.Kind,
            Margin = run.Inputs.Any(input => input.Instrument.Id.IsContract) ? run.Plan.Venue.Margin.Mode.ToString().ToLowerInvariant() : null,
            Leverage = account.Leverage,
            Sizing = run.Plan.Setup.Sizing.ToString(),
            Seed = seed,
            DataHash = run.DataHash,
            Build = build,
            ModelTrials = run.ModelTrials,
            Notes = run.Notes,
        };
    }
}
