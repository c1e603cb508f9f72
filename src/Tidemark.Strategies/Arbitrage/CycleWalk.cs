using Tidemark.Engine.Books;

namespace Tidemark.Strategies.Arbitrage;

/// <summary>
/// Walks the books of all legs at once, level by level, as long as one more unit sent round the whole cycle comes back with the smallest
/// gain: the quantity beyond which the edge is gone.
/// </summary>
/// <param name="legs">In the order in which one's output is the next one's input.</param>
/// <param name="levelOf">The level of a rank that an order of a side meets; NaN and 0 where there is none.</param>
internal sealed class CycleWalk(CycleLeg[] legs, Func<InstrumentIndex, Side, int, BookLevel> levelOf)
{
    private readonly int[] ranks = new int[legs.Length];
    private readonly BookLevel[] levels = new BookLevel[legs.Length];
    private readonly double[] left = new double[legs.Length];

    public CycleLeg[] Legs => legs;

    /// <summary>What goes into the first leg, fee included.</summary>
    public double Input { get; private set; }

    /// <summary>What comes out of the last leg after all fees.</summary>
    public double Output { get; private set; }

    /// <summary>What all legs earn together after fees, in the asset that goes in.</summary>
    public double Gain => Output - Input;

    /// <summary>The gain as a fraction of what goes in; 0 where nothing does.</summary>
    public double Edge => Input > 0 ? Output / Input - 1 : 0;

    /// <param name="minimumEdge">The smallest gain of the last unit, a fraction.</param>
    /// <param name="limit">The most that goes in.</param>
    /// <returns>Whether anything is worth it.</returns>
    public bool Walk(double minimumEdge, double limit)
    {
        (Input, Output) = (0, 0);
        for (var leg = 0; leg < legs.Length; leg++)
        {
            legs[leg].Clear();
            Enter(leg, 0);
        }
        while (Input < limit)
        {
            var (rate, capacity) = (1.0, limit - Input);
            var tightest = -1;
            for (var leg = 0; leg < legs.Length; leg++)
            {
                if (!(left[leg] > 0)) return Input > 0;
                var here = legs[leg].InputOf(left[leg], levels[leg].Price) / rate;
                if (here < capacity) (capacity, tightest) = (here, leg);
                rate *= legs[leg].RateAt(levels[leg].Price);
            }
            if (!(rate >= 1 + minimumEdge)) break;
            Take(capacity);
            if (tightest < 0) break;
            Enter(tightest, ranks[tightest] + 1);
        }
        return Input > 0;
    }

    /// <summary>Scales all legs down together.</summary>
    public void Reduce(double factor)
    {
        foreach (var leg in legs) leg.Reduce(factor);
        (Input, Output) = (Input * factor, Output * factor);
    }

    private void Take(double amount)
    {
        Input += amount;
        for (var leg = 0; leg < legs.Length; leg++)
        {
            var price = levels[leg].Price;
            var output = amount * legs[leg].RateAt(price);
            var quantity = legs[leg].Side == Side.Buy ? output : amount;
            legs[leg].Add(quantity, price);
            left[leg] -= quantity;
            amount = output;
        }
        Output += amount;
    }

    private void Enter(int leg, int rank)
    {
        ranks[leg] = rank;
        levels[leg] = levelOf(legs[leg].Instrument, legs[leg].Side, rank);
        left[leg] = levels[leg].Quantity;
    }
}
