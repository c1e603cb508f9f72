using Tidemark.Engine.Events;
using Tidemark.Engine.Markets;
using Tidemark.Engine.Predictions;
using Tidemark.Engine.Recording;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Engine.Strategies.Trades;
using Tidemark.Engine.Time;

namespace Tidemark.Engine.Shadows;

/// <summary>
/// A strategy that runs beside another one: it sees the same market and trades on an account of its own that does not exist. What it would
/// hold once its market orders have filled is its opinion, told as a <see cref="Signal"/>. Nothing of it reaches the venue or the journal.
/// </summary>
public sealed class Shadow
{
    private const decimal Cash = 1_000_000m;
    private const decimal Leverage = 10m;

    /// <summary>Every strategy of this engine has the same number: it is the only one.</summary>
    private const int Only = 0;

    private readonly Clock clock;
    private readonly SessionSetup setup;
    private readonly ShadowVenue venue;
    private readonly TradingEngine engine;
    private readonly Opinion[] opinions;
    private Instant closing = Instant.MinValue;
    private double firstEquity = double.NaN;

    /// <exception cref="BadInputException">The strategy cannot run on these instruments, holds long and short positions side by side, or listens to what it would not hear.</exception>
    internal Shadow(Strategy strategy, SessionSetup session, Clock clock, PredictionDesk predictions, StrategyState? state)
    {
        if (strategy.NeedsHedging) throw new BadInputException($"strategy {strategy.Name} holds long and short positions side by side: it has no single direction to combine");
        if (strategy.NeedsBook || (session.BookScales.Any(scale => scale is not null) && StrategyHooks.HearsBook(strategy)))
            throw new BadInputException($"strategy {strategy.Name} listens to order books, quotes or trades: beside another strategy it would hear nothing of a recording");
        this.clock = clock;
        Strategy = strategy;
        setup = SetupOf(session);
        opinions = new Opinion[setup.Instruments.Length];
        venue = new ShadowVenue(setup, () => engine!.Clock.Now);
        engine = new TradingEngine(setup, venue, SilentRecorder.Instance, _ => predictions);
        engine.Add(strategy);
        if (state is not null) engine.LoadState(state);
        engine.Start();
        TakeAnswers();
    }

    /// <summary>The strategy.</summary>
    public Strategy Strategy { get; }

    /// <summary>The longest warm-up of its indicators, in incoming bars.</summary>
    public int WarmUpBars => engine.WarmUpBars;

    /// <summary>What it would hand to a later session now, by name; empty for nothing.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> StateNow => [.. engine.StatesNow().SelectMany(state => state.Values).Select(value => KeyValuePair.Create(value.Name, value.Text))];

    /// <summary>The indicators that it tracks, with those of its own shadows.</summary>
    internal IEnumerable<TrackedIndicator> TrackedIndicators => engine.TrackedIndicators;

    /// <summary>Lets it decide on the bars that have closed by now; to be called when all of them are in.</summary>
    public void Settle()
    {
        if (closing == Instant.MinValue) return;
        engine.Process(EngineEvent.ForInstantClosed(closing, engine.Clock.Now));
        closing = Instant.MinValue;
        TakeAnswers();
        for (var index = 0; index < setup.TradedCount; index++) opinions[index] = OpinionOn(new InstrumentIndex(index), opinions[index]);
        KeepAlive();
    }

    /// <summary>
    /// Its opinion on an instrument after the last <see cref="Settle"/>: the side that it is on or has ordered at the market, and what it
    /// wants to hold over one unit at the time of the decision, at most 1, as strength. It is sure of itself, and means the next bar.
    /// </summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="source">The name that the signal carries.</param>
    public Signal SignalOf(InstrumentIndex instrument, SignalSource source)
    {
        ref readonly var opinion = ref opinions[instrument.Value];
        var side = opinion.Quantity > 0m ? PositionSide.Long : opinion.Quantity < 0m ? PositionSide.Short : PositionSide.Flat;
        return new Signal(source, instrument, side, opinion.Strength, 1, new Duration(setup.BaseIntervals[instrument.Value].ApproximateNanoseconds), engine.Clock.Now, new ReasonId(opinion.Reason ?? ""));
    }

