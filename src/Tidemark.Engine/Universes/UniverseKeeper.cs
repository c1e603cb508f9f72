using Tidemark.Engine.Markets;
using Tidemark.Engine.Orders;
using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Sessions;

namespace Tidemark.Engine.Universes;

/// <summary>
/// Does what follows when the universe is refreshed and when an instrument ends: entries under way in an instrument that left are
/// canceled, and positions in an instrument that is not traded any more are closed at its last price.
/// </summary>
internal sealed class UniverseKeeper
{
    private readonly SessionSetup setup;
    private readonly MarketState market;
    private readonly Portfolio portfolio;
    private readonly OrderLedger orders;
    private readonly OrderDesk desk;
    private readonly List<InstrumentIndex> left = [];
    private readonly List<(Instant Time, InstrumentIndex Instrument)> delistings;
    private readonly bool[] isSilent;
    private Instant nextRefresh;
    private int nextDelisting;
    private bool mustFindSilent;

    public UniverseKeeper(SessionSetup setup, MarketState market, Portfolio portfolio, OrderLedger orders, OrderDesk desk, TradableInstruments tradable)
    {
        this.setup = setup;
        this.market = market;
        this.portfolio = portfolio;
        this.orders = orders;
        this.desk = desk;
        Tradable = tradable;
        isSilent = new bool[setup.Instruments.Length];
        delistings = [.. setup.Instruments.Select((instrument, index) => (Time: instrument.DelistedAt ?? Instant.MaxValue, new InstrumentIndex(index)))
            .Where(pair => pair.Time < Instant.MaxValue).OrderBy(pair => pair.Time).ThenBy(pair => pair.Item2.Value)];
        nextRefresh = setup.Universe?.From ?? Instant.MaxValue;
        SetNextDue();
    }

    public TradableInstruments Tradable { get; }

    /// <summary>When there is something to do next; <see cref="Instant.MaxValue"/> for never.</summary>
    public Instant NextDue { get; private set; }

    /// <summary>Does what is due at a moment, which must not lie before the clock; <see cref="FindSilent"/> does the rest.</summary>
    public void AdvanceTo(Instant time)
    {
        if (NextDue > time) return;
        left.Clear();
        Tradable.AdvanceTo(time, left);
        foreach (var instrument in left) CancelEntries(instrument);
        while (nextDelisting < delistings.Count && delistings[nextDelisting].Time <= time)
        {
            var instrument = delistings[nextDelisting++].Instrument;
            Tradable.Remove(instrument);
            CloseAll(instrument);
        }
        if (nextRefresh <= time)
        {
            while (nextRefresh <= time) nextRefresh = setup.Universe!.Refresh.CloseOf(nextRefresh);
            mustFindSilent = true;
        }
        SetNextDue();
    }

    /// <summary>
    /// Closes what has been silent for too long, when a refresh has asked for it. At a close time only after every bar of it has come: one
    /// that ends a silence at that very moment counts, whichever instrument is looked at first.
    /// </summary>
    public void FindSilent(Instant time)
    {
        if (!mustFindSilent) return;
        mustFindSilent = false;
        CloseSilent(time);
    }

    private void SetNextDue() => NextDue = nextDelisting < delistings.Count ? Instant.Min(nextRefresh, delistings[nextDelisting].Time) : nextRefresh;

    private void CloseSilent(Instant time)
    {
        var universe = setup.Universe!;
        for (var index = 0; index < isSilent.Length; index++)
        {
            var instrument = new InstrumentIndex(index);
            var series = market.Base(instrument);
            if (!series.HasBar) continue;
            var isSilentNow = time.Nanoseconds - series.Interval.CloseOf(series.Last.OpenTime).Nanoseconds >= universe.Silence.ApproximateNanoseconds;
            if (isSilentNow && !isSilent[index]) CloseAll(instrument);
            isSilent[index] = isSilentNow;
        }
    }

    /// <summary>What would open or enlarge a position; protection and exits stay.</summary>
    private void CancelEntries(InstrumentIndex instrument)
    {
        for (var index = orders.Active.Count - 1; index >= 0; index--)
        {
            var order = orders.Active[index];
            if (order.Instrument != instrument || order.Request.OnlyReduces || order.Request.IsContingent) continue;
            var position = portfolio.PositionOf(order.Request.Strategy, instrument, order.Request.PositionSide).Quantity.Value;
            if (Funds.ClosingPart(position, order.Side, order.RemainingQuantity.Value) < order.RemainingQuantity.Value) desk.Cancel(order);
        }
    }

    private void CloseAll(InstrumentIndex instrument)
    {
        for (var index = orders.Active.Count - 1; index >= 0; index--)
            if (orders.Active[index].Instrument == instrument) desk.Cancel(orders.Active[index]);
        for (var strategy = 0; strategy < portfolio.StrategyCount; strategy++)
        {
            foreach (var side in (ReadOnlySpan<PositionSide>)[PositionSide.Long, PositionSide.Short])
            {
                // In one-way mode both are the one position, which the first turn has not closed yet.
                var position = portfolio.PositionOf(strategy, instrument, side);
                if (!position.IsFlat && position.Side == side) desk.CloseAtLastPrice(strategy, instrument, position.Quantity);
            }
        }
    }
}
