using Tidemark.Simulation.Contracts;

namespace Tidemark.Simulation.Venues;

/// <summary>Lets the working orders of an instrument meet a bar, in the order of <c>docs/event-order.md</c>.</summary>
internal sealed class BarMatching(VenueState venue, WorkingOrders orders, VenueAnswers answers, LinkedOrders links, FillExecution fills)
{
    private readonly List<RestingOrder> matching = [];

    public void Match(InstrumentIndex instrument, in Bar bar)
    {
        var volume = new VolumeLimit(venue.Options.Fills.ParticipationCap, bar.Volume);
        var present = orders.At(instrument);
        if (venue.Contracts is { } contracts && venue.Setup.Instruments[instrument.Value].Id.IsContract)
        {
            MatchContract(instrument, bar, contracts, ref volume);
            return;
        }
        if (present.Count == 1)
        {
            var only = present[0];
            if (!TakesPart(only, bar) || Math.Sign(only.Working) <= 0) return;
            MatchOne(only, bar, PhaseOf(only), ref volume);
            only.HasRested = true;
            return;
        }
        MatchAll(instrument, bar, OrderPhase.Takers, ref volume);
        MatchAll(instrument, bar, OrderPhase.Stops, ref volume);
        MatchAll(instrument, bar, OrderPhase.Limits, ref volume);
        // Entries that filled above may have made stops active within this very bar.
        if (venue.Options.Fills.ProtectsEntryBar) MatchAll(instrument, bar, OrderPhase.Stops, ref volume);
        Finish(present, bar);
    }

    /// <summary>The same for a contract, whose position the venue itself may close in between. What a bar leaves open is decided against us: the price that ends a position comes before the one that is its target.</summary>
    private void MatchContract(InstrumentIndex instrument, in Bar bar, ContractDesk contracts, ref VolumeLimit volume)
    {
        contracts.BeforeBar(instrument, bar);
        MatchAll(instrument, bar, OrderPhase.Takers, ref volume);
        contracts.AfterOpen(instrument, bar, venue.BarClose);
        var ends = contracts.EndsIn(instrument, bar);
        if (ends != (null, null))
        {
            MatchStopsBefore(ends, instrument, bar, ref volume);
            contracts.Inside(instrument, bar);
        }
        MatchAll(instrument, bar, OrderPhase.Stops, ref volume);
        contracts.Inside(instrument, bar);
        MatchAll(instrument, bar, OrderPhase.Limits, ref volume);
        if (venue.Options.Fills.ProtectsEntryBar) MatchAll(instrument, bar, OrderPhase.Stops, ref volume);
        contracts.Inside(instrument, bar);
        contracts.AfterBar(instrument, bar, venue.BarClose);
        Finish(orders.At(instrument), bar);
    }

    /// <summary>Lets only those stops meet the bar that the price reaches before it ends a position.</summary>
    private void MatchStopsBefore((decimal? Falling, decimal? Rising) ends, InstrumentIndex instrument, in Bar bar, ref VolumeLimit volume)
    {
        matching.Clear();
        foreach (var order in orders.At(instrument))
        {
            if (PhaseOf(order) != OrderPhase.Stops || !TakesPart(order, bar) || bar.OpenTime == order.DoneInBar || order.Working <= 0m) continue;
            var isNear = order.StopPrice is not { } stop || (order.Request.Side == Side.Sell ? !(stop.Value < ends.Falling) : !(stop.Value > ends.Rising));
            if (isNear) matching.Add(order);
        }
        foreach (var order in matching)
            if (order.IsOpen) MatchOne(order, bar, OrderPhase.Stops, ref volume);
    }

    private void Finish(List<RestingOrder> present, in Bar bar)
    {
        foreach (var order in present) order.HasRested |= order.Working > 0m && TakesPart(order, bar);
    }

    private bool TakesPart(RestingOrder order, in Bar bar)
    {
        if (bar.OpenTime < order.ActiveFrom && !(order.IsDelayed && Arrival.IsEarlyIn(bar, venue.BarClose, order))) return false;
        order.TakeTerms(bar.OpenTime);
        return true;
    }

    private void MatchAll(InstrumentIndex instrument, in Bar bar, OrderPhase phase, ref VolumeLimit volume)
    {
        matching.Clear();
        foreach (var order in orders.At(instrument))
            if (PhaseOf(order) == phase && TakesPart(order, bar) && bar.OpenTime != order.DoneInBar && order.Working > 0m) matching.Add(order);
        foreach (var order in matching)
            if (order.IsOpen) MatchOne(order, bar, phase, ref volume);
    }

    private static OrderPhase PhaseOf(RestingOrder order) =>
        order.TakesNow ? OrderPhase.Takers : order.Request.Type.IsStop() && !order.IsTriggered ? OrderPhase.Stops : OrderPhase.Limits;

    private void MatchOne(RestingOrder order, in Bar bar, OrderPhase phase, ref VolumeLimit volume)
    {
        var isWaiting = order.Request.Type.WaitsForTrigger() && !order.IsTriggered;
        var match = phase == OrderPhase.Takers ? BarMatcher.AtOpen(bar)
            : isWaiting ? TriggerOf(order, bar)
            : BarMatcher.Limit(order, bar, venue.Options.Fills);
        if (isWaiting && match is { } trigger) match = Trigger(order, trigger, bar);
        if (match is { } found) Take(order, bar, found, ref volume);
        if (order.IsImmediate && order.IsOpen && (order.IsTriggered || !isWaiting))
            links.End(order, OrderEventKind.Expired, OrderReason.NotImmediatelyFillable);
    }

    private void Take(RestingOrder order, in Bar bar, in BarMatcher.Match match, ref VolumeLimit volume)
    {
        if (match.Role == LiquidityRole.Taker && order.Request.Options is { PostOnly: true }) links.End(order, OrderEventKind.Rejected, OrderReason.WouldTakeLiquidity);
        else fills.Fill(order, bar, match, ref volume);
    }

    /// <summary>Where its trigger is touched, if it is. A trailing stop moves along.</summary>
    private BarMatcher.Match? TriggerOf(RestingOrder order, in Bar bar)
    {
        if (order.Request.Type is OrderType.TakeProfit or OrderType.TakeProfitLimit) return BarMatcher.TakeProfit(order, bar);
        if (order.Trail is null) return BarMatcher.Stop(order, bar);
        order.DoneInBar = bar.OpenTime;
        var before = order.StopPrice;
        var match = TrailingMatcher.Follow(order, bar, venue.InstrumentOf(order));
        if (order.StopPrice != before) answers.AddTerms(order);
        return match;
    }

    /// <summary>Sets a triggered order free. Returns where it fills at once, if it does.</summary>
    private BarMatcher.Match? Trigger(RestingOrder order, in BarMatcher.Match trigger, in Bar bar)
    {
        order.IsTriggered = true;
        order.DoneInBar = bar.OpenTime;
        answers.Add(order, OrderEventKind.Triggered, bar.OpenTime);
        return order.Request.Type.HasLimit() ? BarMatcher.AfterTrigger(order, trigger, bar, venue.Options.Fills) : trigger;
    }

    private enum OrderPhase : byte
    {
        Takers,
        Stops,
        Limits,
    }
}
