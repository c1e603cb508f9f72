using System.Collections.Immutable;
using System.Globalization;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Recording;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Engine.Strategies.Trades;
using Tidemark.Simulation.Contracts;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Sessions;
using Tidemark.Simulation.Venues;
using Tidemark.Strategies;
using Tidemark.Strategies.Files;
using Tidemark.Strategies.Presets;

namespace Tidemark.Research.Backtests;

/// <summary>Turns names and numbers that a person gave into accounts, models and strategies: the one place that does, for backtests and paper sessions.</summary>
public static class SessionDescriber
{
    /// <summary>Recursive indicators forget their start slowly: after this many times the longest warm-up it no longer shows.</summary>
    internal const int WarmUpFactor = 4;

    /// <param name="request">What was asked.</param>
    /// <param name="inputs">The instruments and the intervals of their bars; the bars themselves are not looked at.</param>
    /// <param name="models">Where strategies find models; null where there are none.</param>
    /// <exception cref="BadInputException">Something asked for cannot be; the message names the option.</exception>
    public static SessionDescription Describe(BacktestRequest request, IReadOnlyList<SeriesInput> inputs, IPredictorSource? models = null)
    {
        var notes = new List<string>();
        var strategies = StrategySet.Create(request.Strategy, request.Parameters);
        if (StrategyPresets.Find(request.Strategy) is { } preset) notes.Add($"preset {preset.Name}: {preset.Strategy}{(preset.Parameters.IsEmpty ? "" : $" with {preset.ParameterText}")}");
        notes.AddRange(strategies.Select(StrategyCatalog.OriginOf).OfType<StrategyFile>().Select(file => $"strategy file {Path.GetFileName(file.Name)}{(file.Parts.Count > 0 ? " with " + string.Join(", ", file.All.Skip(1).Select(part => Path.GetFileName(part.Name)).Distinct()) : "")}, SHA-256 {file.Sha256}"));
        var venue = CostModels.Of(request, inputs, notes);
        var setup = SetupOf(request, inputs, strategies, venue, notes);
        var states = StatesOf(request, strategies, notes);
        return new SessionDescription(setup, venue, strategies, states, WarmUpOf(request, setup, venue, states, models), notes);
    }

    private static ImmutableArray<StrategyState> StatesOf(BacktestRequest request, ImmutableArray<Strategy> strategies, List<string> notes)
    {
        if (request.States is not { } saved) return [];
        var names = StrategyNames.Unique([.. strategies.Select(strategy => strategy.Name)]);
        var states = names.Select((name, number) => (Name: name, Number: number)).Join(saved.Values, own => own.Name, other => other.Strategy, (own, other) => (own.Name, State: new StrategyState(own.Number, null, other.Values))).ToList();
        if (states.Count == 0)
            throw new BadInputException($"--strategy-state {saved.Session}: {(saved.Values.IsEmpty ? "its strategies have saved nothing" : $"it has the state of {string.Join(", ", saved.Values.Select(each => each.Strategy))}, not of {string.Join(", ", names)}")}");
        notes.Add($"strategy state: {string.Join(", ", states.Select(each => each.Name))} as at the end of {saved.Session}");
        return [.. states.Select(each => each.State)];
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
        if (kind == AccountKind.Spot && request.BorrowRates.Length > 0) throw new BadInputException("--borrow-rate needs --account margin: a spot account borrows nothing");
        if (contract is null && (request.Margin == MarginMode.Isolated || request.MarginTiers is not null))
            throw new BadInputException($"{(request.MarginTiers is null ? "--margin isolated" : "--margin-tiers")}: nothing traded is a contract, such as {first.Base}/{first.Quote}:{first.Quote}@{first.Venue}");
        if (request.Account is null && kind == AccountKind.Margin) notes.Add(contract is not null ? $"account: margin, because {contract} is a contract" : "account: margin, because the strategy sells short");
        if (contract is not null) notes.Add($"margin: {(request.Margin == MarginMode.Cross ? "cross" : "isolated")}, tiers {venue.Margin.Source}");
        CheckSizing(request);
        CheckBooks(inputs, strategies);
        var funds = venue.Fills is NextOpenFillModel && contract is null ? FundsPolicy.CashNotNegative : kind == AccountKind.Spot ? FundsPolicy.OwnedAssets : FundsPolicy.InitialMargin;
        var mode = strategies.Any(strategy => strategy.NeedsHedging) ? PositionMode.Hedge : PositionMode.OneWay;
        return new SessionSetup
        {
            Instruments = [.. inputs.Select(input => input.Instrument)],
            BaseIntervals = [.. inputs.Select(input => input.Bars.Interval)],
            Accounts = AccountsOf(request, inputs, notes, (name, at, balances) => new AccountSetup(new AccountId(name), at, kind, balances, CostModels.AssumedRates(venue, [.. inputs.Where(input => input.Instrument.Id.Venue == at)]), funds, request.Leverage) { PositionMode = mode }),
            ConversionCount = inputs.Count(input => input.IsConversion),
            BookScales = inputs.Any(input => input.Book is not null) ? [.. inputs.Select(input => input.Book?.Scale)] : [],
            Currency = request.Currency?.ToUpperInvariant() ?? first.Money,
            Sizing = request.Sizing,
            Limits = request.Limits,
        }.Validate();
    }

