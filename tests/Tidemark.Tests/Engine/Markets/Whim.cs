using System.Globalization;
using Tidemark.Engine.Strategies;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Engine.Markets;

/// <summary>Does at random all that a strategy can do, and writes down what it sees.</summary>
internal class Whim(ulong seed, List<string> log, double activity) : Strategy
{
    private readonly SeededRandom random = new(seed, "whim");
    private readonly List<Order> sent = [];
    private SimpleMovingAverage average = null!;
    private int bars;

    protected internal override void OnStart()
    {
        average = Sma(7);
        SetDaily("noon", new TimeOfDay(12, 0));
    }

    protected internal override void OnBar(in BarClosed bar)
    {
        log.Add(string.Create(CultureInfo.InvariantCulture, $"bar {bar.Interval} {bar.CloseTime} {Now} {bar.Close} {average.Value:R} {Position(bar.Instrument).Quantity.Value}"));
        bars++;
        if (bars == 1_000) average = Sma(9);
        if (bars == 2_000) Subscribe(bar.Instrument, Interval.Minutes(5));
        if (random.NextBool(activity)) Act(bar.Instrument, bar.Close);
    }

    protected internal override void OnTimer(string name)
    {
        log.Add($"timer {name} {Now}");
        if (random.NextBool(0.5)) Act(default, LastBar(default).Close);
    }

    protected internal override void OnSignal(in Signal signal)
    {
        log.Add($"signal {signal.Direction} {Now}");
        if (random.NextBool(0.5)) Act(signal.Instrument, LastBar(signal.Instrument).Close);
    }

    protected internal override void OnFill(Order order, Fill fill) => log.Add($"fill {order.Id} {fill.Price} {fill.Quantity} {fill.Time} {Now}");

    protected internal override void OnOrder(Order order, OrderEvent orderEvent) => log.Add($"order {order.Id} {orderEvent.Kind} {orderEvent.Reason} {orderEvent.Time} {Now}");

    private void Act(InstrumentIndex instrument, double close)
    {
        var side = random.NextBool(0.5) ? Side.Buy : Side.Sell;
        var quantity = new Quantity(0.01m * (1 + random.NextInt(5)));
        var price = new Price(decimal.Round((decimal)(close * (1 + 0.002 * random.NextNormal())), 2));
        switch (random.NextInt(8))
        {
            case 0: sent.Add(Submit(new OrderTerms(instrument, side, quantity))); break;
            case 1: sent.Add(Submit(new OrderTerms(instrument, side, quantity) { Type = OrderType.Limit, LimitPrice = price })); break;
            case 2: sent.Add(Submit(new OrderTerms(instrument, side, quantity) { Type = OrderType.Stop, StopPrice = price })); break;
            case 3: SubmitBracket(new OrderTerms(instrument, Side.Buy, quantity), new Price(decimal.Round(price.Value * 0.995m, 2)), new Price(decimal.Round(price.Value * 1.005m, 2))); break;
            case 4: SetTarget(instrument, Quantity.Zero); break;
            case 5 when sent.Count > 0: Cancel(sent[random.NextInt(sent.Count)]); break;
            case 6 when sent.Count > 0: Amend(sent[random.NextInt(sent.Count)], new Amendment(LimitPrice: price)); break;
            default: SetTimer("once", Now + Duration.FromSeconds(random.NextInt(600))); break;
        }
    }
}
