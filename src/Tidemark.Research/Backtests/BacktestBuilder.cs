using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Contracts;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Sessions;
using Tidemark.Simulation.Venues;
using Tidemark.Storage.Catalog;
using Tidemark.Strategies;

namespace Tidemark.Research.Backtests;

/// <summary>Turns a request and its bars into a plan that can run: checks everything, fills in defaults, cuts the range, adds warm-up.</summary>
public static class BacktestBuilder
{
    /// <summary>Recursive indicators forget their start slowly: after this many times the longest warm-up it no longer shows.</summary>
    private const int WarmUpFactor = 4;

    /// <param name="request">What was asked.</param>
    /// <param name="inputs">The bars by instrument, whole.</param>
    /// <exception cref="BadInputException">Something asked for cannot be; the message names the option.</exception>
    public static BacktestDraft Build(BacktestRequest request, IReadOnlyList<SeriesInput> inputs)
    {
        var notes = new List<string>();
        var strategies = StrategySet.Create(request.Strategy, request.Parameters);
        var all = inputs;
        if (request.Universe is not null) inputs = UniversePlanner.WithBarsInRange(request, inputs);
        CheckVenues(inputs);
        var venue = CostModels.Of(request, inputs, notes);
        var setup = SetupOf(request, inputs, strategies, venue, notes);
        var warmUp = request.From is null ? 0 : WarmUpFactor * WarmUpOf(request, setup, venue);
        var (cut, tradingStart, warmUpBars) = Cut(request, inputs, warmUp);
        DataNotes.Add(cut, request.From is null, notes);
        var plan = new BacktestPlan
        {
            Setup = setup with { TradingStart = tradingStart, Universe = UniversePlanner.ScheduleOf(request, all, cut, tradingStart, notes) },
            Venue = venue,
            Bars = [.. cut.Select(input => input.Bars)],
            Strategies = strategies,
            Funding = FundingInputs.Load(request, setup.Instruments, cut),
        };
        return new BacktestDraft(plan, cut, warmUpBars, StrategySet.ParametersOf(strategies), HashOf(cut), notes);
    }

    private static void CheckVenues(IReadOnlyList<SeriesInput> inputs)
    {
        var venues = inputs.Select(input => input.Instrument.Id.Venue).Distinct().ToArray();
        if (venues.Length > 1) throw new BadInputException($"--instrument: one backtest trades at one venue, these are at {string.Join(" and ", venues)}");
    }

    private static SessionSetup SetupOf(BacktestRequest request, IReadOnlyList<SeriesInput> inputs, ImmutableArray<Strategy> strategies, VenueOptions venue, List<string> notes)
    {
        var first = inputs[0].Instrument.Id;
        if (request.Cash <= 0m) throw new BadInputException($"--cash {request.Cash} must be positive");
        var shorting = strategies.FirstOrDefault(strategy => strategy.NeedsShorting || strategy.NeedsHedging);
        var contract = inputs.FirstOrDefault(input => input.Instrument.Id.IsContract)?.Instrument.Id;
        if (contract is not null && request.Account == AccountKind.Spot) throw new BadInputException($"--account spot: {contract} is a contract, which needs --account margin");
        var kind = request.Account ?? (shorting is not null || contract is not null ? AccountKind.Margin : AccountKind.Spot);
        if (kind == AccountKind.Spot && shorting is not null) throw new BadInputException($"--account spot: {shorting.Name} with these parameters sells short, which needs --account margin");
        if (kind == AccountKind.Spot && request.Leverage != 1m) throw new BadInputException("--leverage needs --account margin");
        if (request.Account is null && kind == AccountKind.Margin) notes.Add(contract is not null ? $"account: margin, because {contract} is a contract" : "account: margin, because the strategy sells short");
        if (contract is not null) notes.Add($"margin: {(request.Margin == MarginMode.Cross ? "cross" : "isolated")}, tiers {venue.Margin.Source}");
        CheckSizing(request);
        var funds = venue.Fills is NextOpenFillModel && contract is null ? FundsPolicy.CashNotNegative : kind == AccountKind.Spot ? FundsPolicy.OwnedAssets : FundsPolicy.InitialMargin;
        ImmutableArray<Money> balances = [new Money(request.Cash, first.Money), .. request.Balances];
        return new SessionSetup
        {
            Instruments = [.. inputs.Select(input => input.Instrument)],
            BaseIntervals = [.. inputs.Select(input => input.Bars.Interval)],
            Accounts = [new AccountSetup(new AccountId("main"), first.Venue, kind, balances, CostModels.AssumedRates(venue.Fees, inputs), funds, request.Leverage) { PositionMode = strategies.Any(strategy => strategy.NeedsHedging) ? PositionMode.Hedge : PositionMode.OneWay }],
            ConversionCount = inputs.Count(input => input.IsConversion),
            Currency = request.Currency?.ToUpperInvariant() ?? first.Money,
            Sizing = request.Sizing,
            Limits = request.Limits,
        }.Validate();
    }