    private static void CheckBooks(IReadOnlyList<SeriesInput> inputs, ImmutableArray<Strategy> strategies)
    {
        if (strategies.FirstOrDefault(strategy => strategy.NeedsBook) is not { } strategy) return;
        if (inputs.FirstOrDefault(input => input.Book is null && !input.IsConversion)?.Instrument.Id is { } bare)
            throw new BadInputException($"{strategy.Name} decides on order books, and there is none of {bare}: run a backtest on a recording of it, with --depth FILE,{bare}, or --data depth where it is in the catalog");
    }

    /// <summary>One account a venue. The cash is divided evenly among them: what is right depends on the strategy, and a person can say with balances.</summary>
    private static ImmutableArray<AccountSetup> AccountsOf(BacktestRequest request, IReadOnlyList<SeriesInput> inputs, List<string> notes, Func<string, string, ImmutableArray<Money>, AccountSetup> make)
    {
        var first = inputs[0].Instrument.Id;
        var venues = inputs.Select(input => input.Instrument.Id.Venue).Distinct().ToList();
        if (request.Balances.FirstOrDefault(owned => owned.Venue is { } venue && !venues.Contains(venue)) is { } stray)
            throw new BadInputException($"--balance {stray.Balance.Asset}@{stray.Venue}: no instrument of this run is traded at {stray.Venue}{NearestNames.Hint(stray.Venue!, venues)}");
        var sharing = venues.Count(venue => MoneyAt(venue) == first.Money);
        var part = Math.Round(request.Cash / sharing, 2, MidpointRounding.ToZero);
        var accounts = ImmutableArray.CreateBuilder<AccountSetup>();
        foreach (var venue in venues)
        {
            var owned = request.Balances.Where(owned => (owned.Venue ?? first.Venue) == venue).Select(owned => owned.Balance);
            // What is left over of whole cents stays at the first venue.
            if (MoneyAt(venue) == first.Money) owned = owned.Prepend(new Money(venue == first.Venue ? request.Cash - (sharing - 1) * part : part, first.Money));
            accounts.Add(make(venues.Count == 1 ? "main" : venue, venue, [.. owned]));
            if (accounts[^1].Balances.IsEmpty) throw new BadInputException($"--cash is in {first.Money}, and {venue} is paid in {MoneyAt(venue)}: say with --balance {MoneyAt(venue)}@{venue}=N what the account there begins with");
        }
        if (venues.Count == 1 && request.Transfers.Length > 0) throw new BadInputException($"--transfer: all instruments of this run are at {first.Venue}, there is nowhere to send anything");
        if (venues.Count > 1) notes.Add($"accounts: {string.Join("; ", accounts.Select(account => $"{string.Join(" and ", account.Balances)} at {account.Venue}"))}");
        // What is under way has accounts of its own; they are there even where nothing may be moved, so that a strategy that tries is told so.
        if (venues.Count > 1)
            foreach (var account in accounts.ToArray()) accounts.Add(account with { Id = new AccountId($"{account.Venue} (in transit)"), Kind = AccountKind.InTransit, Balances = [] });
        return accounts.ToImmutable();

        string MoneyAt(string venue) => inputs.First(input => input.Instrument.Id.Venue == venue).Instrument.Id.Money;
    }

    private static void CheckSizing(BacktestRequest request)
    {
        var sizing = request.Sizing;
        if (sizing.Value <= 0m) throw new BadInputException($"the size of a position ({sizing}) must be positive");
        if (sizing.Kind == SizingKind.Allocation && sizing.Value > request.Leverage)
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"--allocation {sizing.Value} must be at most the leverage ({request.Leverage})"));
    }

    /// <summary>Starts the strategy once on nothing to learn how many bars its indicators need.</summary>
    private static int WarmUpOf(BacktestRequest request, SessionSetup setup, VenueOptions venue, ImmutableArray<StrategyState> states, IPredictorSource? models)
    {
        var probe = new SimulatedSession(setup, venue, StrategySet.Create(request.Strategy, request.Parameters), SilentRecorder.Instance, models: models);
        try
        {
            foreach (var state in states) probe.Engine.LoadState(state);
            probe.Start();
        }
        catch (Exception unreadable) when (states.Length > 0 && unreadable is FormatException or OverflowException or ArgumentException or KeyNotFoundException)
        {
            throw new BadInputException($"--strategy-state {request.States!.Session}: {request.Strategy} cannot read what was saved: {unreadable.Message}", unreadable);
        }
        return Math.Max(request.HistoryBars, WarmUpFactor * probe.Engine.WarmUpBars);
    }
}
