using Tidemark.Engine.Portfolios;
using Tidemark.Simulation.Sessions;
using Tidemark.Simulation.Sources;

namespace Tidemark.Simulation.Backtesting;

/// <summary>Runs recorded bars through engine and simulated venue to the end and returns what came of it.</summary>
public static class Backtest
{
    /// <summary>Between two looks at cancellation and progress; also lets the runtime optimise the loop while it runs.</summary>
    private const int EventsPerStretch = 16_384;

    /// <param name="plan">What to run.</param>
    /// <param name="progress">Hears the fraction done.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="BadInputException">The plan is incomplete or contradictory.</exception>
    /// <exception cref="OperationCanceledException">The run was ended early.</exception>
    public static BacktestResult Run(BacktestPlan plan, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        if (plan.Bars.Count != plan.Setup.Instruments.Length) throw new BadInputException("every instrument needs its bars");
        if (plan.Books.Count > 0 && (plan.Books.Count != plan.Bars.Count || plan.Books.All(book => book is null))) throw new BadInputException("every instrument needs its order book, or none");
        var isSingle = plan.Bars.Count == 1;
        var finest = plan.Bars.MinBy(bars => bars.Interval.ApproximateNanoseconds)!.Interval;
        var recorder = new BacktestRecorder(plan.Recorder, isSingle ? plan.Bars[0].Count : plan.Bars.Max(bars => bars.Count), !isSingle,
            closeTime => finest.OpenOf(new Instant(closeTime.Nanoseconds - 1)));
        var session = new SimulatedSession(plan.Setup, plan.Venue, plan.Strategies, recorder, models: plan.Models);
        plan.EngineMade?.Invoke(session.Engine);
        recorder.Ledger.Split = new LedgerSplit(plan.Setup, session.Engine.Portfolio, plan.Strategies.Count);
        var funding = plan.Funding.Count == 0 ? null : new FundingEventSource(plan.Funding);
        var signals = plan.Signals.Count == 0 ? null : new SignalEventSource(plan.Signals, plan.Setup.TradingStart);
        foreach (var state in plan.States) session.Engine.LoadState(state);
        session.Start();
        var done = plan.Books.Count > 0 ? new BookLoop(plan, session, funding, signals).Run(progress, cancellation) : RunBars(plan, session, funding, signals, progress, cancellation);
        session.Stop();
        return ResultOf(plan, session, recorder, done);
    }

    private static long RunBars(BacktestPlan plan, SimulatedSession session, FundingEventSource? funding, SignalEventSource? signals, IProgress<double>? progress, CancellationToken cancellation)
    {
        var source = new BarEventSource(plan.Bars);
        var total = plan.Bars.Sum(bars => (long)bars.Count);
        var changes = plan.ModelUpdates is { } updates ? new ModelChangeFeed(updates, session, plan.InputTaken) : null;
        var done = 0L;
        for (var more = true; more;)
        {
            more = RunStretch(session, source, funding, signals, changes, ref done);
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(total == 0 ? 1 : (double)done / total);
        }
        return done;
    }

    private static bool RunStretch(SimulatedSession session, BarEventSource source, FundingEventSource? funding, SignalEventSource? signals, ModelChangeFeed? changes, ref long done)
    {
        for (var count = 0; count < EventsPerStretch; count++)
        {
            if (changes is null && TakeQuietly(session, source, funding, signals) is > 0 and var taken)
            {
                done += taken;
                count += taken - 1;
                continue;
            }
            if (!source.TryRead(out var next))
            {
                funding?.Feed(Instant.MaxValue, session);
                return false;
            }
            changes?.Feed(next.CloseTime);
            if (signals is not null && signals.Next <= next.CloseTime) signals.Feed(next.CloseTime, funding, session);
            // What closes by the moment of a payment comes before it.
            if (funding is not null && funding.Next < next.CloseTime) funding.Feed(next.CloseTime, session);
            session.Process(next);
            done++;
        }
        return true;
    }

    /// <summary>Bars in a row of which each means nothing but itself, up to the next payment or signal.</summary>
    private static int TakeQuietly(SimulatedSession session, BarEventSource source, FundingEventSource? funding, SignalEventSource? signals)
    {
        var ahead = source.Ahead;
        if (ahead.IsEmpty) return 0;
        var until = signals is null ? Instant.MaxValue : new Instant(signals.Next.Nanoseconds - 1);
        if (funding is not null) until = Instant.Min(until, funding.Next);
        var taken = session.ProcessQuietly(ahead, source.Length, until);
        source.Skip(taken);
        return taken;
    }

