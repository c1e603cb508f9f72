using System.Globalization;

namespace Tidemark.Simulation.Slippage;

/// <summary>A fixed number of basis points (hundredths of a percent) of the price, whatever the quantity.</summary>
public sealed class BasisPointSlippage(double basisPoints) : ISlippageModel
{
    public string Name => string.Create(CultureInfo.InvariantCulture, $"bps:{basisPoints}");

    public double FractionOf(double quantity, in Bar bar) => basisPoints / 10_000;
}
