using System.Globalization;

namespace Tidemark.Simulation.Slippage;

/// <summary>
/// Impact in proportion to the share of the bar's volume that we take: coefficient x quantity / volume of the price, the share counted
/// up to 1. At coefficient 0.1 a tenth of the volume costs 1 %.
/// </summary>
/// <remarks>
/// The linear impact of Kyle, Continuous auctions and insider trading (Econometrica 53, 1985), and of Almgren and Chriss, Optimal execution of
/// portfolio transactions (2000). Unrealistic: measured impact is concave, so small orders are charged too little and large ones too much;
/// see <see cref="SquareRootImpact"/>.
/// </remarks>
public sealed class LinearImpact(double coefficient) : ISlippageModel
{
    public string Name => string.Create(CultureInfo.InvariantCulture, $"linear:{coefficient}");

    public double FractionOf(double quantity, in Bar bar) => coefficient * (bar.Volume > 0 ? Math.Min(quantity / bar.Volume, 1) : 1);
}