    private static BacktestResult ResultOf(BacktestPlan plan, SimulatedSession session, BacktestRecorder recorder, long barCount)
    {
        var engine = session.Engine;
        var book = engine.Portfolio.Book;
        var initialCash = CashAt(plan, IsPlain(plan) ? book : FirstBook(plan), initial: true);
        return new BacktestResult
        {
            Instruments = plan.Setup.Instruments,
            Strategies = engine.Strategies,
            Currency = plan.Setup.Currency,
            InitialCash = initialCash,
            InitialEquity = InitialEquityOf(plan, recorder, initialCash),
            FinalCash = CashAt(plan, book, initial: false),
            InitialWorth = IsPlain(plan) ? initialCash : null,
            FinalWorth = WorthOf(book),
            Fills = recorder.Fills,
            RoundTrips = recorder.RoundTrips,
            Equity = new EquityCurve(TimesOf(plan, recorder), recorder.Equity),
            OpenPositions = [.. engine.Portfolio.AllPositions.Where(position => !position.IsFlat).Select(position => OpenOf(position, book))],
            BarCount = barCount,
            InstantsInMarket = recorder.InstantsInMarket,
            Refusals = recorder.Refusals,
            DelistedCloses = recorder.Delisted?.Count ?? 0,
            OrdersSubmitted = recorder.OrdersSubmitted,
            Counts = session.Venue.Counts,
            OtherCosts = recorder.Ledger.Costs,
            CostsByStrategy = recorder.Ledger.CostsByStrategy,
            Ledger = recorder.Ledger.Entries,
            Warnings = BacktestWarnings.Of(plan, recorder, session),
        };
    }

    /// <summary>A single series has one instant per bar: its own open times serve, without a copy.</summary>
    private static ReadOnlyMemory<long> TimesOf(BacktestPlan plan, BacktestRecorder recorder)
    {
        if (plan.Bars.Count > 1) return recorder.Times;
        var times = plan.Bars[0].OpenTimes;
        return times.Slice(times.Length - recorder.Equity.Length);
    }

    /// <summary>All balances that count as cash (what instruments are paid in), in the session's currency at the rates that a book has.</summary>
    private static decimal CashAt(BacktestPlan plan, AccountBook book, bool initial)
    {
        var quotes = plan.Setup.Instruments.Select(instrument => instrument.Id.Money).ToHashSet(StringComparer.Ordinal);
        var sum = 0m;
        foreach (var account in book.Accounts)
        {
            var balances = initial ? account.Setup.Balances.AsEnumerable() : account.Assets.Select(asset => new Money(account.Balance(asset), asset));
            foreach (var balance in balances)
                if (quotes.Contains(balance.Asset)) sum += balance.Value * AccountBook.ToDecimalRate(book.RateOf(account.Setup.Venue, balance.Asset));
        }
        return DecimalForm.Canonical(sum);
    }

    /// <summary>Other assets are worth what the first close says: no order can have filled by then.</summary>
    private static double InitialEquityOf(BacktestPlan plan, BacktestRecorder recorder, decimal initialCash)
    {
        if (!IsPlain(plan))
            foreach (var equity in recorder.Equity.Span)
                if (double.IsFinite(equity)) return equity;
        return (double)initialCash;
    }

    /// <summary>The accounts at the close of the first bar that is traded.</summary>
    private static AccountBook FirstBook(BacktestPlan plan)
    {
        var book = new AccountBook(plan.Setup);
        for (var index = 0; index < plan.Bars.Count; index++)
        {
            var bars = plan.Bars[index];
            var first = Math.Min(bars.LowerBound(plan.Setup.TradingStart), bars.Count - 1);
            if (first >= 0) book.PriceChanged(new InstrumentIndex(index), bars.Close.Span[first]);
        }
        return book;
    }

    /// <summary>Whether the account began with nothing but its own currency, whose worth needs no price.</summary>
    private static bool IsPlain(BacktestPlan plan) =>
        plan.Setup.Accounts.All(account => account.Balances.All(balance => balance.Value == 0m || balance.Asset == plan.Setup.Currency));

    /// <summary>The balances at the last prices without the rounding of the equity curve; null when one of them has no price.</summary>
    private static decimal? WorthOf(AccountBook book)
    {
        if (!double.IsFinite(book.Equity)) return null;
        var sum = 0m;
        foreach (var account in book.Accounts)
            foreach (var asset in account.Assets)
                if (account.Balance(asset) is var balance and not 0m) sum += balance * AccountBook.ToDecimalRate(book.RateOf(account.Setup.Venue, asset));
        return DecimalForm.Canonical(sum + book.ExactUnrealized);
    }

    private static OpenPosition OpenOf(Position position, AccountBook book)
    {
        var mark = book.LastPrice(position.Instrument);
        var average = position.AveragePrice.ToDouble();
        // An inverse contract is a quantity of quote currency: what it gains is counted in base currency.
        var perUnit = position.IsInverse ? 1 / average - 1 / mark : mark - average;
        var profit = perUnit * (double)position.Quantity.Value * book.QuoteRate(position.Instrument);
        var rate = AccountBook.ToDecimalRate(book.QuoteRate(position.Instrument));
        return new OpenPosition(position.Instrument, position.Quantity, position.AveragePrice, mark, profit)
        {
            Strategy = position.Strategy,
            RealizedPnl = DecimalForm.Canonical(position.RealizedPnl * rate),
            Fees = DecimalForm.Canonical(position.Fees * rate),
        };
    }
}
