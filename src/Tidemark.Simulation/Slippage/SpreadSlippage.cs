using System.Globalization;

namespace Tidemark.Simulation.Slippage;

/// <summary>Half of a fixed spread, given in basis points of the price: what crossing from the middle to the other side costs.</summary>
public sealed class SpreadSlippage(double spreadBasisPoints) : ISlippageModel
{
    public string Name => string.Create(CultureInfo.InvariantCulture, $"spread:{spreadBasisPoints}");

    public double FractionOf(double quantity, in Bar bar) => spreadBasisPoints / 20_000;
}
