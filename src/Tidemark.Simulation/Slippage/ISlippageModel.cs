namespace Tidemark.Simulation.Slippage;

/// <summary>How much worse than the bar's price an order that takes liquidity fills. The result may lie outside the bar: bars show trades, and taking costs the spread beyond them.</summary>
public interface ISlippageModel
{
    /// <summary>The name and value on the command line: <c>bps:2</c>.</summary>
    string Name { get; }

    /// <summary>The fraction of the price to add (buys) or take away (sells), zero or positive.</summary>
    /// <param name="quantity">What fills, in base units.</param>
    /// <param name="bar">The bar in which it fills.</param>
    double FractionOf(double quantity, in Bar bar);
}
