namespace Tidemark.Strategies.Allocation;

/// <summary>Holds several instruments and cash at fixed parts of the money, and trades back to them when they have drifted.</summary>
[About(
    Group = "allocation",
    Idea = "Fixed parts of the money keep the risk where it was chosen, and bringing them back sells what has risen and buys what has fallen, for as long as prices come back too.",
    Rules = "weights names the part of equity of each instrument (BTC=0.5,ETH=0.3; others none, the rest is cash); without it all get the same part of 1 - cash. Nothing is done before every instrument with a part has a price; then all are brought to their parts. Again on schedule (daily, Mondays, or the first of the month, at hour UTC), and, with band above 0, at a close at which a part lies more than band from its target (of equity, not of the part) and no order is under way. Each time: sell at once what lies above its target; buy what lies below it at the next close, when the cash is there. What lies less than min-trade from its target, or would be an order below the venue's minimum, is left alone.",
    Source = "A. Perold, W. Sharpe, Dynamic strategies for asset allocation, Financial Analysts Journal 44, 1988 (constant mix); E. R. Fernholz, Stochastic Portfolio Theory, 2002 (excess growth)",
    FailsWhen = "One instrument runs away from the others: it is sold all the way up, or bought all the way down. Narrow bands pay in fees what they gain.")]
public sealed class Rebalance : Strategy
{
    private const string Date = "rebalance";

    private double[] targets = [];
    private bool hasBegun;
    private bool mustBuy;
    private int lastMonth;

    [Parameter(Description = "part of equity of each instrument, such as BTC=0.5,ETH=0.3; empty for equal parts")]
    public string Weights { get; init; } = "";

    [Parameter(Min = 0, Max = 0.99, Description = "part kept as cash where weights is empty")]
    public double Cash { get; init; } = 0.05;

    [Parameter(Description = "on which days it trades back to the targets")]
    public RebalanceSchedule Schedule { get; init; } = RebalanceSchedule.Weekly;

    [Parameter(Min = 0, Max = 23, Description = "hour of the schedule, UTC")]
    public int Hour { get; init; }

    [Parameter(Min = 0, Max = 1, Description = "distance from a target at which it trades at once, a part of equity; 0 for by schedule only")]
    public double Band { get; init; } = 0.05;

    [Parameter(Min = 0, Max = 1, Description = "distance from a target that is not worth a trade, a part of equity")]
    public double MinTrade { get; init; } = 0.005;

    protected override void ValidateParameters()
    {
        TargetWeights.Parse(Weights);
        if (Schedule == RebalanceSchedule.Never && Band == 0) throw new BadInputException("parameter schedule=never needs a band above 0, else nothing is ever rebalanced");
        if (Band > 0 && Band <= MinTrade) throw new BadInputException($"parameter band ({Band}) must be larger than min-trade ({MinTrade})");
    }

    protected override void OnStart()
    {
        targets = TargetWeights.Of(Weights, Instruments, Cash);
        if (Schedule != RebalanceSchedule.Never) SetDaily(Date, new TimeOfDay(Hour, 0), Schedule == RebalanceSchedule.Weekly ? Weekdays.Monday : Weekdays.All);
    }

    protected override void OnTimer(string name)
    {
        if (name == Date && hasBegun && (Schedule != RebalanceSchedule.Monthly || IsNewMonth())) SellExcess();
    }

    protected override void OnBarsClosed(Instant closeTime)
    {
        if (!hasBegun)
        {
            hasBegun = mustBuy = HasPrices();
            if (!hasBegun) return;
            IsNewMonth();
        }
        if (mustBuy) BuyMissing();
        else if (Band > 0 && IsOutsideBand() && !IsTrading()) SellExcess();
    }

    /// <summary>Whether this is the first call in a month: its first day may lie in a gap of the data.</summary>
    private bool IsNewMonth()
    {
        var before = lastMonth;
        lastMonth = Now.ToDateTime().Month;
        return before != lastMonth;
    }

    private void SellExcess()
    {
        mustBuy = true;
        for (var index = 0; index < targets.Length; index++)
            if (WeightOf(new InstrumentIndex(index)) > targets[index]) Trade(index, "reduce");
    }

    private void BuyMissing()
    {
        mustBuy = false;
        for (var index = 0; index < targets.Length; index++)
            if (WeightOf(new InstrumentIndex(index)) < targets[index]) Trade(index, "enlarge");
    }

    private void Trade(int index, string tag)
    {
        var instrument = new InstrumentIndex(index);
        if (Math.Abs(WeightOf(instrument) - targets[index]) < MinTrade) return;
        var change = (QuantityOf(instrument, targets[index]) - Position(instrument).Quantity).Abs().Value;
        if (VenueMinimum.IsReached(Instruments[index], change, (decimal)LastBar(instrument).Close, Now)) SetTargetWeight(instrument, targets[index], tag);
    }

    private bool HasPrices()
    {
        for (var index = 0; index < targets.Length; index++)
            if (targets[index] > 0 && !(LastBar(new InstrumentIndex(index)).Close > 0)) return false;
        return true;
    }

    private bool IsOutsideBand()
    {
        for (var index = 0; index < targets.Length; index++)
            if (Math.Abs(WeightOf(new InstrumentIndex(index)) - targets[index]) > Band) return true;
        return false;
    }

    private bool IsTrading()
    {
        for (var index = 0; index < targets.Length; index++)
            if (WorkingOrders(new InstrumentIndex(index)).Any()) return true;
        return false;
    }
}