    /// <summary>Takes a bar that has come to the session.</summary>
    internal void Take(in BarArrival bar)
    {
        // Before trading starts nobody asks for an opinion: a moment ends when the next begins.
        if (bar.CloseTime > closing) Settle();
        ActBefore(clock.Now);
        venue.Meet(bar.Instrument, bar.Bar);
        TakeAnswers();
        engine.Process(EngineEvent.ForBar(bar.Instrument, bar.Bar, bar.CloseTime, clock.Now, closesInstant: false));
        closing = bar.CloseTime;
        TakeAnswers();
    }

    /// <summary>Takes what else has come to the session, but orders, ledger entries and commands.</summary>
    internal void Take(in EngineEvent next)
    {
        ActBefore(next.ReceivedAt);
        if (next.Kind == EngineEventKind.Trade) venue.Meet(next.Instrument, Bar.OfPrice(next.EventTime, next.AsTrade().Price));
        else if (next.Kind == EngineEventKind.Quote) venue.Meet(next.Instrument, Bar.OfPrice(next.EventTime, next.AsQuote().Mid));
        TakeAnswers();
        engine.Process(next);
        TakeAnswers();
    }

    private void ActBefore(Instant time)
    {
        while (engine.NextTimerDue < time)
        {
            engine.FireNextTimer(time);
            TakeAnswers();
        }
    }

    private void TakeAnswers()
    {
        while (venue.TryTakeAnswer(out var answer)) engine.Process(answer, engine.Clock.Now);
    }

    private Opinion OpinionOn(InstrumentIndex instrument, in Opinion before)
    {
        var wanted = engine.Portfolio.PositionOf(Only, instrument).Quantity.Value;
        string? reason = null;
        foreach (var order in engine.Orders.Active)
        {
            var isAtMarket = order.Type == OrderType.Market || (order.IsTriggered && !order.Type.HasLimit());
            if (order.Instrument != instrument || !isAtMarket || order.IsCancelPending || order.Request.IsContingent && !order.IsTriggered) continue;
            var rest = order.RemainingQuantity.Value;
            wanted += order.Side.Sign() * (order.Request.OnlyReduces ? Portfolios.Funds.ClosingPart(wanted, order.Side, rest) : rest);
            reason = order.Request.Tag;
        }
        if (wanted == before.Quantity) return before;
        var unit = engine.UnitOf(instrument).Value;
        var strength = wanted == 0m ? 0 : unit <= 0m ? 1 : Math.Min(1, (double)(Math.Abs(wanted) / unit));
        return new Opinion(wanted, strength, reason ?? before.Reason);
    }

    /// <summary>Opinions go on after losses that would have ended an account: half gone, it is filled up again.</summary>
    private void KeepAlive()
    {
        var equity = engine.Portfolio.Equity;
        if (!double.IsFinite(equity)) return;
        if (double.IsNaN(firstEquity)) firstEquity = equity;
        if (equity >= firstEquity / 2) return;
        foreach (var (account, number) in setup.Accounts.Select((account, number) => (account, number)).Where(pair => pair.account.Kind != AccountKind.InTransit))
            engine.Portfolio.Book.Transfer(number, account.Balances[0].Asset, Cash);
    }

    /// <summary>The same session with an account of its own, large enough, on which no order is too small: an opinion does not depend on the size of an account.</summary>
    private static SessionSetup SetupOf(SessionSetup session) => session with
    {
        Instruments = [.. session.Instruments.Select(instrument => new Instrument(instrument.Id,
            [.. instrument.Rules.Select(rules => TradingRules.None with { ValidFrom = rules.ValidFrom, PriceTick = rules.PriceTick })], instrument.ListedAt, instrument.DelistedAt))],
        Accounts = [.. session.Accounts.Select(account => account.Kind == AccountKind.InTransit ? account : account with
        {
            Kind = AccountKind.Margin,
            Balances = [new Money(Cash, session.Instruments.First(instrument => instrument.Id.Venue == account.Venue).Id.Money)],
            Funds = FundsPolicy.InitialMargin,
            Leverage = Leverage,
            PositionMode = PositionMode.OneWay,
        })],
        Sizing = new SizingRule(SizingKind.Allocation, 1m),
        Limits = RiskLimits.None,
    };

    private readonly record struct Opinion(decimal Quantity, double Strength, string? Reason);
}
