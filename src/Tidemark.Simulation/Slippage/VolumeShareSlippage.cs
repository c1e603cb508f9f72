using System.Globalization;

namespace Tidemark.Simulation.Slippage;

/// <summary>
/// Grows with the square of the share of the bar's volume that we take: impact x (quantity / volume)^2 of the price, the share
/// counted up to 1. A tenth of the volume at impact 0.1 costs 0.1 %.
/// </summary>
/// <remarks>The model of Zipline and LEAN (VolumeShareSlippage). Unrealistic: real impact grows more like the square root.</remarks>
public sealed class VolumeShareSlippage(double impact) : ISlippageModel
{
    public string Name => string.Create(CultureInfo.InvariantCulture, $"volume-share:{impact}");

    public double FractionOf(double quantity, in Bar bar)
    {
        var share = bar.Volume > 0 ? Math.Min(quantity / bar.Volume, 1) : 1;
        return impact * share * share;
    }
}