    private static void CheckSizing(BacktestRequest request)
    {
        var sizing = request.Sizing;
        if (sizing.Value <= 0m) throw new BadInputException($"the size of a position ({sizing}) must be positive");
        if (sizing.Kind == SizingKind.Allocation && sizing.Value > request.Leverage)
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"--allocation {sizing.Value} must be at most the leverage ({request.Leverage})"));
    }

    /// <summary>Starts the strategy once on nothing to learn how many bars its indicators need.</summary>
    private static int WarmUpOf(BacktestRequest request, SessionSetup setup, VenueOptions venue)
    {
        var probe = new SimulatedSession(setup, venue, StrategySet.Create(request.Strategy, request.Parameters), SilentRecorder.Instance);
        probe.Start();
        return probe.Engine.WarmUpBars;
    }

    private static (List<SeriesInput> Inputs, Instant TradingStart, int WarmUpBars) Cut(BacktestRequest request, IReadOnlyList<SeriesInput> inputs, int warmUp)
    {
        var cut = new List<SeriesInput>();
        var tradingStart = Instant.MinValue;
        var warmUpBars = 0;
        if (request.From >= request.To) throw new BadInputException($"--from {request.From} must be before --to {request.To}");
        foreach (var input in inputs)
        {
            var bars = input.Bars;
            var end = request.To is { } to ? bars.LowerBound(to) : bars.Count;
            var begin = request.From is { } from ? bars.LowerBound(from) : 0;
            if (input.IsConversion && cut.Count > 0 && input.Bars.Count > 0 && input.Bars.OpenTimes.Span[0] > cut[0].Bars.OpenTimes.Span[warmUpBars])
                throw new BadInputException($"--convert {input.Instrument.Id}: its bars begin at {new Instant(input.Bars.OpenTimes.Span[0])}, after those of {cut[0].Instrument.Id}: what came before could not be converted");
            if (begin >= end) throw new BadInputException(NoBars(input, request));
            var start = Math.Max(0, begin - warmUp);
            var used = bars.Slice(start, end - start);
            if (cut.Count == 0) warmUpBars = begin - start;
            if (request.From is not null)
            {
                // Bars that close up to the open of the first traded bar are warm-up.
                var firstOpen = new Instant(bars.OpenTimes.Span[begin]);
                tradingStart = cut.Count == 0 ? firstOpen : Instant.Min(tradingStart, firstOpen);
            }
            cut.Add(input with { Bars = used, History = bars.Slice(0, end), AbsentBars = GapMap.Of(bars.Slice(begin, end - begin)).AbsentBars() });
        }
        return (cut, tradingStart, warmUpBars);
    }

    private static string NoBars(SeriesInput input, BacktestRequest request)
    {
        if (input.Bars.Count == 0) return $"{input.Instrument.Id}: there are no bars";
        var first = new Instant(input.Bars.OpenTimes.Span[0]);
        var last = new Instant(input.Bars.OpenTimes.Span[^1]);
        return $"{input.Instrument.Id}: no bars from {request.From?.ToString() ?? "the start"} to {request.To?.ToString() ?? "the end"}; there are bars from {first} to {last}";
    }

    /// <summary>One series is named by its own hash; several by the hash of their names and hashes.</summary>
    private static string HashOf(IReadOnlyList<SeriesInput> inputs)
    {
        if (inputs.Count == 1) return DataHash.Of(inputs[0].Bars);
        var lines = string.Concat(inputs.Select(input => $"{input.Instrument.Id} {DataHash.Of(input.Bars)}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)));
    }
}
